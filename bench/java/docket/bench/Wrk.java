package docket.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Load over HTTP, every answer looked at: a closed loop on so many connections, from one thread, since the machine is shared with what is measured. */
final class Wrk {
    private Wrk() {}

    static Load run(Path folder, Server server, Path bodies, int connections, int seconds)
            throws IOException, InterruptedException {
        var told = tell(folder, "wrk.lua", server, bodies, connections, seconds);
        return new Load(
                told.get("requests").asLong(),
                told.get("seconds").asDouble(),
                told.get("p50").asDouble(),
                told.get("p99").asDouble(),
                Math.max(told.get("refused").asLong(), told.get("faults").asLong())
                        + told.get("broken").asLong());
    }

    /** @return what the script of bench/ prints */
    static JsonNode tell(Path folder, String script, Server server, Path bodies, int connections, int seconds)
            throws IOException, InterruptedException {
        var command = List.of(
                "wrk",
                "--threads=1",
                "--connections=" + connections,
                "--duration=" + seconds + "s",
                "--timeout=120s",
                "--script=" + folder.resolve("bench").resolve(script),
                server.url().toString(),
                "--",
                bodies.toString());
        var environment = server.token() == null ? Map.<String, String>of() : Map.of("DOCKET_TOKEN", server.token());
        var output = Programs.output(command, environment, folder);
        return output.lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .map(Json::read)
                .orElseThrow(() -> new Refused("wrk told nothing: " + output));
    }
}
