package docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One folder of bench/workloads.
 *
 * @param types for variables that are global ids: of which type
 * @param besideLists rows of the SQL that stand in no list of the answer
 * @param ready true once Docket has prepared what is asked; null: nothing to wait for
 * @param distinct whether every request is to be a document of its own
 */
record Workload(
        String name,
        Path folder,
        String sql,
        @Nullable String keys,
        Map<String, String> types,
        int besideLists,
        @Nullable String ready,
        boolean distinct) {
    private static final Pattern TYPE = Pattern.compile("^-- (\\w+): ([A-Z]\\w+)$", Pattern.MULTILINE);
    private static final Pattern OPERATION = Pattern.compile("^-- operation: (\\S+)$", Pattern.MULTILINE);
    private static final Pattern BESIDE = Pattern.compile("^-- besides lists: (\\d+)$", Pattern.MULTILINE);

    /** All of them, or those named. */
    static List<Workload> read(Path folder, List<String> wanted) throws IOException {
        var found = new TreeMap<String, Workload>();
        try (var folders = Files.list(folder)) {
            for (var each : folders.filter(Files::isDirectory).toList()) {
                found.put(each.getFileName().toString(), of(each));
            }
        }
        if (wanted.isEmpty()) {
            return List.copyOf(found.values());
        }
        var chosen = new ArrayList<Workload>();
        for (var name : wanted) {
            chosen.add(found.values().stream()
                    .filter(each -> each.name.equals(name) || each.name.startsWith(name + "-"))
                    .findFirst()
                    .orElseThrow(
                            () -> new Refused("There is no workload %s, only %s".formatted(name, found.keySet()))));
        }
        return chosen;
    }

    /** All of a folder, or those named, which nothing is compared with but the same question of another caller. */
    static List<Workload> readWithoutSql(Path folder, List<String> wanted) throws IOException {
        try (var folders = Files.list(folder)) {
            var found = new ArrayList<Workload>();
            for (var each : folders.filter(Files::isDirectory).sorted().toList()) {
                if (wanted.isEmpty() || wanted.contains(each.getFileName().toString())) {
                    found.add(of(each, ""));
                }
            }
            return found;
        }
    }

    private static Workload of(Path folder) throws IOException {
        return of(folder, Files.readString(folder.resolve("hand.sql")));
    }

    private static Workload of(Path folder, String sql) throws IOException {
        var keys = read(folder.resolve("keys.sql"));
        var types = new TreeMap<String, String>();
        var named = TYPE.matcher(keys == null ? "" : keys);
        while (named.find()) {
            types.put(named.group(1), named.group(2));
        }
        var name = folder.getFileName().toString();
        return new Workload(
                name,
                folder,
                sql,
                keys,
                types,
                beside(sql),
                read(folder.resolve("ready.sql")),
                name.endsWith("distinct"));
    }

    private static int beside(String sql) {
        var found = BESIDE.matcher(sql);
        return found.find() ? Integer.parseInt(found.group(1)) : 0;
    }

    private static @Nullable String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file) : null;
    }

    String table() {
        return "bench." + name.replace('-', '_');
    }

    Path script() {
        return folder.resolve("hand.sql");
    }

    /** Null: this side does not take part. What the keys say is an operation of the consoles stands with theirs. */
    @Nullable
    String document(String file) throws IOException {
        var elsewhere = OPERATION.matcher(String.valueOf(keys));
        return read(elsewhere.find() ? folder.resolve("../../..").resolve(elsewhere.group(1)) : folder.resolve(file));
    }
}
