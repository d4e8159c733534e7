package docket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Sends the documents of the contract by which cases are worked on, and remembers which. */
public final class WorkDocuments {
    private static final Path FOLDER = Path.of("console-contract", "operations", "work");
    private final Set<String> sent = new TreeSet<>();

    /** Their names. */
    public static Set<String> all() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString().replace(".graphql", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Set<String> sent() {
        return sent;
    }

    /** The payload, whether or not something has to be mended. */
    public JsonNode send(GraphClient by, String document, Map<String, ?> input) {
        var whole = new HashMap<String, Object>(input);
        whole.putIfAbsent("idempotencyKey", UUID.randomUUID().toString());
        return ask(by, document, Map.of("input", whole));
    }

    /** The payload; fails when something has to be mended. */
    public JsonNode done(GraphClient by, String document, Map<String, ?> input) {
        var payload = send(by, document, input);
        assertThat(payload.at("/userErrors")).as(document).isEmpty();
        return payload;
    }

    /** What stands in the first field. */
    public JsonNode ask(GraphClient by, String document, Map<String, ?> variables) {
        sent.add(document);
        var answer = by.execute(text(document), variables);
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        return answer.at("data").iterator().next();
    }

    private static String text(String document) {
        try {
            return Files.readString(FOLDER.resolve(document + ".graphql"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
