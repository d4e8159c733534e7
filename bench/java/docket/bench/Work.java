package docket.bench;

import docket.platform.request.GlobalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** People who claim and decide (f), beside SQL that writes the same without audit and outbox. */
final class Work {
    private static final String WORKERS = """
            create schema if not exists bench;
            drop table if exists bench.worker;
            create table bench.worker as select row_number() over ()::int as i, w.* from (%s) w;
            alter table bench.worker add primary key (i);
            analyze bench.worker""";
    private static final String HELD = """
            select l.case_id, l.token, l.reviewer_id from cases.lease l join bench.worker w on w.reviewer = l.reviewer_id where l.ended_at is null""";
    private static final String WAITING =
            "select count(*) from cases.moderation_case c where c.state = 'QUEUED' and c.queue_id in (select queue from bench.worker)";
    /** Two mutations run through more code than all the queries together, and half of the server's time goes to its compilers for the first minute. */
    private static final int WARM_UPS = 4;

    /** Else they would be cleaned up while it is measured. */
    private static final List<String> FILLED = List.of("cases.moderation_case", "cases.case_event", "sla.sla_clock");

    private static final String NOT_TOLD = "-c docket.bulk_load=on";

    private final Path folder;
    private final Database database;
    private final Server docket;
    private final Options options;

    Work(Path folder, Database database, Server docket, Options options) {
        this.folder = folder;
        this.database = database;
        this.docket = docket;
        this.options = options;
    }

    /** @return how many requests failed */
    long run() throws IOException, InterruptedException, SQLException {
        var workers = workers();
        database.execute(Files.readString(folder.resolve("bench/claims/fill.sql")));
        for (var table : FILLED) {
            database.execute("vacuum (analyze) " + table);
        }
        var bodies = bodies(workers);
        Say.line("%d people, %d cases wait in their queues", workers.size(), waiting());
        var failed = docket(bodies, 8, WARM_UPS * options.warmup()).failed();
        for (var connections : options.connections()) {
            failed += measure(bodies, workers.size(), connections);
        }
        return failed;
    }

    private long measure(Path bodies, int workers, int connections)
            throws IOException, InterruptedException, SQLException {
        var ofDocket = new ArrayList<Told>();
        var ofSql = new ArrayList<ByHand>();
        for (var round = 0; round < options.rounds(); round++) {
            ofSql.add(sql(workers, connections));
            ofDocket.add(docket(bodies, connections, options.seconds()));
        }
        var rate = Spread.of(ofDocket, Told::perSecond);
        var byHand = Spread.of(ofSql, ByHand::perSecond);
        Say.line(
                "%d connections: Docket %.0f claims with decisions/s (%.0f–%.0f), a request p50 %.1f ms, p99 %.1f ms; SQL %.0f/s (%.0f–%.0f); share %.2f; CPU ms of server and database a case %.2f + %.2f, of the SQL %.2f",
                connections,
                rate.median(),
                rate.least(),
                rate.most(),
                Spread.of(ofDocket, Told::p50).median(),
                Spread.of(ofDocket, Told::p99).median(),
                byHand.median(),
                byHand.least(),
                byHand.most(),
                rate.median() / byHand.median(),
                Spread.of(ofDocket, Told::serverCpu).median(),
                Spread.of(ofDocket, Told::databaseCpu).median(),
                Spread.of(ofSql, ByHand::databaseCpu).median());
        return ofDocket.stream().mapToLong(Told::failed).sum();
    }

    /**
     * What came of one measurement.
     *
     * @param perSecond cases that were claimed and decided
     * @param serverCpu milliseconds a case, as {@code databaseCpu}
     */
    private record Told(double perSecond, double p50, double p99, double serverCpu, double databaseCpu, long failed) {}

