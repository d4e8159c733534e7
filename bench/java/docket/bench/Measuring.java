package docket.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Takes single measurements: what was used before and after, divided by the requests in between. Work that the load generator no longer waits for is
 * let end first, and counts: it is one request for each connection.
 */
record Measuring(
        Path folder,
        Database database,
        Server docket,
        Probe probe,
        @Nullable Server peer) {
    private static final long PAUSE = 200;
    private static final double QUIET_MILLISECONDS = 20;
    private static final int MOST_PAUSES = 300;

    Cell sql(Workload workload, int keys, int connections, int seconds) throws IOException, InterruptedException {
        var postmaster = database.postmaster();
        var before = Cpu.milliseconds(postmaster);
        var load = PgBench.run(folder, database, workload.script(), keys, connections, seconds);
        settle(postmaster);
        var databaseCpu = (Cpu.milliseconds(postmaster) - before) / load.requests();
        return new Cell(workload.name(), connections, "sql", load, 0, databaseCpu, Double.NaN, Double.NaN);
    }

    Cell http(Workload workload, Server server, Path bodies, int connections, int seconds)
            throws IOException, InterruptedException {
        var isDocket = server.equals(docket);
        var postmaster = database.postmaster();
        var allocatedBefore = isDocket ? probe.allocatedBytes() : 0;
        var serverBefore = Cpu.milliseconds(server.pid());
        var databaseBefore = Cpu.milliseconds(postmaster);
        var load = Wrk.run(folder, server, bodies, connections, seconds);
        settle(server.pid(), postmaster);
        var requests = (double) load.requests() + connections;
        return new Cell(
                workload.name(),
                connections,
                server.name(),
                load,
                (Cpu.milliseconds(server.pid()) - serverBefore) / requests,
                (Cpu.milliseconds(postmaster) - databaseBefore) / requests,
                isDocket ? (probe.allocatedBytes() - allocatedBefore) / requests : Double.NaN,
                Cpu.megabytes(server.pid()));
    }

    /** Also because the time of a connection that ends stands nowhere until the postmaster has taken note of its end. */
    private static void settle(long... processes) throws InterruptedException {
        var last = used(processes);
        for (var pause = 0; pause < MOST_PAUSES; pause++) {
            Thread.sleep(PAUSE);
            var now = used(processes);
            if (now - last <= QUIET_MILLISECONDS) {
                return;
            }
            last = now;
        }
    }

    private static double used(long... processes) {
        var sum = 0.0;
        for (var process : processes) {
            sum += Cpu.milliseconds(process);
        }
        return sum;
    }
}
