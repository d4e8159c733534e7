package docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Results as lines of JSON: every run in target/bench, those to be kept in bench/results.jsonl; and the page that draws them. */
record History(Path folder, Options options) {
    private static final Pattern DATA = Pattern.compile("(?s)(// results\n).*?(// end of results\n)");

    /** The number of connections that is compared from commit to commit. */
    private static final int COMPARED = 8;

    void add(List<Result> results) throws IOException, InterruptedException {
        var run = run();
        var lines = results.stream().map(result -> line(run, result)).toList();
        append(folder.resolve("target/bench/results.jsonl"), lines);
        var kept = results.stream()
                .filter(result -> result.connections() == COMPARED)
                .map(result -> line(run, result))
                .toList();
        var log = folder.resolve("bench/results.jsonl");
        if (options.record()) {
            append(log, kept);
        }
        var all = new ArrayList<>(Files.exists(log) ? Files.readAllLines(log) : List.<String>of());
        if (!options.record()) {
            all.addAll(kept);
        }
        draw(all);
    }

    private Map<String, Object> run() throws IOException, InterruptedException {
        var commit = Programs.output(List.of("git", "describe", "--always", "--dirty"), Map.of(), folder);
        var run = new LinkedHashMap<String, Object>();
        run.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        run.put("commit", commit.strip());
        run.put("cpus", Runtime.getRuntime().availableProcessors());
        run.put("rounds", options.rounds());
        run.put("seconds", options.seconds());
        run.put("warmup", options.warmup());
        run.put("heap", options.heap());
        return run;
    }

    private static String line(Map<String, Object> run, Result result) {
        var fields = new LinkedHashMap<>(run);
        fields.putAll(result.fields());
        return Json.write(fields);
    }

    private static void append(Path file, List<String> lines) throws IOException {
        Files.createDirectories(file.resolveSibling("."));
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void draw(List<String> lines) throws IOException {
        var page = folder.resolve("bench/charts.html");
        var data = String.join(",\n", lines) + "\n";
        var drawn = DATA.matcher(Files.readString(page))
                .replaceFirst(found -> Matcher.quoteReplacement(found.group(1) + data + found.group(2)));
        Files.writeString(folder.resolve("target/bench/charts.html"), drawn);
        if (options.record()) {
            Files.writeString(page, drawn);
        }
    }
}
