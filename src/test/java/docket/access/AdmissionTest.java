package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.graph.GraphEngine;
import docket.testing.DocketProcess;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What lasts longer than a moment ends with the token that began it, on whichever server. */
@DocketTest(ownDatabase = true)
class AdmissionTest {
    /** Waits for whoever holds the lock. */
    private static final String WAITING = "{\"query\":\"{ queues(first: 1) { nodes { id } } }\"}";

    /** Read by nobody: a row that is rejected. */
    private static final String ROW = "x".repeat(1_023) + "\n";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private @Nullable Connection lock;

    @BeforeEach
    void lock() throws SQLException {
        Quiet.about(GraphEngine.class);
        var locking = database.connect();
        locking.setAutoCommit(false);
        locking.createStatement().execute("lock table cases.queue in access exclusive mode");
        lock = locking;
    }

    @AfterEach
    void unlock() throws SQLException {
        Objects.requireNonNull(lock).close();
        Quiet.noMore(GraphEngine.class);
    }

    /** What was answered, and when. */
    private record Answered(String text, long nanos) {
        Duration after(long since) {
            return Duration.ofNanos(nanos - since);
        }
    }

    private static String head(String method, String path, String token, String... more) {
        return "%s %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nConnection: close\r\n%s\r\n"
                .formatted(
                        method,
                        path,
                        token,
                        Stream.of(more).map(header -> header + "\r\n").collect(Collectors.joining()));
    }

    private static CompletableFuture<Answered> query(URI server, String token) {
        var head = head(
                "POST",
                "/graphql",
                token,
                "Content-Type: application/json",
                "X-Docket-Timeout: 30",
                "Content-Length: " + WAITING.length());
        return answered(server, out -> write(out, head + WAITING));
    }

    /** Comes fast enough to be taken, and would come for a quarter of an hour. */
    private static CompletableFuture<Answered> file(URI server, String token) {
        var head = head("PUT", "/imports/statements?onError=REJECT_ITEM", token, "Transfer-Encoding: chunked");
        return answered(server, out -> {
            write(out, head + chunk(columns() + "\n"));
            for (int chunk = 0; chunk < 10_000; chunk++) {
                write(out, chunk(ROW.repeat(32)));
                Thread.sleep(100);
            }
        });
    }

    private static String columns() throws IOException {
        var file = Objects.requireNonNull(AdmissionTest.class.getResourceAsStream("/docket/imports/statements.csv"));
        try (var lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            return Objects.requireNonNull(lines.readLine());
        }
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** What is sent, until nobody takes it any more. */
    @FunctionalInterface
    private interface Sending {
        void to(OutputStream out) throws IOException, InterruptedException;
    }

    private static CompletableFuture<Answered> answered(URI server, Sending sending) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var socket = new Socket(server.getHost(), server.getPort())) {
                        var out = socket.getOutputStream();
                        var sender = Thread.ofVirtual().start(() -> {
                            try {
                                sending.to(out);
                            } catch (IOException | InterruptedException closed) {
                                // that is what the test is about
                            }
                        });
                        var text = new String(socket.getInputStream().readNBytes(800), StandardCharsets.UTF_8);
                        var answered = System.nanoTime();
                        sender.interrupt();
                        return new Answered(text, answered);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                Thread::startVirtualThread);
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.connect()) {
            connection.createStatement().execute(statement);
        }
    }

    private String value(String query) throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        }
    }

    private static String publicId(String token) {
        return Objects.requireNonNull(TokenText.parse(token)).publicId();
    }

    private URI here() {
        return client.request("/").build().uri();
    }

    private void awaitWaiting(int expected) throws Exception {
        var query =
                "select count(*) from pg_stat_activity where datname = current_database() and application_name = 'docket-read' and wait_event_type = 'Lock'";
        var began = System.nanoTime();
        while (!value(query).equals(Integer.toString(expected))) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(20));
            Thread.sleep(20);
        }
    }

    @Test
    void aRevocationEndsQueriesAndImportsOfEveryServer() throws Exception {
        var token = TestTokens.administrator(database);
        try (var other = DocketProcess.start(database.settings("server.port=0")).awaitReady()) {
            var there = URI.create(other.address());
            var running = Map.of(
                    "query here", query(here(), token),
                    "query there", query(there, token),
                    "import here", file(here(), token),
                    "import there", file(there, token));
            awaitWaiting(2);
            // What is known of the token is older than the first look and has been looked up again since.
            Thread.sleep(4_500);
            assertThat(running.values()).noneMatch(CompletableFuture::isDone);

            var revoked = System.nanoTime();
            execute("update access.api_token set revoked_at = now() where public_id = '%s'".formatted(publicId(token)));
            for (var each : running.entrySet()) {
                var answered = each.getValue().get();
                System.out.printf(
                        "%s: told %d ms after the revocation%n",
                        each.getKey(), answered.after(revoked).toMillis());
                assertThat(answered.after(revoked)).as(each.getKey()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
                assertThat(answered.text())
                        .as(each.getKey())
                        .startsWith(each.getKey().startsWith("import") ? "HTTP/1.1 401" : "HTTP/1.1 200")
                        .contains("UNAUTHENTICATED", "revoked");
            }
            awaitWaiting(0);
        }
        assertThat(value("select string_agg(state, ' ') from imports.run")).isEqualTo("CUT_OFF CUT_OFF");
    }

    @Test
    void atItsEndATokenTakesItsQueryAlong() throws Exception {
        var token = TestTokens.administrator(database);
        execute(
                "update access.api_token set created_at = now() - interval '2 days', expires_at = now() + interval '4 seconds' where public_id = '%s'"
                        .formatted(publicId(token)));
        var began = System.nanoTime();
        var answered = query(here(), token).get();
        assertThat(answered.text()).contains("UNAUTHENTICATED");
        assertThat(answered.after(began)).isBetween(Duration.ofMillis(3_000), Duration.ofMillis(4_900));
    }

    /** What was known last holds for longer than it is believed of new requests, and no longer than until somebody can tell. */
    @Test
    void aDatabaseThatCannotTellEndsNothing() throws Exception {
        var token = TestTokens.administrator(database);
        var running = query(here(), token);
        awaitWaiting(1);
        try (var locking = database.connect()) {
            locking.setAutoCommit(false);
            locking.createStatement().execute("lock table access.api_token in access exclusive mode");
            Thread.sleep(6_000);
            assertThat(running).isNotDone();
            locking.createStatement()
                    .execute("update access.api_token set revoked_at = now() where public_id = '%s'"
                            .formatted(publicId(token)));
            var revoked = System.nanoTime();
            locking.commit();
            assertThat(running.get().text()).contains("UNAUTHENTICATED");
            assertThat(running.get().after(revoked)).isBetween(Duration.ZERO, Duration.ofSeconds(5));
        }
    }
}
