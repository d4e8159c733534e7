package docket.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server process on one data directory: starts it, stops it, and clears away what a killed one has left. */
final class Postmaster {
    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration CHILDREN_OUTLIVE_A_KILLED_SERVER = Duration.ofSeconds(20);
    private static final int ENOUGH_FOR_CRASH_RECOVERY_SECONDS = 600;

    private final PostgresPrograms programs;
    private final Path data;
    private final Path log;
    private final String options;
    private @Nullable ProcessHandle running;

    /** @param options as {@code -c name=value} */
    Postmaster(PostgresPrograms programs, Path data, Path log, String options) {
        this.programs = programs;
        this.data = data;
        this.log = log;
        this.options = options;
    }

    void start() throws IOException {
        clearRemains();
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        var deadline = Instant.now().plus(CHILDREN_OUTLIVE_A_KILLED_SERVER);
        while (tryStart().failed()) {
            var said = lastLines();
            if (!said.contains("is still in use") || Instant.now().isAfter(deadline)) {
                throw new StartupRefused(
                        "PostgreSQL did not start on %s: %s".formatted(data, said), "Its log is " + log + ".");
            }
            pause();
        }
        running = process(data.resolve("postmaster.pid")).orElse(null);
    }

    /** Whether the server that was started last is still there. */
    boolean isRunning() {
        return running != null && running.isAlive();
    }

    private PostgresPrograms.Outcome tryStart() throws IOException {
        return programs.run(
                "pg_ctl",
                List.of(
                        "start",
                        "--wait",
                        "--timeout=" + ENOUGH_FOR_CRASH_RECOVERY_SECONDS,
                        "--pgdata=" + data,
                        "--log=" + log,
                        "--options=" + options));
    }

    void stop() throws IOException {
        if (control("stop", "--mode=fast").failed()) {
            var outcome = control("stop", "--mode=immediate");
            if (outcome.failed()) {
                LOG.warn("PostgreSQL on {} did not stop: {}", data, outcome.output());
            }
        }
    }

    private PostgresPrograms.Outcome control(String action, String mode) throws IOException {
        return programs.run("pg_ctl", List.of(action, mode, "--wait", "--timeout=60", "--pgdata=" + data));
    }

    /** Called by the one holder of the home's lock, so whatever still runs here belongs to a Docket that is gone. */
    private void clearRemains() throws IOException {
        var pidFile = data.resolve("postmaster.pid");
        var process = Files.exists(pidFile) ? process(pidFile) : Optional.<ProcessHandle>empty();
        if (process.isEmpty()) {
            return;
        }
        if (servesThisData(process.get())) {
            LOG.warn("Stopping the PostgreSQL that a killed Docket has left on {}", data);
            stop();
        } else {
            // The number has gone to another program since; PostgreSQL would take that for a live server.
            Files.delete(pidFile);
        }
    }

    private static Optional<ProcessHandle> process(Path pidFile) throws IOException {
        var lines = Files.readAllLines(pidFile);
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
    }

    private boolean servesThisData(ProcessHandle process) {
        var command = process.info().commandLine().or(() -> process.info().command());
        return command.orElseThrow(() -> new StartupRefused(
                        "Process %d may be a PostgreSQL that still runs on %s.".formatted(process.pid(), data),
                        "End it if it is, or delete postmaster.pid there if it is not, and start again."))
                .contains(data.toString());
    }

    private String lastLines() throws IOException {
        if (!Files.exists(log)) {
            return "";
        }
        var lines = Files.readAllLines(log);
        return String.join(" ", lines.subList(Math.max(0, lines.size() - 3), lines.size()));
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL started", e);
        }
    }
}
