package docket;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketProcess;
import docket.testing.TestHome;
import docket.testing.TestPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Starts, refusals to start, and deaths of the real process. */
class StartTest {
    private final TestHome testHome;
    private final Path folder;

    StartTest() throws IOException {
        testHome = TestHome.create();
        folder = testHome.folder();
    }

    @AfterEach
    void removeHome() throws IOException {
        testHome.close();
    }

    @Test
    void keepsItsDataThoughServerAndDatabaseAreKilled() throws Exception {
        var home = "docket.home=" + folder;
        var first =
                DocketProcess.start(home, "server.port=0", "docket.demo=none").awaitReady();
        assertThat(first.output())
                .contains("/graphql", "/graphiql", "/actuator/health", folder.toString(), "tokens.env");
        execute("create table kept as select 1 as number");

        try (var second = DocketProcess.start(home, "server.port=0", "docket.demo=none")) {
            assertRefused(second, "Another Docket (process");
        }

        first.kill();
        try (var heirOfARunningDatabase =
                DocketProcess.start(home, "server.port=0", "docket.demo=none").awaitReady()) {
            execute("insert into kept values (2)");
            heirOfARunningDatabase.kill();
            killDatabase();
        }
        try (var heirOfNothing =
                DocketProcess.start(home, "server.port=0", "docket.demo=none").awaitReady()) {
            assertThat(heirOfNothing.output()).doesNotContain("Exception");
            execute("do $$ begin assert (select sum(number) from kept) = 3; end $$");
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
    }

    @Test
    void startsItsDatabaseAgainWhenThatDies() throws Exception {
        try (var docket = start().awaitReady()) {
            killDatabase();
            docket.awaitOutput("runs again");
            assertThat(docket.output()).containsOnlyOnce("has ended by itself").contains(folder.toString());
            assertThat(docket.ask(administrator(), "{ cases(first: 1) { nodes { id } } }"))
                    .isEqualTo("{\"data\":{\"cases\":{\"nodes\":[]}}}");
        }
        assertThat(folder.resolve("data/postmaster.pid")).doesNotExist();
        try (var docket = start().awaitReady()) {
            Files.move(folder.resolve("data"), folder.resolve("away"));
            killDatabase("away");
            assertThat(docket.awaitExit()).isEqualTo(1);
            assertThat(docket.output())
                    .containsOnlyOnce("has ended and cannot be started again")
                    .doesNotContain("\tat ");
        }
    }

    private String administrator() throws IOException {
        return Files.readAllLines(folder.resolve("tokens.env")).stream()
                .filter(line -> line.startsWith("DOCKET_ADMIN_TOKEN="))
                .map(line -> line.substring("DOCKET_ADMIN_TOKEN=".length()))
                .findFirst()
                .orElseThrow();
    }

    private DocketProcess start() throws IOException {
        return DocketProcess.start("docket.home=" + folder, "server.port=0", "docket.demo=none");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/nope", "/dev/null"})
    void saysThatItsFolderCannotBeUsed(String home) throws Exception {
        try (var docket = DocketProcess.start("docket.home=" + home, "server.port=0")) {
            assertRefused(docket, "The folder " + home + " cannot hold the embedded PostgreSQL");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {99_999, -2})
    void saysThatThereIsNoSuchPort(int port) throws Exception {
        try (var docket = DocketProcess.start("docket.home=" + folder, "server.port=" + port)) {
            assertRefused(docket, "server.port is %d, and there is no such port".formatted(port));
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    @Test
    void saysThatThePortIsTaken() throws Exception {
        var database = TestPostgres.database("test_port_taken");
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var docket = DocketProcess.start(database.settings("server.port=" + taken.getLocalPort()))) {
            assertRefused(docket, "Port " + taken.getLocalPort() + " was already in use");
            assertThat(docket.output()).doesNotContain("DbMigrate");
        }
    }

    @Test
    void saysThatTheDatabaseIsDownAndStartsNoneOfItsOwn() throws Exception {
        try (var docket = DocketProcess.start(
                "docket.home=" + folder,
                "spring.datasource.url=jdbc:postgresql://127.0.0.1:1/docket?password=secret",
                "spring.datasource.username=docket_app",
                "spring.flyway.user=docket",
                "docket.scoped-pool.username=docket_scoped",
                "docket.blind-pool.username=docket_blind")) {
            assertRefused(docket, "The database at jdbc:postgresql://127.0.0.1:1/docket cannot be used");
            assertThat(docket.output()).doesNotContain("secret");
            assertThat(folder.resolve("data")).doesNotExist();
        }
    }

    private static void assertRefused(DocketProcess docket, String reason) throws IOException, InterruptedException {
        assertThat(docket.awaitExit()).isNotZero();
        assertThat(docket.output())
                .containsOnlyOnce(reason)
                .doesNotContain("\tat ")
                .doesNotContain("Exception");
    }

    private void execute(String sql) throws IOException, SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws IOException, SQLException {
        var port = Files.readAllLines(folder.resolve("data/postmaster.pid")).get(3);
        var password = Files.readString(folder.resolve("password")).strip();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/docket", "docket", password);
    }

    private void killDatabase() throws IOException {
        killDatabase("data");
    }

    private void killDatabase(String data) throws IOException {
        var pid = Files.readAllLines(folder.resolve(data).resolve("postmaster.pid"))
                .getFirst();
        ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow().destroyForcibly();
    }
}
