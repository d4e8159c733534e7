package docket.bench;

import docket.access.TestTokens;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** What row-level security costs: the same questions of somebody of the house, who has no policies, and of the busiest company, who has. */
final class Policies {
    private static final String BUSIEST =
            "select vendor_id from cases.moderation_case where vendor_id is not null group by vendor_id order by count(*) desc limit 1";
    private static final String ALIKE = "-- cases: alike";
    private static final int CONNECTIONS = 8;
    private static final int CHECKED = 8;
    private static final double FLOOR = 0.85;

    private final Path folder;
    private final Database database;
    private final Server staff;
    private final Server vendor;
    private final Measuring measuring;
    private final Options options;

    private Policies(
            Path folder, Database database, Server staff, Server vendor, Measuring measuring, Options options) {
        this.folder = folder;
        this.database = database;
        this.staff = staff;
        this.vendor = vendor;
        this.measuring = measuring;
        this.options = options;
    }

    static Policies of(Path folder, Database database, Server staff, Measuring measuring, Options options)
            throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(BUSIEST)) {
            rows.next();
            var token = TestTokens.ofVendor(database.source(), rows.getObject(1, UUID.class), Server.POINTS_PER_SECOND);
            return new Policies(folder, database, staff, staff.as("vendor", token), measuring, options);
        }
    }

    /** @return how many requests failed */
    long run() throws IOException, InterruptedException, SQLException {
        var failed = 0L;
        for (var workload : Workload.readWithoutSql(folder.resolve("bench/policies"), options.workloads())) {
            var bodies = bodies(workload);
            var isAlike = String.valueOf(workload.keys()).contains(ALIKE);
            check(workload, bodies, isAlike);
            failed += measure(workload, Bodies.file(folder.resolve("target/bench"), "policies", bodies), isAlike);
        }
        return failed;
    }

    private List<String> bodies(Workload workload) throws IOException, SQLException {
        try (var connection = database.connect()) {
            var document = String.valueOf(workload.document("docket.graphql"));
            return Bodies.docket(workload, Keys.of(workload, connection), document);
        }
    }

    private void check(Workload workload, List<String> bodies, boolean isAlike)
            throws IOException, InterruptedException {
        for (var n = 0; n < CHECKED; n++) {
            var body = bodies.get(n * bodies.size() / CHECKED);
            var ofStaff = Http.post(staff, body, false);
            var ofVendor = Http.post(vendor, body, false);
            if (ofStaff.has("errors")
                    || ofVendor.has("errors")
                    || isAlike && (cases(ofVendor).isEmpty() || !cases(ofVendor).equals(cases(ofStaff)))) {
                throw new Refused("%s: staff see %d cases, the vendor %d, or there were errors: %s %s"
                        .formatted(
                                workload.name(),
                                cases(ofStaff).size(),
                                cases(ofVendor).size(),
                                ofStaff.path("errors"),
                                ofVendor.path("errors")));
            }
        }
    }

    /** What hangs on a case may differ: a decision of the house is not the company's. */
    private static List<String> cases(JsonNode answer) {
        return answer.at("/data/cases/nodes")
                .valueStream()
                .map(node -> node.path("id").asString())
                .toList();
    }

    private long measure(Workload workload, Path bodies, boolean isAlike) throws IOException, InterruptedException {
        var ofStaff = new ArrayList<Cell>();
        var ofVendor = new ArrayList<Cell>();
        Wrk.run(folder, staff, bodies, CONNECTIONS, options.warmup());
        Wrk.run(folder, vendor, bodies, CONNECTIONS, options.warmup());
        for (var round = 0; round < options.rounds(); round++) {
            if (round % 2 == 0) {
                ofStaff.add(cell(workload, staff, bodies));
                ofVendor.add(cell(workload, vendor, bodies));
            } else {
                ofVendor.add(cell(workload, vendor, bodies));
                ofStaff.add(cell(workload, staff, bodies));
            }
        }
        var ratio = perSecond(ofVendor).median() / perSecond(ofStaff).median();
        var ofCpu = cpu(ofStaff).median() / cpu(ofVendor).median();
        Say.line(
                "%-16s staff %s; vendor %s; ratio of requests %.2f, of CPU %.2f%s",
                workload.name(),
                told(ofStaff),
                told(ofVendor),
                ratio,
                ofCpu,
                !isAlike ? " (other rows)" : ofCpu < FLOOR ? ", below the floor of " + FLOOR : "");
        return failed(ofStaff) + failed(ofVendor);
    }

    private Cell cell(Workload workload, Server server, Path bodies) throws IOException, InterruptedException {
        return measuring.http(workload, server, bodies, CONNECTIONS, options.seconds());
    }

    private static String told(List<Cell> cells) {
        var rate = perSecond(cells);
        return "%.0f/s (%.0f–%.0f), p50 %.1f ms, p99 %.1f ms, CPU ms %.2f + %.2f"
                .formatted(
                        rate.median(),
                        rate.least(),
                        rate.most(),
                        Spread.of(cells, cell -> cell.load().p50()).median(),
                        Spread.of(cells, cell -> cell.load().p99()).median(),
                        Spread.of(cells, Cell::serverCpu).median(),
                        Spread.of(cells, Cell::databaseCpu).median());
    }

    private static Spread cpu(List<Cell> cells) {
        return Spread.of(cells, cell -> cell.serverCpu() + cell.databaseCpu());
    }

    private static Spread perSecond(List<Cell> cells) {
        return Spread.of(cells, cell -> cell.load().perSecond());
    }

    private static long failed(List<Cell> cells) {
        return cells.stream().mapToLong(cell -> cell.load().failed()).sum();
    }
}
