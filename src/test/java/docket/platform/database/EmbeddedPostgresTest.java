package docket.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One home for all, as making its data takes the longest. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EmbeddedPostgresTest {
    private final TestHome home;
    private final Path folder;

    EmbeddedPostgresTest() throws IOException {
        home = TestHome.create();
        folder = home.folder();
    }

    @AfterAll
    void removeHome() throws IOException {
        home.close();
    }

    @Test
    void keepsWhatItConfirmedThroughAStopAndThroughKill9() throws Exception {
        try (var postgres = start()) {
            execute(postgres, "create table kept (word text)");
            execute(postgres, "insert into kept values ('stopped')");
        }
        try (var postgres = start()) {
            execute(postgres, "insert into kept values ('killed')");
            kill(postgres);
        }
        try (var postgres = start()) {
            assertThat(value(postgres, "select string_agg(word, ' ') from kept"))
                    .isEqualTo("stopped killed");
        }
    }

    @Test
    void isDurableAndKnowsUnicodeWhateverTheMachineIsSetTo() throws Exception {
        try (var postgres = start()) {
            var expected = Map.of(
                    "fsync",
                    "on",
                    "synchronous_commit",
                    "on",
                    "full_page_writes",
                    "on",
                    "server_encoding",
                    "UTF8",
                    "listen_addresses",
                    "127.0.0.1");
            for (var setting : expected.entrySet()) {
                assertThat(value(postgres, "show " + setting.getKey())).isEqualTo(setting.getValue());
            }
            assertThat(value(postgres, "select upper('ñandú')")).isEqualTo("ÑANDÚ");
            assertThat(value(postgres, "select usesuper from pg_user where usename = current_user"))
                    .isEqualTo("f");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void refusesACallerWithoutThePassword() throws Exception {
        try (var postgres = start()) {
            assertThatThrownBy(() -> DriverManager.getConnection(postgres.url("docket"), "docket", "guess"))
                    .hasMessageContaining("password authentication failed");
        }
    }

    @Test
    void refusesAHomeInUse() throws Exception {
        try (var postgres = start()) {
            assertThatThrownBy(this::start)
                    .isInstanceOf(StartupRefused.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
            assertThat(value(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void startsThoughAnotherProgramHasTheNumberOfTheKilledServer() throws Exception {
        try (var postgres = start()) {
            kill(postgres);
        }
        var pidFile = folder.resolve("data/postmaster.pid");
        var lines = Files.readAllLines(pidFile);
        lines.set(0, Long.toString(ProcessHandle.current().pid()));
        Files.write(pidFile, lines);
        try (var postgres = start()) {
            assertThat(value(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void leavesNothingRunningThatItCannotUse() throws Exception {
        try (var postgres = start()) {
            assertThat(value(postgres, "select 1")).isEqualTo("1");
        }
        var file = folder.resolve("password");
        var password = Files.readString(file);
        Files.writeString(file, "another");
        assertThatThrownBy(this::start).hasMessageContaining("cannot create the database");
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        Files.writeString(file, password);
        try (var postgres = start()) {
            assertThat(value(postgres, "select 1")).isEqualTo("1");
        }
    }

    @Test
    void unpacksItsProgramsAnewAfterAnInterruption(@TempDir Path into) throws Exception {
        var left = Files.createDirectories(into.resolve("postgresql.unfinished/bin"));
        Files.writeString(left.resolve("postgres"), "half of it");
        var version = PostgresPrograms.unpack(into).run("postgres", List.of("--version"));
        assertThat(version.output()).contains("(PostgreSQL) 18");
        try (var kept = Files.list(into)) {
            assertThat(kept).hasSize(1);
        }
    }

    private EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.start(folder, 0, "32MB");
    }

    private static void kill(EmbeddedPostgres postgres) throws IOException {
        var pid = Files.readAllLines(postgres.data().resolve("postmaster.pid")).getFirst();
        ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly();
    }

    private static void execute(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.url("docket"), postgres.owner(), postgres.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(EmbeddedPostgres postgres, String sql) throws SQLException {
        try (var connection =
                        DriverManager.getConnection(postgres.url("docket"), postgres.owner(), postgres.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
