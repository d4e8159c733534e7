package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.platform.graph.GraphEngine;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A request ends when its time is up, and when nobody waits for it; so does its SQL. */
@DocketTest(ownDatabase = true)
@TestPropertySource(
        properties = {
            "docket.limits.staff.statement=2s",
            "docket.limits.staff.request=3s",
            "docket.limits.staff.longest-statement=6s",
            "docket.limits.vendor.request=5s"
        })
class TimeLimitsTest {
    /** Waits for whoever holds the lock. */
    private static final String WAITING = "{ queues(first: 1) { nodes { id } } }";

    private static final String TWO_STATEMENTS =
            "{ queues(first: 1) { nodes { id } } policies(first: 1) { nodes { id } } }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private Connection lock;

    @BeforeEach
    void lock() throws SQLException {
        Quiet.about(GraphEngine.class);
        lock = database.connect();
        lock.setAutoCommit(false);
        lock.createStatement().execute("lock table cases.queue in access exclusive mode");
    }

    @AfterEach
    void unlock() throws SQLException {
        lock.rollback();
        lock.close();
        Quiet.noMore(GraphEngine.class);
        assertThat(client.execute(WAITING).errors()).isEmpty();
    }

    private Answer patient(GraphClient asking, String seconds) {
        return asking.send(asking.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Docket-Timeout", seconds)
                .POST(BodyPublishers.ofString("{\"query\":\"%s\"}".formatted(WAITING))));
    }

