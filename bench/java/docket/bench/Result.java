package docket.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All sides of one workload at one number of connections, over all rounds. */
record Result(Plan plan, int connections, List<Cell> docket, List<Cell> sql, List<Cell> peer) {

    static Result of(Plan plan, int connections, List<Cell> cells) {
        return new Result(
                plan,
                connections,
                side(plan, connections, cells, "docket"),
                side(plan, connections, cells, "sql"),
                side(plan, connections, cells, "postgraphile"));
    }

    private static List<Cell> side(Plan plan, int connections, List<Cell> cells, String side) {
        return cells.stream()
                .filter(cell -> cell.isOf(plan.workload(), connections, side))
                .toList();
    }

    static Spread rate(List<Cell> cells) {
        return Spread.of(cells, cell -> cell.load().perSecond());
    }

    long failed() {
        return docket.stream().mapToLong(cell -> cell.load().failed()).sum()
                + peer.stream().mapToLong(cell -> cell.load().failed()).sum();
    }

    double shareOfSql() {
        return rate(docket).median() / rate(sql).median();
    }

    double timesPeer() {
        return rate(docket).median() / rate(peer).median();
    }

    double p50() {
        return Spread.of(docket, cell -> cell.load().p50()).median();
    }

    double p99() {
        return Spread.of(docket, cell -> cell.load().p99()).median();
    }

    double serverCpu() {
        return Spread.of(docket, Cell::serverCpu).median();
    }

    double databaseCpu() {
        return Spread.of(docket, Cell::databaseCpu).median();
    }

    double sqlCpu() {
        return Spread.of(sql, Cell::databaseCpu).median();
    }

    double allocated() {
        return Spread.of(docket, Cell::allocated).median();
    }

    double resident() {
        return Spread.of(docket, Cell::resident).median();
    }

    /** As a line of results.jsonl. */
    Map<String, Object> fields() {
        var fields = new LinkedHashMap<String, Object>();
        fields.put("workload", plan.workload().name());
        fields.put("connections", connections);
        put(fields, "perSecond", rate(docket));
        put(fields, "sqlPerSecond", rate(sql));
        put(fields, "peerPerSecond", rate(peer));
        put(fields, "shareOfSql", shareOfSql());
        put(fields, "timesPeer", timesPeer());
        put(fields, "p50", p50());
        put(fields, "p99", p99());
        put(fields, "serverCpu", serverCpu());
        put(fields, "databaseCpu", databaseCpu());
        put(fields, "sqlCpu", sqlCpu());
        put(fields, "allocated", allocated());
        put(fields, "resident", resident());
        fields.put("statements", plan.statements());
        fields.put("failed", failed());
        return fields;
    }

    private static void put(Map<String, Object> fields, String name, Spread spread) {
        put(fields, name, spread.median());
        put(fields, name + "Least", spread.least());
        put(fields, name + "Most", spread.most());
    }

    /** What was not measured is left out. */
    private static void put(Map<String, Object> fields, String name, double figure) {
        if (Double.isFinite(figure)) {
            fields.put(name, Math.round(figure * 1_000) / 1_000.0);
        }
    }
}
