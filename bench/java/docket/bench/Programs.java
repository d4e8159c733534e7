package docket.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other people's programs, and how they are run. */
final class Programs {
    private static final long PATIENCE_SECONDS = 20;

    private Programs() {}

    static void require(boolean peer) {
        var needed = peer ? List.of("wrk", "pgbench", "node", "npm") : List.of("wrk", "pgbench");
        var missing = needed.stream().filter(program -> !isInstalled(program)).toList();
        if (!missing.isEmpty()) {
            throw new Refused(("The benchmark needs %s. On Debian and Ubuntu: apt-get install wrk postgresql-client%s")
                    .formatted(String.join(" and ", missing), peer ? " nodejs npm" : ""));
        }
    }

    private static boolean isInstalled(String program) {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs it to its end. */
    static String output(List<String> command, Map<String, String> environment, Path folder)
            throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).directory(folder.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new Refused("%s failed: %s".formatted(String.join(" ", command), output));
        }
        return output;
    }

    static Process start(List<String> command, Map<String, String> environment, Path folder, Path log)
            throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Ends a process of ours and what it has started. */
    static void stop(Process process) {
        var children = process.descendants().toList();
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        children.forEach(ProcessHandle::destroyForcibly);
    }
}
