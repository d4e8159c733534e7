package docket.bench;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Takes single measurements: what was used before and after, divided by the requests in between. */
record Measuring(
        Path folder,
        Database database,
        Server docket,
        Probe probe,
        @Nullable Server peer) {

    private static final long ENDING_MILLISECONDS = 300;

    Cell sql(Workload workload, int keys, int connections, int seconds) throws IOException, InterruptedException {
        var postmaster = database.postmaster();
        var before = Cpu.milliseconds(postmaster);
        var load = PgBench.run(folder, database, workload.script(), keys, connections, seconds);
        // Its connections end with it; until the postmaster has taken note of that, their time stands nowhere.
        Thread.sleep(ENDING_MILLISECONDS);
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
        var load = Wrk.run(folder, server.url(), bodies, connections, seconds, true);
        var requests = (double) load.requests();
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
}
