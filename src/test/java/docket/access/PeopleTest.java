package docket.access;

import static docket.access.IdentityProvider.claims;
import static docket.access.IdentityProvider.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.database.StartupRefused;
import docket.platform.graph.GraphEngine;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** People come with a JWT of the identity provider. */
@DocketTest(ownDatabase = true)
class PeopleTest {
    private static final IdentityProvider PROVIDER = new IdentityProvider();
    private static final String QUESTION = "{ viewer { kind name scopes } }";

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        registry.add("docket.oidc.issuer", () -> IdentityProvider.ISSUER);
        registry.add("docket.oidc.audience", () -> IdentityProvider.AUDIENCE);
        registry.add("docket.oidc.jwk-set-uri", PROVIDER::keys);
        registry.add("docket.oidc.clock-skew", () -> "10s");
        registry.add("docket.oidc.role-words.ANALYST", () -> "ts-analysts,ts-leads");
    }

    @AfterAll
    static void stop() {
        PROVIDER.close();
    }

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private Answer ask(String jwt) {
        return client.as(jwt).execute(QUESTION);
    }

    private static List<String> scopes(Answer answer) {
        return answer.data("viewer/scopes")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

    private static void assertUnauthenticated(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(401);
        assertThat(answer.errorCodes()).containsExactly("UNAUTHENTICATED");
    }

    @Test
    void areKnownByName() {
        var answer = ask(PROVIDER.signed(claims("reviewer")));
        assertThat(answer.data("viewer/kind").asString()).isEqualTo("PERSON");
        assertThat(answer.data("viewer/name").asString()).isEqualTo("Mia Reviewer");
        assertThat(scopes(answer)).contains("CASES_READ").doesNotContain("METRICS_READ");
        var nameless = ask(PROVIDER.signed(claims("reviewer").claim("name", null)));
        assertThat(nameless.data("viewer/name").asString()).isEqualTo("u-1");
    }

    @ParameterizedTest
    @CsvSource({
        "qa-auditor, QUALITY_READ, true",
        "QA_AUDITOR, QUALITY_READ, true",
        "ts-leads, METRICS_READ, true",
        "analyst, METRICS_READ, false",
        "janitor, KNOWLEDGE_READ, false"
    })
    void haveTheRolesOfTheirClaim(String word, String scope, boolean has) {
        assertThat(scopes(ask(PROVIDER.signed(claims(word)))).contains(scope)).isEqualTo(has);
    }

    @Test
    void whoWorksForAVendorGetsWhatAVendorGets() throws SQLException {
        try (var connection = database.connect()) {
            connection.createStatement().execute("insert into vendors.vendor (key, name) values ('acme', 'Acme')");
        }
        var answer = ask(PROVIDER.signed(claims("administrator").claim("docket_vendor", "acme")));
        assertThat(scopes(answer))
                .containsExactlyInAnyOrderElementsOf(
                        Role.VENDOR.scopes().all().stream().map(Enum::name).toList());
        var counted = PROVIDER.signed(claims("administrator").claim("docket_vendor", "acme"));
        assertThat(client.as(counted)
                        .execute("{ vendors { nodes { key } totalCount { value } } }")
                        .data("vendors")
                        .toString())
                .isEqualTo("{\"nodes\":[{\"key\":\"acme\"}],\"totalCount\":{\"value\":1}}");
        assertUnauthenticated(ask(PROVIDER.signed(claims("administrator").claim("docket_vendor", "nobody"))));
        assertUnauthenticated(ask(PROVIDER.signed(claims("vendor"))));
    }

    /** Docket knows for whom somebody works, also when the provider forgets to say it. */
    @Test
    void whoWorksForAVendorIsNeverOneOfTheHouse() throws SQLException {
        try (var connection = database.connect()) {
            connection.createStatement().execute("""
                    insert into vendors.vendor (key, name) values ('zeta', 'Zeta'), ('eta', 'Eta');
                    insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages)
                    select id, 'Site', 'JP', 'Asia/Tokyo', '{ja}' from vendors.vendor where key = 'zeta';
                    insert into vendors.reviewer (name, email, role, hired_on, languages, site_id, vendor_id)
                    select 'Zoe', 'zoe@docket.test', 'REVIEWER', '2025-01-01', '{en}', id, vendor_id from vendors.vendor_site where name = 'Site'""");
        }
        var zoe = claims("reviewer").claim("docket_reviewer", "Zoe@docket.test");
        assertUnauthenticated(ask(PROVIDER.signed(zoe)));
        assertUnauthenticated(ask(PROVIDER.signed(zoe.claim("docket_vendor", "eta"))));
        assertThat(ask(PROVIDER.signed(zoe.claim("docket_vendor", "zeta"))).status())
                .isEqualTo(200);
        var unknown = claims("reviewer").claim("docket_reviewer", "nobody@docket.test");
        assertThat(ask(PROVIDER.signed(unknown)).status()).isEqualTo(200);
    }

    @Test
    void areRefusedUnlessEverythingHolds() {
        var good = PROVIDER.signed(claims("reviewer"));
        assertThat(ask(good).status()).isEqualTo(200);
        var other = IdentityProvider.newKey(PROVIDER.keyName());
        for (var wrong : Map.of(
                        "another audience", PROVIDER.signed(claims("reviewer").audience("other")),
                        "no audience", PROVIDER.signed(claims("reviewer").audience((String) null)),
                        "another issuer", PROVIDER.signed(claims("reviewer").issuer("https://id.example")),
                        "no subject", PROVIDER.signed(claims("reviewer").subject(null)),
                        "expired", PROVIDER.signed(claims("reviewer").expirationTime(in(Duration.ofSeconds(-11)))),
                        "never expires", PROVIDER.signed(claims("reviewer").expirationTime((Date) null)),
                        "not yet", PROVIDER.signed(claims("reviewer").notBeforeTime(in(Duration.ofSeconds(30)))),
                        "alg none", IdentityProvider.unsigned(claims("administrator")),
                        "signed by the public key", PROVIDER.signedByThePublicKey(claims("administrator")),
                        "another key of that name", IdentityProvider.signed(claims("administrator"), other))
                .entrySet()) {
            assertThat(ask(wrong.getValue()).status()).as(wrong.getKey()).isEqualTo(401);
        }
        assertUnauthenticated(ask(PROVIDER.signed(claims("reviewer").issueTime(in(Duration.ofSeconds(30))))));
        var parts = good.split("\\.");
        assertUnauthenticated(ask(parts[0] + "." + parts[1] + "."));
        assertUnauthenticated(ask(".."));
    }

    @Test
    void aClockMayDifferALittle() {
        assertThat(ask(PROVIDER.signed(claims("reviewer").issueTime(in(Duration.ofSeconds(5)))))
                        .status())
                .isEqualTo(200);
        assertThat(ask(PROVIDER.signed(claims("reviewer").expirationTime(in(Duration.ofSeconds(-5)))))
                        .status())
                .isEqualTo(200);
    }

    private static final String WAITING = "{ queues(first: 1) { nodes { id } } }";

    private Connection lockedQueues() throws SQLException {
        var lock = database.connect();
        lock.setAutoCommit(false);
        lock.createStatement().execute("lock table cases.queue in access exclusive mode");
        return lock;
    }

    /** The clock may differ by ten seconds, of which three are left. */
    @Test
    void areStoppedInTheMiddleWhenTheirTimeRunsOut() throws SQLException {
        Quiet.about(GraphEngine.class);
        try (var lock = lockedQueues()) {
            var short3 = PROVIDER.signed(claims("reviewer").expirationTime(in(Duration.ofSeconds(-7))));
            var began = System.nanoTime();
            assertThat(client.as(short3).execute(WAITING).errorCodes()).containsExactly("UNAUTHENTICATED");
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
            assertThat(lock.isClosed()).isFalse();
        }
        Quiet.noMore(GraphEngine.class);
    }

    @Test
    void areStoppedInTheMiddleWhenTheyLeave() throws Exception {
        Quiet.about(GraphEngine.class);
        try (var lock = lockedQueues();
                var change = database.connect()) {
            change.createStatement()
                    .execute(
                            "insert into vendors.reviewer (name, email, role, hired_on, languages) values ('Lea', 'lea@docket.test', 'REVIEWER', '2025-01-01', '{en}')");
            var lea = PROVIDER.signed(claims("reviewer").claim("docket_reviewer", "lea@docket.test"));
            var asked = CompletableFuture.supplyAsync(() -> client.as(lea).execute(WAITING));
            Thread.sleep(1_000);
            assertThat(asked).isNotDone();
            change.createStatement()
                    .execute("update vendors.reviewer set active = false, left_on = '2026-01-01' where name = 'Lea'");
            assertThat(asked.get().errorCodes()).containsExactly("UNAUTHENTICATED");
            assertThat(lock.isClosed()).isFalse();
        }
        Quiet.noMore(GraphEngine.class);
    }

    @Test
    void keysChange() {
        var before = PROVIDER.signed(claims("reviewer").subject("before"));
        assertThat(ask(before).status()).isEqualTo(200);
        PROVIDER.rotate();
        assertThat(ask(PROVIDER.signed(claims("reviewer").subject("after"))).status())
                .isEqualTo(200);

        var unknown = IdentityProvider.newKey("not published yet");
        var answers = IntStream.range(0, 4)
                .mapToObj(
                        number -> ask(IdentityProvider.signed(claims("reviewer").subject("u-" + number), unknown)))
                .toList();
        assertThat(answers.getLast().status()).isEqualTo(503);
        assertThat(answers.getLast().at("errors/0/message").asString())
                .startsWith("The key that signed the token is not known here yet");
        assertThat(answers.getLast().headers().firstValue("Retry-After")).hasValue("10");
    }

    @Test
    void whoMakesThemUpHasFewOfThemLookedAt() throws InterruptedException {
        var known = PROVIDER.signed(claims("reviewer").subject("known"));
        assertThat(ask(known).status()).isEqualTo(200);
        var parts = PROVIDER.signed(claims("administrator")).split("\\.");
        var statuses = IntStream.range(0, 100)
                .map(number -> ask("%s.%s.A%03d%s".formatted(parts[0], parts[1], number, parts[2].substring(4)))
                        .status())
                .boxed()
                .collect(Collectors.toSet());
        assertThat(statuses).containsExactlyInAnyOrder(401, 429);
        assertThat(ask(known).status()).isEqualTo(200);
        Thread.sleep(1_100);
    }

    @Test
    void refusesSettingsByWhichAnybodyCouldSign() {
        assertThatThrownBy(() -> settings("http://id.example/keys", "docket", Duration.ZERO))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("whoever stands in between");
        assertThatThrownBy(() -> settings("https://id.example/keys", null, Duration.ZERO))
                .isInstanceOf(StartupRefused.class);
        assertThatThrownBy(() -> settings("https://id.example/keys", "docket", Duration.ofHours(1)))
                .isInstanceOf(StartupRefused.class);
        assertThat(settings("https://id.example/keys", "docket", Duration.ZERO).issuer())
                .isEqualTo(IdentityProvider.ISSUER);
    }

    private static OidcProperties settings(String keys, @Nullable String audience, Duration skew) {
        return new OidcProperties(
                IdentityProvider.ISSUER,
                audience,
                URI.create(keys),
                skew,
                "roles",
                Map.of(),
                "vendor",
                "reviewer",
                "name");
    }
}
