package docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ./mvnw -Pbench verify}. */
final class Bench {
    private static final int WARM_CONNECTIONS = 8;
    private static final int PEER_WARMUP_SECONDS = 5;

    private final Path folder = Path.of("").toAbsolutePath();
    private final Options options;

    private Bench(Options options) {
        this.options = options;
    }

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) throws Exception {
        var code = 1;
        try {
            code = new Bench(Options.read()).run() == 0 ? 0 : 1;
        } catch (Refused refused) {
            Say.line("Not measured: " + refused.getMessage());
        }
        // Connections of the pools of JMX and HTTP would keep the process alive for a while.
        System.exit(code);
    }

    /** @return how many requests failed */
    private long run() throws IOException, InterruptedException, SQLException {
        Programs.require(options.peer());
        Files.createDirectories(folder.resolve("target/bench"));
        try (var database = Database.open(options.home(), options.cases());
                var docket = Server.docket(folder, database, options);
                var peer = options.peer() ? Peer.start(folder, database) : null;
                var probe = Probe.into(docket)) {
            var other = peer == null ? null : peer.server();
            var measuring = new Measuring(folder, database, docket, probe, other);
            if (options.policies()) {
                return Policies.of(folder, database, docket, measuring, options).run();
            }
            if (options.work()) {
                return new Work(folder, database, docket, options).run();
            }
            var plans = plans(database, docket, other);
            if (options.soakMinutes() > 0) {
                new Soak(folder, docket, probe).run(plans, options.soakMinutes());
                return 0;
            }
            warmUp(plans, measuring);
            return report(plans, measure(plans, measuring));
        }
    }

    private List<Plan> plans(Database database, Server docket, @Nullable Server peer)
            throws IOException, InterruptedException, SQLException {
        var workloads = folder.resolve("bench/workloads");
        try (var connection = database.connect()) {
            // Of all: one may read the keys of another.
            for (var workload : Workload.read(workloads, List.of())) {
                Keys.of(workload, connection);
            }
        }
        var plans = new ArrayList<Plan>();
        for (var workload : Workload.read(workloads, options.workloads())) {
            plans.add(new Preparing(folder, database, docket, peer).plan(workload));
        }
        return plans;
    }

    private void warmUp(List<Plan> plans, Measuring measuring) throws IOException, InterruptedException {
        for (var plan : plans) {
            Say.line("warming up %s", plan.workload().name());
            measuring.http(plan.workload(), measuring.docket(), plan.docket(), WARM_CONNECTIONS, options.warmup());
            if (measuring.peer() != null && plan.peer() != null) {
                measuring.http(plan.workload(), measuring.peer(), plan.peer(), WARM_CONNECTIONS, PEER_WARMUP_SECONDS);
            }
        }
    }

    /** All sides of one workload right after each other, so that a slow minute of the machine hits them alike. */
    private List<Cell> measure(List<Plan> plans, Measuring measuring) throws IOException, InterruptedException {
        var cells = new ArrayList<Cell>();
        for (var round = 1; round <= options.rounds(); round++) {
            for (var plan : plans) {
                for (var connections : options.connections()) {
                    measure(plan, connections, measuring, cells);
                }
            }
            Say.line("round %d of %d done", round, options.rounds());
        }
        return cells;
    }

    private void measure(Plan plan, int connections, Measuring measuring, List<Cell> cells)
            throws IOException, InterruptedException {
        var workload = plan.workload();
        var seconds = options.seconds();
        cells.add(measuring.sql(workload, plan.keys(), connections, seconds));
        cells.add(measuring.http(workload, measuring.docket(), plan.docket(), connections, seconds));
        if (measuring.peer() != null && plan.peer() != null) {
            cells.add(measuring.http(workload, measuring.peer(), plan.peer(), connections, seconds));
        }
    }

    private long report(List<Plan> plans, List<Cell> cells) throws IOException, InterruptedException {
        var results = new ArrayList<Result>();
        for (var plan : plans) {
            for (var connections : options.connections()) {
                results.add(Result.of(plan, connections, cells));
            }
        }
        Say.line(Table.of(results));
        new History(folder, options).add(results);
        var failed = results.stream().mapToLong(Result::failed).sum();
        if (failed > 0) {
            Say.line("%d requests failed: rates that include them are worth nothing", failed);
        }
        return failed;
    }
}
