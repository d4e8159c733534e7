package docket.bench;

import docket.platform.request.GlobalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import tools.jackson.databind.node.ObjectNode;

/** The request bodies of a workload for one side, one for each key. */
final class Bodies {
    private static final int DISTINCT = 1_000;
    private static final Pattern DECLARED = Pattern.compile("\\$(\\w+)\\s*:");

    private Bodies() {}

    static List<String> docket(Workload workload, Keys keys, String document) {
        return IntStream.range(0, count(workload, keys))
                .mapToObj(n -> body(
                        workload, document, globalIds(workload, keys.variables().get(n)), n))
                .toList();
    }

    /** PostGraphile takes the keys as they stand in the database. */
    static List<String> peer(Workload workload, Keys keys, String document) {
        return IntStream.range(0, count(workload, keys))
                .mapToObj(n -> body(workload, document, keys.variables().get(n).deepCopy(), n))
                .toList();
    }

    static Path file(Path folder, String name, List<String> bodies) throws IOException {
        return Files.write(Files.createDirectories(folder).resolve(name), bodies);
    }

    private static int count(Workload workload, Keys keys) {
        return workload.distinct() ? Math.min(DISTINCT, keys.count()) : keys.count();
    }

    private static ObjectNode globalIds(Workload workload, ObjectNode raw) {
        var variables = raw.deepCopy();
        workload.types().forEach((variable, type) -> {
            var id = UUID.fromString(raw.get(variable).asString());
            variables.put(variable, GlobalId.encode(type, id));
        });
        return variables;
    }

    private static String body(Workload workload, String document, ObjectNode variables, int n) {
        var text = workload.distinct() ? document.replaceAll("_0\\b", "_" + (n + 1)) : document;
        var declared = DECLARED.matcher(document)
                .results()
                .map(found -> found.group(1))
                .toList();
        variables.retain(declared);
        var body = Json.object(java.util.Map.of("query", text));
        body.set("variables", variables);
        return Json.write(body);
    }
}
