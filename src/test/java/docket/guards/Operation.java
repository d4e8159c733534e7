package docket.guards;

import docket.testing.GraphClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the consoles. Comments at the head of its file say how many statements it takes at most, how much the engine allocates for it at
 * most over 2,000 cases, and where its variables come from: a number, or the first value in the answer to another query.
 *
 * @param variables by name
 */
record Operation(Path file, String document, int budget, int kilobytes, Map<String, String> variables) {
    static final Path FOLDER = Path.of("console-contract", "operations");
    private static final Pattern BUDGET = Pattern.compile("(?m)^# budget: (\\d+) statements?, (\\d+) KB$");
    private static final Pattern VARIABLE = Pattern.compile("(?m)^# \\$(\\w+): (.+)$");

    static List<Operation> all() throws IOException {
        try (var files = Files.walk(FOLDER)) {
            // Mutations are sent by the test of a whole life, in its order.
            return files.filter(
                            file -> file.toString().endsWith(".graphql") && !file.startsWith(FOLDER.resolve("work")))
                    .sorted()
                    .map(Operation::read)
                    .toList();
        }
    }

    private static Operation read(Path file) {
        try {
            var document = Files.readString(file);
            var budget = BUDGET.matcher(document);
            if (!budget.find()) {
                throw new AssertionError(file + " has no line '# budget: … statements, … KB'");
            }
            var variables = new LinkedHashMap<String, String>();
            VARIABLE.matcher(document).results().forEach(match -> variables.put(match.group(1), match.group(2)));
            return new Operation(
                    file, document, Integer.parseInt(budget.group(1)), Integer.parseInt(budget.group(2)), variables);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The value that a variable's source stands for; null when the query finds none. */
    static @Nullable Object value(String source, GraphClient client) {
        if (source.matches("\\d+")) {
            return Integer.valueOf(source);
        }
        var value = client.execute(source).at("data");
        while (value.isContainer() && !value.isEmpty()) {
            value = value.iterator().next();
        }
        return value.isString() ? value.asString() : null;
    }

    boolean isPaged() {
        return variables.containsKey("first");
    }

    @Override
    public String toString() {
        return FOLDER.relativize(file).toString();
    }
}
