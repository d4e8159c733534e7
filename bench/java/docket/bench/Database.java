package docket.bench;

import docket.demo.DemoLoader;
import docket.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * The embedded PostgreSQL with demo data. Kept between runs; one that already runs on the folder is used as it is, and left running.
 *
 * @param ours what is to be stopped at the end; null: it ran before
 */
record Database(
        Path home, int port, String password, @Nullable EmbeddedPostgres ours) implements AutoCloseable {
    static final String WITHOUT_PEER = "drop schema if exists peer cascade";

    /** @param cases how many, where none are there yet */
    static Database open(Path home, int cases) throws IOException, SQLException {
        var running = running(home);
        var database = running == null ? start(home) : running;
        try {
            database.fill(cases);
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
        return database;
    }

    private static Database start(Path home) throws IOException {
        var postgres = EmbeddedPostgres.start(home, 0, "1GB");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stopIfRunning(home, postgres)));
        var port = URI.create(postgres.url("").substring("jdbc:".length())).getPort();
        return new Database(home, port, postgres.password(), postgres);
    }

    /** For a run that is broken off: the next one would take what is left for somebody else's. */
    private static void stopIfRunning(Path home, EmbeddedPostgres postgres) {
        try {
            if (running(home) != null) {
                postgres.close();
            }
        } catch (IOException e) {
            Say.line("PostgreSQL on %s may still run: %s", home, e);
        }
    }

    private static @Nullable Database running(Path home) throws IOException {
        var pidFile = pidFile(home);
        if (!Files.exists(pidFile)) {
            return null;
        }
        var lines = Files.readAllLines(pidFile);
        var command = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .flatMap(process -> process.info().commandLine())
                .orElse("");
        if (!command.contains(home.resolve("data").toString())) {
            return null;
        }
        var password = Files.readString(home.resolve("password")).strip();
        return new Database(home, Integer.parseInt(lines.get(3).strip()), password, null);
    }

    private static Path pidFile(Path home) {
        return home.resolve("data").resolve("postmaster.pid");
    }

    String user() {
        return EmbeddedPostgres.NAME;
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, EmbeddedPostgres.NAME);
    }

    /** As programs outside Java write it. */
    String url() {
        return "postgres://%s:%s@127.0.0.1:%d/%s".formatted(user(), password, port, EmbeddedPostgres.NAME);
    }

    Connection connect() throws SQLException {
        return source().getConnection();
    }

    /** As it stands, for the server to take apart: the driver does not know every body of a function. */
    void execute(String script) throws SQLException {
        var source = source();
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        try (var connection = source.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(script);
        }
    }

    long postmaster() throws IOException {
        return Long.parseLong(Files.readAllLines(pidFile(home)).getFirst().strip());
    }

    PGSimpleDataSource source() {
        var source = new PGSimpleDataSource();
        source.setUrl(jdbcUrl());
        source.setUser(user());
        source.setPassword(password);
        return source;
    }

    /** What is loaded once is found there by the next run. */
    private void fill(int cases) throws SQLException {
        // A run that was killed has left it.
        execute(WITHOUT_PEER);
        Flyway.configure()
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                .dataSource(source())
                .load()
                .migrate();
        DemoLoader.load(source(), cases, Say::line);
    }

    @Override
    public void close() throws IOException {
        if (ours != null) {
            ours.close();
        }
    }
}