    private Told docket(Path bodies, int connections, int seconds)
            throws IOException, InterruptedException, SQLException {
        var server = Cpu.milliseconds(docket.pid());
        var base = Cpu.milliseconds(database.postmaster());
        var told = Wrk.tell(folder, "work.lua", docket, bodies, connections, seconds);
        var decisions = told.get("decisions").asDouble();
        var serverCpu = (Cpu.milliseconds(docket.pid()) - server) / decisions;
        var databaseCpu = (Cpu.milliseconds(database.postmaster()) - base) / decisions;
        release();
        var failed = told.get("faults").asLong() + told.get("broken").asLong();
        if (failed > 0 || told.get("empty").asLong() > 0) {
            Say.line("%d failed, such as %s; %s found nothing to claim", failed, told.get("fault"), told.get("empty"));
        }
        return new Told(
                decisions / told.get("seconds").asDouble(),
                told.get("p50").asDouble(),
                told.get("p99").asDouble(),
                serverCpu,
                databaseCpu,
                failed);
    }

    /** @param databaseCpu milliseconds a case */
    private record ByHand(double perSecond, double databaseCpu) {}

    private ByHand sql(int workers, int connections) throws IOException, InterruptedException {
        var script = folder.resolve("bench/claims/hand.sql");
        var before = Cpu.milliseconds(database.postmaster());
        var load = PgBench.run(
                folder, database, script, workers, connections, options.seconds(), Map.of("PGOPTIONS", NOT_TOLD));
        var cpu = (Cpu.milliseconds(database.postmaster()) - before) / load.requests();
        return new ByHand(load.perSecond(), cpu);
    }

    private long waiting() throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(WAITING)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<ObjectNode> workers() throws IOException, SQLException {
        database.execute(WORKERS.formatted(Files.readString(folder.resolve("bench/claims/workers.sql"))));
        var workers = new ArrayList<ObjectNode>();
        try (var connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("select to_jsonb(w)::text from bench.worker w order by i")) {
            while (rows.next()) {
                workers.add((ObjectNode) Json.read(rows.getString(1)));
            }
        }
        if (workers.isEmpty()) {
            throw new Refused("Nobody works the queues: are there enough demo data?");
        }
        return workers;
    }

    private Path bodies(List<ObjectNode> workers) throws IOException {
        var lines = new ArrayList<String>();
        lines.add(
                body("claim.graphql", Map.of("reviewer", "{reviewer}", "queue", "{queue}", "idempotencyKey", "{key}")));
        lines.add(body(
                "decide.graphql",
                Map.of(
                        "case", "{case}",
                        "leaseToken", "{lease}",
                        "reviewer", "{reviewer}",
                        "outcome", "NO_VIOLATION",
                        "clauses", List.of("{clause}"),
                        "sop", "{sop}",
                        "rationale", "Nothing of what the clause forbids",
                        "idempotencyKey", "{key}")));
        for (var worker : workers) {
            lines.add("%s %s %s %s"
                    .formatted(
                            id("Reviewer", worker, "reviewer"),
                            id("Queue", worker, "queue"),
                            id("PolicyClause", worker, "clause"),
                            id("Sop", worker, "sop")));
        }
        return Bodies.file(folder.resolve("target/bench"), "work", lines);
    }

    private String body(String document, Map<String, Object> input) throws IOException {
        var text = Files.readString(folder.resolve("bench/claims").resolve(document));
        return Json.write(Map.of("query", text, "variables", Map.of("input", input)));
    }

    private static String id(String type, JsonNode row, String column) {
        return GlobalId.encode(type, UUID.fromString(row.get(column).asString()));
    }

    /** What was claimed when the time was up goes back, or people would have their hands full. */
    private void release() throws IOException, InterruptedException, SQLException {
        var document =
                "mutation Release($input: ReleaseCaseInput!) { releaseCase(input: $input) { userErrors { code } } }";
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(HELD)) {
            while (rows.next()) {
                var input = Map.of(
                        "case", GlobalId.encode("Case", rows.getObject(1, UUID.class)),
                        "leaseToken", rows.getString(2),
                        "reviewer", GlobalId.encode("Reviewer", rows.getObject(3, UUID.class)),
                        "idempotencyKey", UUID.randomUUID().toString());
                Http.post(docket, Json.write(Map.of("query", document, "variables", Map.of("input", input))), false);
            }
        }
    }
}