    private int waiting() throws SQLException {
        try (var connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*)::int from pg_stat_activity where datname = current_database() and application_name = 'docket-read' and state = 'active'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private Duration until(int expected) throws Exception {
        var started = System.nanoTime();
        while (waiting() != expected) {
            var waited = Duration.ofNanos(System.nanoTime() - started);
            assertThat(waited).isLessThan(Duration.ofSeconds(5));
            Thread.sleep(5);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private Socket sent(String document) throws Exception {
        var uri = client.request("/").build().uri();
        var socket = new Socket(uri.getHost(), uri.getPort());
        var body = "{\"query\":\"%s\"}".formatted(document);
        socket.getOutputStream()
                .write(
                        "POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                                .formatted(client.token(), body.length(), body)
                                .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aClientThatGoesTakesItsStatementAlong(boolean breaksOff) throws Exception {
        var least = Duration.ofDays(1);
        for (int attempt = 0; attempt < 3 && least.compareTo(Duration.ofSeconds(1)) >= 0; attempt++) {
            try (var socket = sent(WAITING)) {
                until(1);
                if (breaksOff) {
                    socket.setSoLinger(true, 0);
                }
            }
            var gone = until(0);
            least = gone.compareTo(least) < 0 ? gone : least;
        }
        assertThat(least).isLessThan(Duration.ofSeconds(1));
    }

    /** What is looked at while a request runs must be there for the next one. */
    @Test
    void aNextRequestOnTheConnectionIsNotLost() throws Exception {
        try (var socket = sent(WAITING)) {
            until(1);
            var body = "{\"query\":\"{ second: __typename }\"}";
            var head =
                    "POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s";
            var both = head.formatted(client.token(), body.length(), body);
            socket.getOutputStream().write(both.substring(0, 10).getBytes(StandardCharsets.UTF_8));
            Thread.sleep(700);
            socket.getOutputStream().write(both.substring(10).getBytes(StandardCharsets.UTF_8));
            Thread.sleep(300);
            lock.rollback();
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answers).contains("\"queues\":", "\"second\":\"Query\"");
        }
    }

    @Test
    void aStatementHasItsTime() {
        var started = System.nanoTime();
        var answer = client.execute(WAITING);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(3));
        assertThat(answer.errorCodes()).containsExactly("QUERY_TIMEOUT");
        assertThat(answer.at("errors/0/extensions/limit").asString()).isEqualTo("statement");
        assertThat(answer.at("errors/0/extensions/maximum").asString()).isEqualTo("PT2S");
        assertThat(answer.at("data").isNull()).isTrue();
    }

    /** Each of the two waits less than a statement may. */
    @Test
    void aRequestHasItsTimeWhateverEachStatementTakes() throws Exception {
        try (var later = database.connect()) {
            later.setAutoCommit(false);
            later.createStatement().execute("lock table policies.policy in access exclusive mode");
            var release = CompletableFuture.runAsync(() -> {
                try {
                    Thread.sleep(1_700);
                    lock.rollback();
                } catch (InterruptedException | SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            var started = System.nanoTime();
            var answer = client.execute(TWO_STATEMENTS);
            release.join();
            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(2_900), Duration.ofMillis(3_600));
            assertThat(answer.errorCodes()).containsExactly("QUERY_TIMEOUT");
            assertThat(answer.at("errors/0/extensions/limit").asString()).isEqualTo("request");
            assertThat(answer.at("errors/0/extensions/maximum").asString()).isEqualTo("PT3S");
            later.rollback();
        }
    }

    /** Each of them waits for a lock for three seconds and gives up; the request is over before the third begins. */
    @Test
    void aMutationThatComesTooLateWritesNothing() throws Exception {
        var token = client.execute("""
                mutation { createToken(input: {idempotencyKey: "to-be-locked", owner: "nobody", scopes: [CASES_READ], expiresAt: "%s"})
                    { apiToken { id } userErrors { code field message } } }""".formatted(Instant.now().plus(Duration.ofDays(1))))
                .data("createToken/apiToken/id")
                .asString();
        lock.createStatement().execute("lock table access.api_token in exclusive mode");
        var revoke = "%s: revokeToken(input: {idempotencyKey: \"%s\", id: \"" + token
                + "\", reason: \"gone\"}) { userErrors { code } }\n";
        var started = System.nanoTime();
        var answer = client.execute("mutation {" + revoke.formatted("a", "a") + revoke.formatted("b", "b")
                + revoke.formatted("c", "c") + revoke.formatted("d", "d") + "}");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(8));
        assertThat(answer.errorCodes()).containsExactly("QUERY_TIMEOUT");
        lock.rollback();
        assertThat(client.execute("{ apiTokens(filter: {owner: {eq: \"nobody\"}}) { nodes { revokedAt } } }")
                        .data("apiTokens/nodes/0/revokedAt")
                        .isNull())
                .isTrue();
    }

    @Test
    void patienceTakesAScopeAndHasAnEnd() throws Exception {
        var started = System.nanoTime();
        assertThat(patient(client, "4").errorCodes()).containsExactly("QUERY_TIMEOUT");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(3_900));

        var reviewer = client.as(TestTokens.reviewer(database));
        var refused = patient(reviewer, "4");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.at("errors/0/extensions/scope").asString()).isEqualTo("DIAGNOSTICS_READ");
        assertThat(patient(reviewer, "1").errorCodes()).containsExactly("QUERY_TIMEOUT");

        var vendor = client.as(TestTokens.ofSomeVendor(database, null));
        assertThat(patient(vendor, "30").status()).isEqualTo(400);
        for (var wrong : new String[] {"0", "-1", "7", "1.5", "x", "99999999999"}) {
            var answer = patient(client, wrong);
            assertThat(answer.status()).as(wrong).isEqualTo(400);
            assertThat(answer.errorCodes()).containsExactly("BAD_REQUEST");
        }
        assertThat(client.execute("{ policies(first: 1) { nodes { id } } }").errors())
                .isEmpty();
    }

    /** Those who wait long leave connections for the others. */
    @Test
    void twoMayBePatientAtATime() throws Exception {
        var first = CompletableFuture.supplyAsync(() -> patient(client, "5"));
        var second = CompletableFuture.supplyAsync(() -> patient(client, "5"));
        until(2);
        var third = patient(client, "5");
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.at("errors/0/extensions/retryAfterMs").asInt()).isPositive();
        lock.rollback();
        assertThat(first.get().errors()).isEmpty();
        assertThat(second.get().errors()).isEmpty();
    }
}
