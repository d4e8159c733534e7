package docket.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Everything at once for a long time: does it fail, grow, or slow down? */
record Soak(Path folder, Server docket, Probe probe) {
    private static final int CONNECTIONS = 32;
    private static final int SECONDS = 60;

    /** Of a thousand requests; consoles ask for single cases and pages all day, for figures now and then. */
    private static final Map<String, Integer> MIX = Map.of(
            "a-case",
            400,
            "b-queue-page",
            250,
            "c-deep-page",
            50,
            "d-seller-360",
            150,
            "e-metrics",
            20,
            "g-typename",
            31,
            "i-distinct",
            99);

    void run(List<Plan> plans, int minutes) throws IOException, InterruptedException {
        var bodies = mix(plans);
        var heapBefore = probe.heapMegabytesAfterGc();
        var loads = new ArrayList<Load>();
        for (var minute = 1; minute <= minutes; minute++) {
            var load = Wrk.run(folder, docket, bodies, CONNECTIONS, SECONDS);
            loads.add(load);
            Say.line(
                    "minute %d: %.0f/s, p50 %.1f ms, p99 %.1f ms, %d failed, RSS %.0f MB",
                    minute, load.perSecond(), load.p50(), load.p99(), load.failed(), Cpu.megabytes(docket.pid()));
        }
        var second = loads.get(Math.min(1, minutes - 1));
        var last = loads.getLast();
        Say.line(
                "soak of %d min at %d connections: %d requests, %d failed; heap after GC %.1f MB before, %.1f MB after; p99 of minute 2 %.1f ms, of the last %.1f ms (%+.0f %%)",
                minutes,
                CONNECTIONS,
                loads.stream().mapToLong(Load::requests).sum(),
                loads.stream().mapToLong(Load::failed).sum(),
                heapBefore,
                probe.heapMegabytesAfterGc(),
                second.p99(),
                last.p99(),
                100 * (last.p99() / second.p99() - 1));
    }

    private Path mix(List<Plan> plans) throws IOException {
        var random = new Random(1);
        var mixed = new ArrayList<String>();
        for (var plan : plans) {
            var bodies = new ArrayList<>(Files.readAllLines(plan.docket()));
            Collections.shuffle(bodies, random);
            for (var n = 0; n < MIX.getOrDefault(plan.workload().name(), 0); n++) {
                mixed.add(bodies.get(n % bodies.size()));
            }
        }
        return Bodies.file(folder.resolve("target/bench"), "soak.docket", mixed);
    }
}
