package docket.testing;

import docket.platform.database.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.springframework.boot.SpringApplication;

/** One embedded server for the whole run, as durable as the product's; the migrations run once, into a template that every database is copied from. */
public final class TestPostgres {
    /** Where the server of the tests keeps its programs and data. */
    public static final Path HOME = Path.of("target", "test-postgres");

    private static final String TEMPLATE = "test_template";
    private static final TestPostgres SHARED = new TestPostgres();

    private final EmbeddedPostgres server;

    private TestPostgres() {
        try {
            server = EmbeddedPostgres.start(HOME, 0, "256MB");
            // After the applications, which write their last when they end, and would wait for a server that is gone.
            SpringApplication.getShutdownHandlers().add(this::stop);
            dropWhatAnEarlierRunLeft();
            create(TEMPLATE, "template1");
            // Tests look at connections of the application, and break them.
            asSuperuser(statement -> statement.execute("grant pg_signal_backend, pg_monitor to " + server.owner()));
            Flyway.configure()
                    .configuration(Map.of("flyway.postgresql.transactional.lock", "false"))
                    .dataSource(server.url(TEMPLATE), server.owner(), server.password())
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A database of this name with the migrated schema and nothing in it. */
    public static TestDatabase database(String name) {
        SHARED.create(name, TEMPLATE);
        return new TestDatabase(SHARED.server.accounts(name));
    }

    /** The database as whoever owns the server sees it, who can do what no application can. */
    public static Connection superuser(TestDatabase database) throws SQLException {
        return DriverManager.getConnection(database.url(), "postgres", database.password());
    }

    private void create(String name, String template) {
        asSuperuser(statement ->
                statement.execute("create database %s template %s owner %s".formatted(name, template, server.owner())));
    }

    private void dropWhatAnEarlierRunLeft() {
        asSuperuser(statement -> {
            var names = new ArrayList<String>();
            try (var rows = statement.executeQuery("select datname from pg_database where datname like 'test\\_%'")) {
                while (rows.next()) {
                    names.add(rows.getString(1));
                }
            }
            for (var name : names) {
                statement.execute("drop database " + name);
            }
        });
    }

    /** What even the owner of a database may not do. */
    @FunctionalInterface
    public interface Work {
        void accept(Statement statement) throws SQLException;
    }

    /** In one transaction. */
    public static void asSuperuser(TestDatabase database, Work work) throws SQLException {
        var url = database.url();
        try (var connection = DriverManager.getConnection(url, "postgres", SHARED.server.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            work.accept(statement);
            connection.commit();
        }
    }

    private void asSuperuser(Work work) {
        try (var connection = server.superuser();
                var statement = connection.createStatement()) {
            work.accept(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void stop() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
