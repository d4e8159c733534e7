package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketProcess;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Who is let in. */
@DocketTest(ownDatabase = true)
@ExtendWith(OutputCaptureExtension.class)
class CallersTest {
    private static final String QUESTION = "{ viewer { kind name } }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    TokenUses uses;

    private void execute(String statement) throws SQLException {
        try (var connection = database.connect()) {
            connection.createStatement().execute(statement);
        }
    }

    private List<String> column(String query) throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private static String publicId(String token) {
        return Objects.requireNonNull(TokenText.parse(token)).publicId();
    }

    private int status(String token) {
        return client.as(token).execute(QUESTION).status();
    }

    private static void assertUnauthenticated(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEqualTo(Optional.of("Bearer realm=\"docket\""));
        assertThat(answer.headers().firstValue("Content-Type"))
                .isEqualTo(Optional.of("application/json;charset=UTF-8"));
        assertThat(answer.errorCodes()).containsExactly("UNAUTHENTICATED");
        assertThat(answer.json().has("data")).isFalse();
        assertThat(answer.at("errors/0/extensions/requestId").asString())
                .isEqualTo(answer.headers().firstValue("X-Request-Id").orElse(""));
    }

    @Test
    void knowsTheOwnerOfAToken() {
        var answer = client.execute(QUESTION);
        assertThat(answer.data("viewer/kind").asString()).isEqualTo("MACHINE");
        assertThat(answer.data("viewer/name").asString()).isEqualTo("a test");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /graphql",
        "POST, /graphql",
        "OPTIONS, /graphql",
        "PUT, /imports/statements",
        "GET, /nowhere",
        "GET, /error",
        "GET, /actuator",
        "GET, /actuator/health/readiness/x",
        "GET, /graphiql/x/../../graphql",
        "GET, /graphiql;/../graphql",
        "GET, /%67raphiql",
        "GET, /actuator/health/..%3b/env"
    })
    void letsNobodyInWithoutAToken(String method, String path) {
        var answer = client.send(client.anonymous().request(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).isIn(400, 401);
        if (!path.contains("%3b")) {
            assertUnauthenticated(answer);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator/health",
                "/actuator/health/liveness",
                "/graphiql",
                "/graphiql/page.js",
                "/graphiql/graphiql.min.js"
            })
    void healthAndTheEmptyPageAreOpen(String path) {
        assertThat(client.send(client.anonymous().request(path)).status()).isEqualTo(200);
    }

    @Test
    void refusesWhatIsNoTokenOfOurs() {
        var good = client.token();
        var other = TokenText.make(TokenText.Kind.STAFF);
        var forged = new TokenText(
                TokenText.Kind.STAFF,
                publicId(good),
                TokenText.make(TokenText.Kind.STAFF).secret());
        var last = good.charAt(good.length() - 1) == 'x' ? 'y' : 'x';
        for (var wrong : List.of(
                "nonsense",
                good.substring(1),
                good.substring(0, good.length() - 1) + last,
                other.text(),
                forged.text(),
                good.toUpperCase(Locale.ROOT),
                "a.b.c",
                "x".repeat(7_000))) {
            assertUnauthenticated(client.as(wrong).execute(QUESTION));
        }
        assertThat(status(good)).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic YTpi", "Token x", "bearer\tx"})
    void wantsTheHeaderInItsForm(String header) {
        var request = client.anonymous().request("/graphql").header("Authorization", header);
        assertUnauthenticated(client.send(request.POST(BodyPublishers.ofString("{}"))));
    }

    @Test
    void wantsTheHeaderOnce() {
        var twice = client.request("/graphql").header("Authorization", "Bearer x");
        assertUnauthenticated(client.send(twice.POST(BodyPublishers.ofString("{}"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/graphql?token=%s",
                "/graphql?access_token=%s",
                "/graphql?a=1&Access-Token=%s",
                "/graphql?API_KEY=%s",
                "/graphql?%%74oken=%s",
                "/graphql?anything=%s",
                "/graphiql?token=%s",
                "/actuator/health?authorization=Bearer%%20%s",
                "/imports/statements/%s"
            })
    void refusesATokenInAUrlAndDoesNotRepeatIt(String path) {
        var token = client.token();
        for (var asked : List.of(client, client.anonymous())) {
            var answer = client.send(asked.request(path.formatted(token)));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorCodes()).containsExactly("BAD_REQUEST");
            assertThat(answer.at("errors/0/message").asString()).contains("does not belong in a URL");
            assertThat(answer.body() + answer.headers()).doesNotContain(token, publicId(token));
        }
    }

    @Test
    void refusesAnExpiredToken() throws Exception {
        var token = TestTokens.of(database, Role.ANALYST);
        execute(
                "update access.api_token set created_at = now() - interval '2 days', expires_at = now() + interval '2 seconds' where public_id = '%s'"
                        .formatted(publicId(token)));
        assertThat(status(token)).isEqualTo(200);
        Thread.sleep(2_100);
        assertUnauthenticated(client.as(token).execute(QUESTION));
    }

    @Test
    void takesATokenOnlyFromItsAddresses() throws Exception {
        var here = TestTokens.of(database, Role.ANALYST);
        var elsewhere = TestTokens.of(database, Role.ANALYST);
        var ranges = "update access.api_token set address_ranges = '%s' where public_id = '%s'";
        execute(ranges.formatted("{10.0.0.0/8,127.0.0.0/8}", publicId(here)));
        execute(ranges.formatted("{10.0.0.0/8}", publicId(elsewhere)));
        assertThat(status(here)).isEqualTo(200);
        assertUnauthenticated(client.as(elsewhere).execute(QUESTION));
    }

    @Test
    void writesUsesDownBehindTheRequests() throws Exception {
        var token = TestTokens.of(database, Role.ANALYST);
        var query =
                "select uses || ' ' || (last_used_at > now() - interval '1 minute') from access.api_token where public_id = '%s'"
                        .formatted(publicId(token));
        for (int count = 0; count < 5; count++) {
            assertThat(status(token)).isEqualTo(200);
        }
        assertThat(column(query)).containsOnlyNulls();
        uses.write();
        assertThat(column(query)).containsExactly("5 true");
        uses.write();
        assertThat(column(query)).containsExactly("5 true");
    }

    /** On the server that was told of nothing as on another one. */
    @Test
    void aRevokedTokenStopsEverywhereWithinFiveSeconds() throws Exception {
        var token = TestTokens.of(database, Role.ANALYST);
        var secret = Objects.requireNonNull(TokenText.parse(token)).secret();
        try (var other = DocketProcess.start(database.settings("server.port=0")).awaitReady();
                var http = HttpClient.newHttpClient()) {
            assertThat(other.ask(token, QUESTION)).contains("MACHINE");
            assertThat(status(token)).isEqualTo(200);
            execute("update access.api_token set revoked_at = now() where public_id = '%s'".formatted(publicId(token)));
            var revoked = System.nanoTime();
            while (status(token) == 200 || other.ask(token, QUESTION).contains("MACHINE")) {
                assertThat(Duration.ofNanos(System.nanoTime() - revoked)).isLessThan(Duration.ofSeconds(5));
                Thread.sleep(100);
            }
            assertThat(status(token)).isEqualTo(401);
            assertThat(other.ask(token, QUESTION)).contains("UNAUTHENTICATED");
            var inUrl = URI.create(other.address() + "/graphql?token=" + token);
            assertThat(http.send(HttpRequest.newBuilder(inUrl).build(), BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(400);
            assertThat(other.output()).doesNotContain(token, secret, "Bearer");
        }
    }

    private static String madeUp() {
        return TokenText.make(TokenText.Kind.STAFF).text();
    }

    /** Whatever comes then, the database has not been asked. */
    private Answer whenThereWereTooMany() {
        for (int number = 0; number < 2_000; number++) {
            var answer = client.as(madeUp()).execute(QUESTION);
            if (answer.status() != 401) {
                return answer;
            }
        }
        throw new AssertionError("as many as one likes are looked up");
    }

    @Test
    void whoMakesTokensUpHasFewOfThemLookedUp() throws Exception {
        var busy = TestTokens.of(database, Role.ANALYST);
        var idle = TestTokens.of(database, Role.ANALYST);
        assertThat(status(busy)).isEqualTo(200);
        assertThat(status(idle)).isEqualTo(200);
        Thread.sleep(4_100);

        var began = System.nanoTime();
        var unknown = IntStream.range(0, 300)
                .map(number -> {
                    assertThat(status(busy)).isEqualTo(200);
                    return status(madeUp());
                })
                .boxed()
                .collect(Collectors.groupingBy(status -> status, Collectors.counting()));
        var seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds() + 2;
        assertThat(unknown).containsOnlyKeys(401, 429);
        assertThat(unknown.get(401)).isLessThanOrEqualTo(Strangers.OF_AN_ADDRESS * seconds);

        var refused = whenThereWereTooMany();
        assertThat(status(idle)).as("let in lately").isEqualTo(200);
        assertThat(refused.errorCodes()).containsExactly("RATE_LIMITED");
        assertThat(refused.at("errors/0/extensions/retryAfterMs").asInt()).isPositive();
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        Thread.sleep(1_100);
        assertThat(status(madeUp())).isEqualTo(401);
        assertThat(status(TestTokens.of(database, Role.ANALYST))).isEqualTo(200);
    }

    @Test
    void whatIsRefusedTooOftenDoesNotTellWhetherThereIsSuchAToken() throws Exception {
        Answer real;
        var attempts = 0;
        do {
            whenThereWereTooMany();
            real = client.as(TestTokens.of(database, Role.ANALYST)).execute(QUESTION);
            attempts++;
            // A second may have ended in between.
        } while (real.status() == 200 && attempts < 10);
        assertThat(real.status()).isEqualTo(429);
        assertThat(real.at("errors/0/message").asString())
                .isEqualTo(whenThereWereTooMany().at("errors/0/message").asString());
        Thread.sleep(1_100);
    }

    @Test
    void neitherLogNorDatabaseHoldsAToken(CapturedOutput output) throws Exception {
        var good = client.token();
        var slow = client.explain("{ cases(first: 1) { nodes { id } } }", Map.of());
        assertThat(slow.status()).isEqualTo(200);
        client.as("docket_staff_nonsense").execute(QUESTION);
        client.send(client.request("/graphql?token=" + good));
        assertThat(output.getAll()).doesNotContain(good, "docket_staff_nonsense", "Bearer docket");

        var dump = String.join("\n", column("select t::text from access.api_token t"));
        var secret = Objects.requireNonNull(TokenText.parse(good)).secret();
        assertThat(dump).contains(publicId(good)).doesNotContain(secret, good);
        assertThat(Pattern.compile("docket_(staff|vendor)_").matcher(dump).find())
                .isFalse();
        assertThat(column("select encode(secret_hash, 'hex') from access.api_token where public_id = '%s'"
                        .formatted(publicId(good))))
                .containsExactly(HexFormat.of().formatHex(TokenText.sha256(secret)));
    }
}
