package docket.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The results in one table for people. */
final class Table {
    private static final List<String> HEADS = List.of(
            "workload",
            "conn",
            "Docket/s",
            "p50 ms",
            "p99 ms",
            "SQL/s",
            "share",
            "peer/s",
            "times",
            "stmts",
            "alloc KB",
            "CPU ms server + db",
            "SQL db",
            "RSS MB",
            "failed");

    private Table() {}

    static String of(List<Result> results) {
        var rows = new ArrayList<List<String>>();
        rows.add(HEADS);
        results.forEach(result -> rows.add(row(result)));
        var widths = IntStream.range(0, HEADS.size())
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
    }

    private static List<String> row(Result result) {
        return List.of(
                result.plan().workload().name(),
                Integer.toString(result.connections()),
                rate(Result.rate(result.docket())),
                figure(result.p50()),
                figure(result.p99()),
                rate(Result.rate(result.sql())),
                figure(result.shareOfSql()),
                rate(Result.rate(result.peer())),
                figure(result.timesPeer()),
                Integer.toString(result.plan().statements()),
                figure(result.allocated() / 1024),
                "%s + %s".formatted(figure(result.serverCpu()), figure(result.databaseCpu())),
                figure(result.sqlCpu()),
                figure(result.resident()),
                Long.toString(result.failed()));
    }

    private static String rate(Spread spread) {
        return Double.isNaN(spread.median())
                ? "–"
                : "%s (%s–%s)".formatted(figure(spread.median()), figure(spread.least()), figure(spread.most()));
    }

    /** Three digits that count. */
    private static String figure(double value) {
        if (!Double.isFinite(value)) {
            return "–";
        }
        var decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> column == 0
                        ? row.get(column)
                                + " ".repeat(widths[column] - row.get(column).length())
                        : " ".repeat(widths[column] - row.get(column).length()) + row.get(column))
                .collect(Collectors.joining(" | "));
    }
}
