package docket.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.request.GlobalId;
import docket.testing.Answer;
import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** The life of a token as the graph makes it, and what every mutation promises. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenMutationsTest {
    private static final String CREATE = """
            mutation ($input: CreateTokenInput!) { createToken(input: $input) {
              token wasRepeated
              apiToken { id publicId owner kind roles scopes vendor { key } sites { name } markets addressRanges
                expiresAt createdBy revokedAt uses rotatedFrom { id } }
              userErrors { code field message } } }""";
    private static final String ROTATE = """
            mutation ($input: RotateTokenInput!) { rotateToken(input: $input) {
              token wasRepeated apiToken { id owner roles rotatedFrom { id expiresAt } expiresAt } userErrors { code field } } }""";
    private static final String REVOKE = """
            mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) {
              apiToken { id revokedAt } stillGood { id revokedAt } userErrors { code field } } }""";
    private static final String QUESTION = "{ viewer { name } }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @BeforeAll
    void vendors() throws SQLException {
        execute("insert into vendors.vendor (key, name) values ('a-co', 'A'), ('b-co', 'B')");
        execute("""
                insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages, active)
                select id, 'Site of ' || name, 'JP', 'Asia/Tokyo', '{ja}', true from vendors.vendor""");
    }

    private void execute(String statement) throws SQLException {
        try (var connection = database.connect()) {
            connection.createStatement().execute(statement);
        }
    }

    private String value(String query) {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            rows.next();
            return String.valueOf(rows.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String publicId(String token) {
        return Objects.requireNonNull(TokenText.parse(token)).publicId();
    }

    private static Object key(Map<String, Object> input) {
        return Objects.requireNonNull(input.get("idempotencyKey"));
    }

    private String tokens() {
        return value("select count(*) from access.api_token");
    }

    private static Map<String, Object> with(Object... more) {
        var input = new HashMap<String, Object>();
        input.put("idempotencyKey", UUID.randomUUID().toString());
        for (int index = 0; index < more.length; index += 2) {
            input.put((String) more[index], more[index + 1]);
        }
        return input;
    }

    private static Map<String, Object> analyst(Object... more) {
        var input = with("owner", "a console", "roles", List.of("ANALYST"), "expiresAt", in(Duration.ofDays(30)));
        input.putAll(with(more));
        return input;
    }

    private static String in(Duration time) {
        return Instant.now().plus(time).toString();
    }

    private Answer create(Map<String, Object> input) {
        return client.execute(CREATE, Map.of("input", input));
    }

    private Answer rotate(Map<String, Object> input) {
        return client.execute(ROTATE, Map.of("input", input));
    }

    private Answer revoke(Map<String, Object> input) {
        return client.execute(REVOKE, Map.of("input", input));
    }

    private int status(String token) {
        return client.as(token).execute(QUESTION).status();
    }

    private void assertStopsWithinFiveSeconds(String token) throws InterruptedException {
        var since = System.nanoTime();
        while (status(token) == 200) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
            Thread.sleep(100);
        }
        assertThat(status(token)).isEqualTo(401);
    }

    private String id(String type, String query) {
        return GlobalId.encode(type, UUID.fromString(value(query)));
    }

    private String vendor(String key) {
        return id("Vendor", "select id from vendors.vendor where key = '%s'".formatted(key));
    }

    private String site(String key) {
        return id(
                "VendorSite",
                "select s.id from vendors.vendor_site s join vendors.vendor v on v.id = vendor_id where key = '%s'"
                        .formatted(key));
    }

    @Test
    void aTokenLivesUntilItIsRevoked() throws Exception {
        var made = create(analyst(
                "owner", "a long life", "scopes", List.of("TOKENS_READ"), "addressRanges", List.of("127.0.0.0/8")));
        var token = made.data("createToken/token").asString();
        assertThat(made.data("createToken/userErrors")).isEmpty();
        assertThat(made.data("createToken/wasRepeated").asBoolean()).isFalse();
        var kept = made.data("createToken/apiToken");
        assertThat(token).startsWith("docket_staff_" + kept.path("publicId").asString());
        assertThat(kept.path("roles").toString()).isEqualTo("[\"ANALYST\"]");
        assertThat(kept.path("scopes").toString()).isEqualTo("[\"TOKENS_READ\"]");
        assertThat(kept.path("addressRanges").toString()).isEqualTo("[\"127.0.0.0/8\"]");
        assertThat(kept.path("createdBy").asString()).isEqualTo("token " + publicId(client.token()));
        assertThat(kept.path("kind").asString()).isEqualTo("STAFF");
        assertThat(client.as(token).execute(QUESTION).data("viewer/name").asString())
                .isEqualTo("a long life");

        var id = kept.path("id").asString();
        var rotated = rotate(with("id", id, "overlap", "P2D"));
        var next = rotated.data("rotateToken/token").asString();
        assertThat(rotated.data("rotateToken/apiToken/rotatedFrom/id").asString())
                .isEqualTo(id);
        var oldEnd = Instant.parse(
                rotated.data("rotateToken/apiToken/rotatedFrom/expiresAt").asString());
        assertThat(oldEnd).isBetween(later(Duration.ofHours(47)), later(Duration.ofHours(48)));
        assertThat(Instant.parse(rotated.data("rotateToken/apiToken/expiresAt").asString()))
                .isBetween(later(Duration.ofDays(29)), later(Duration.ofDays(31)));
        assertThat(status(token)).as("both are good").isEqualTo(200);
        assertThat(status(next)).as("both are good").isEqualTo(200);

        var nextId = rotated.data("rotateToken/apiToken/id").asString();
        var revoked = revoke(with("id", nextId, "reason", "its machine is gone"));
        assertThat(revoked.data("revokeToken/apiToken/revokedAt").isNull()).isFalse();
        assertStopsWithinFiveSeconds(next);
        assertThat(status(token)).isEqualTo(200);
        assertThat(client.execute(
                                "{ apiTokens(filter: {owner: {eq: \"a long life\"}, revokedAt: {isNull: false}}) { nodes { id } } }")
                        .data("apiTokens/nodes")
                        .findValuesAsString("id"))
                .containsExactly(nextId);
    }

    private static Instant later(Duration time) {
        return Instant.now().plus(time);
    }

    @Test
    void withoutAnOverlapTheOldOneStopsAtOnce() throws Exception {
        var made = create(analyst());
        var token = made.data("createToken/token").asString();
        assertThat(status(token)).isEqualTo(200);
        var rotated = rotate(with("id", made.data("createToken/apiToken/id").asString(), "overlap", "PT0S"));
        assertThat(status(rotated.data("rotateToken/token").asString())).isEqualTo(200);
        assertStopsWithinFiveSeconds(token);
    }

    /** Four eyes are not those of one person with two tokens. */
    @Test
    void nobodyTakesOverTheTokenOfAColleague() throws SQLException {
        execute("""
                insert into vendors.reviewer (name, email, role, hired_on, languages)
                values ('Tia', 'tia@docket.test', 'REVIEWER', '2025-01-01', '{en}'), ('Tom', 'tom@docket.test', 'REVIEWER', '2025-01-01', '{en}')""");
        var tias = create(reviewersToken("tia")).data("createToken/apiToken/id").asString();
        var tom = create(reviewersToken("tom", "TOKENS_READ", "TOKENS_WRITE"));
        var toms = client.as(tom.data("createToken/token").asString());
        var stolen = Map.of("input", with("id", tias, "overlap", "P1D"));
        var refused = toms.execute(ROTATE, stolen);
        assertThat(refused.data("rotateToken/userErrors/0/code").asString()).isEqualTo("BEYOND_YOUR_OWN");
        assertThat(refused.data("rotateToken/token").isNull()).isTrue();
        var told = toms.execute(
                "query($id: ID!) { apiToken(id: $id) { viewerCan { rotate { isAllowed reason } } } }",
                Map.of("id", tias));
        assertThat(told.data("apiToken/viewerCan/rotate/isAllowed").asBoolean()).isFalse();

        execute("update vendors.reviewer set active = false, left_on = '2026-01-01' where name = 'Tia'");
        assertThat(rotate(with("id", tias, "overlap", "P1D"))
                        .data("rotateToken/userErrors/0/code")
                        .asString())
                .as("who has left")
                .isEqualTo("REVIEWER_UNKNOWN");
        assertThat(toms.execute(
                                ROTATE,
                                Map.of(
                                        "input",
                                        with(
                                                "id",
                                                tom.data("createToken/apiToken/id")
                                                        .asString(),
                                                "overlap",
                                                "P1D")))
                        .data("rotateToken/token")
                        .isNull())
                .as("one's own")
                .isFalse();
    }

    private Map<String, Object> reviewersToken(String name, String... scopes) {
        var input = with("owner", name, "roles", List.of("REVIEWER"), "scopes", List.of(scopes));
        var reviewer = id("Reviewer", "select id from vendors.reviewer where email = '%s@docket.test'".formatted(name));
        input.putAll(with("reviewer", reviewer, "expiresAt", in(Duration.ofDays(3))));
        return input;
    }

    @Test
    void aPersonOfACompanyWorksWithNoTokenOfTheHouse() throws SQLException {
        execute("""
                insert into vendors.reviewer (name, email, role, hired_on, languages, site_id, vendor_id)
                select 'Vic', 'vic@docket.test', 'REVIEWER', '2025-01-01', '{en}', s.id, s.vendor_id
                from vendors.vendor_site s join vendors.vendor v on v.id = s.vendor_id where v.key = 'a-co'""");
        assertThat(create(reviewersToken("vic"))
                        .data("createToken/userErrors/0/code")
                        .asString())
                .isEqualTo("REVIEWER_UNKNOWN");
        assertThatThrownBy(() -> execute("""
                        insert into access.api_token (public_id, secret_hash, kind, owner, roles, cost_class, created_by, expires_at, reviewer_id)
                        select 'abcdefghijkl', sha256('x'), 'STAFF', 'Vic', '{REVIEWER}', 'STAFF', 'a test', now() + interval '1 day', id
                        from vendors.reviewer where name = 'Vic'""")).hasMessageContaining("works for one");
    }

    @Test
    void nobodyGivesARateOrAddressesThatHeHasNot() {
        var made = create(analyst(
                "roles",
                List.of(),
                "scopes",
                List.of("TOKENS_READ", "TOKENS_WRITE", "WORKFORCE_READ"),
                "costPerSecond",
                50,
                "addressRanges",
                List.of("127.0.0.0/8", "::1")));
        assertThat(made.data("createToken/apiToken/addressRanges").toString()).contains("127.0.0.0/8", "::1/128");
        var poor = client.as(made.data("createToken/token").asString());
        var wanted = with("owner", "a console", "scopes", List.of("TOKENS_READ"), "expiresAt", in(Duration.ofDays(3)));
        for (var rate : List.of(51, Integer.MAX_VALUE)) {
            wanted.put("costPerSecond", rate);
            wanted.put("addressRanges", List.of("127.0.0.1"));
            assertThat(fields(poor.execute(CREATE, Map.of("input", wanted)))).containsExactly("costPerSecond");
        }
        wanted.remove("costPerSecond");
        assertThat(fields(poor.execute(CREATE, Map.of("input", wanted))))
                .as("the rate of its class")
                .containsExactly("costPerSecond");
        wanted.put("costPerSecond", 50);
        for (var range : List.of("127.0.1", "127", "127.0.0.1%1", "127.0.0.1/8")) {
            wanted.put("addressRanges", List.of(range));
            assertThat(fields(poor.execute(CREATE, Map.of("input", wanted))))
                    .as(range)
                    .containsExactly("0");
        }
        wanted.put("addressRanges", List.of("127.0.0.1"));
        var narrow = poor.execute(CREATE, Map.of("input", wanted));
        assertThat(narrow.data("createToken/apiToken/addressRanges/0").asString())
                .isEqualTo("127.0.0.1/32");
    }

    private static List<String> fields(Answer answer) {
        return answer.data("createToken/userErrors")
                .valueStream()
                .map(error ->
                        error.path("field").get(error.path("field").size() - 1).asString())
                .toList();
    }

    @Test
    void aTokenOfAVendorIsBoundToIt() {
        var input = with("owner", "B's program", "roles", List.of("VENDOR"), "vendor", vendor("b-co"));
        input.putAll(
                with("sites", List.of(site("b-co")), "markets", List.of("JP"), "expiresAt", in(Duration.ofDays(3))));
        var made = create(input).data("createToken");
        assertThat(made.path("token").asString()).startsWith("docket_vendor_");
        assertThat(made.at("/apiToken/vendor/key").asString()).isEqualTo("b-co");
        assertThat(made.at("/apiToken/sites/0/name").asString()).isEqualTo("Site of B");
        assertThat(made.at("/apiToken/markets/0").asString()).isEqualTo("JP");
        assertThat(made.at("/apiToken/kind").asString()).isEqualTo("VENDOR");
    }

    /** What is wrong is told by code and field, and nothing is written: neither a token, nor the key. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"owner": " "}                                                  | OWNER_INVALID owner
            {"roles": []}                                                   | GRANTS_NOTHING roles
            {"roles": ["VENDOR"]}                                           | VENDOR_MISSING vendor
            {"vendor": "<a-co>"}                                            | VENDOR_WITHOUT_ROLE roles
            {"roles": ["VENDOR"], "vendor": "<none>"}                       | VENDOR_UNKNOWN vendor
            {"roles": ["VENDOR", "ANALYST"], "vendor": "<a-co>"}            | NOT_FOR_A_COMPANY roles
            {"roles": ["VENDOR"], "vendor": "<a-co>", "scopes": ["AUDIT_READ"]} | NOT_FOR_A_COMPANY scopes
            {"roles": ["VENDOR"], "vendor": "<a-co>", "scopes": ["CASES_BULK", "CASES_LEAD"]} | NOT_FOR_A_COMPANY scopes
            {"markets": ["JP"]}                                             | BOUND_WITHOUT_VENDOR markets
            {"sites": ["<site of a-co>"]}                                   | BOUND_WITHOUT_VENDOR sites
            {"roles": ["VENDOR"], "vendor": "<b-co>", "sites": ["<site of a-co>"]} | SITE_UNKNOWN sites
            {"roles": ["VENDOR"], "vendor": "<b-co>", "markets": ["ZZ"]}    | MARKET_UNKNOWN markets
            {"addressRanges": ["10.0.0.0/8", "10.1.0.0/8"]}                 | ADDRESS_RANGE_INVALID addressRanges.1
            {"expiresAt": "2020-01-01T00:00:00Z"}                           | EXPIRY_OUT_OF_RANGE expiresAt
            {"expiresAt": "2999-01-01T00:00:00Z"}                           | EXPIRY_OUT_OF_RANGE expiresAt
            """)
    void saysWhatIsWrongWithATokenAndWritesNothing(String wrong, String error) {
        var text = wrong.replace("<site of a-co>", site("a-co"))
                .replace("<a-co>", vendor("a-co"))
                .replace("<b-co>", vendor("b-co"))
                .replace("<none>", GlobalId.encode("Vendor", new UUID(7, 7)));
        var input = analyst();
        JsonMapper.shared().readTree(text).properties().forEach(field -> input.put(field.getKey(), field.getValue()));
        var before = tokens()
                + value("select count(*) from audit.audit_event")
                + value("select count(*) from platform.idempotency");
        var answer = create(input).data("createToken");
        assertThat(answer.at("/apiToken").isNull()).isTrue();
        assertThat(answer.at("/token").isNull()).isTrue();
        assertThat(answer.at("/userErrors"))
                .extracting(found -> found.path("code").asString() + " "
                        + String.join(
                                ".",
                                found.path("field")
                                        .valueStream()
                                        .skip(1)
                                        .map(part -> part.asString())
                                        .toList()))
                .containsExactly(error);
        assertThat(tokens()
                        + value("select count(*) from audit.audit_event")
                        + value("select count(*) from platform.idempotency"))
                .isEqualTo(before);
        assertThat(create(analyst("idempotencyKey", key(input)))
                        .data("createToken/token")
                        .isNull())
                .as("the key is free for another try")
                .isFalse();
    }

    @Test
    void tellsAllMistakesAtOnce() {
        var answer = create(analyst("owner", "", "markets", List.of("JP"), "expiresAt", "2020-01-01T00:00:00Z"));
        assertThat(answer.data("createToken/userErrors").findValuesAsString("code"))
                .containsExactly("OWNER_INVALID", "BOUND_WITHOUT_VENDOR", "EXPIRY_OUT_OF_RANGE");
    }

    @Test
    void nobodyGivesMoreThanHeHas() throws Exception {
        var maker = create(analyst(
                        "scopes", List.of("TOKENS_READ", "TOKENS_WRITE"), "addressRanges", List.of("127.0.0.0/8")))
                .data("createToken/token")
                .asString();
        assertThat(codes(maker, analyst("roles", List.of("ADMINISTRATOR"), "addressRanges", List.of("127.0.0.1/32"))))
                .containsExactly("BEYOND_YOUR_OWN");
        assertThat(codes(maker, analyst())).as("from everywhere").containsExactly("BEYOND_YOUR_OWN");
        assertThat(codes(maker, analyst("addressRanges", List.of("127.0.0.0/7"))))
                .as("no such range")
                .containsExactly("ADDRESS_RANGE_INVALID");
        assertThat(codes(maker, analyst("addressRanges", List.of("126.0.0.0/7"))))
                .as("from more addresses")
                .containsExactly("BEYOND_YOUR_OWN");
        assertThat(codes(maker, analyst("addressRanges", List.of("127.0.0.1/32"))))
                .isEmpty();
        assertThat(client.as(maker)
                        .execute(CREATE, Map.of("input", analyst("scopes", List.of("IMPORTS_WRITE"))))
                        .errorCodes())
                .as("a scope that it does not even see")
                .containsExactly("BAD_USER_INPUT");

        var administrators = create(analyst("roles", List.of("ADMINISTRATOR")))
                .data("createToken/apiToken/id")
                .asString();
        var rotated = client.as(maker).execute(ROTATE, Map.of("input", with("id", administrators, "overlap", "PT1H")));
        assertThat(rotated.at("data/rotateToken/userErrors/0/code").asString()).isEqualTo("BEYOND_YOUR_OWN");
    }

    private List<String> codes(String maker, Map<String, Object> input) {
        return client.as(maker)
                .execute(CREATE, Map.of("input", input))
                .data("createToken/userErrors")
                .findValuesAsString("code");
    }

    /** It is believed for some seconds still, which must not be enough to make itself a successor. */
    @Test
    void aRevokedTokenMakesNoOther() throws Exception {
        var maker = TestTokens.of(database, Role.ADMINISTRATOR);
        assertThat(status(maker)).isEqualTo(200);
        execute("update access.api_token set revoked_at = now() where public_id = '%s'".formatted(publicId(maker)));
        var before = tokens();
        var answer = client.as(maker).execute(CREATE, Map.of("input", analyst()));
        assertThat(answer.errorCodes()).containsExactly("UNAUTHENTICATED");
        assertThat(tokens()).isEqualTo(before);
    }

    @Test
    void withoutTheScopeThereAreNoMutations() {
        var analyst = client.as(TestTokens.of(database, Role.ANALYST));
        assertThat(analyst.execute(CREATE, Map.of("input", analyst())).errorCodes())
                .contains("GRAPHQL_VALIDATION_FAILED");
        assertThat(analyst.execute("{ __schema { mutationType { name } } }")
                        .data("__schema/mutationType")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"PT-1H, OVERLAP_OUT_OF_RANGE", "PT169H, OVERLAP_OUT_OF_RANGE"})
    void anOverlapIsSevenDaysAtMost(String overlap, String code) {
        var id = create(analyst()).data("createToken/apiToken/id").asString();
        assertThat(rotate(with("id", id, "overlap", overlap))
                        .data("rotateToken/userErrors/0/code")
                        .asString())
                .isEqualTo(code);
    }

    @Test
    void rotatesWhatIsGoodAndOnce() {
        var id = create(analyst()).data("createToken/apiToken/id").asString();
        var next = rotate(with("id", id, "overlap", "PT1H"))
                .data("rotateToken/apiToken/id")
                .asString();
        assertThat(rotateCode(id)).isEqualTo("ALREADY_ROTATED");
        var lost = revoke(with("id", next, "reason", "lost")).data("revokeToken");
        assertThat(lost.path("userErrors")).isEmpty();
        assertThat(lost.at("/stillGood/id").asString())
                .as("which nobody ends who does not say so")
                .isEqualTo(id);
        assertThat(lost.at("/stillGood/revokedAt").isNull()).isTrue();
        assertThat(rotateCode(next)).isEqualTo("TOKEN_NOT_ACTIVE");
        assertThat(rotateCode(GlobalId.encode("ApiToken", new UUID(7, 7)))).isEqualTo("TOKEN_UNKNOWN");
        assertThat(rotate(with("id", id, "overlap", "PT1H")).data("rotateToken/userErrors"))
                .as("after the successor was revoked")
                .isEmpty();
        assertThat(rotate(with("id", vendor("a-co"), "overlap", "PT1H")).errorCodes())
                .containsExactly("BAD_USER_INPUT");
    }

    private String rotateCode(String id) {
        return rotate(with("id", id, "overlap", "PT1H"))
                .data("rotateToken/userErrors/0/code")
                .asString();
    }

    @Test
    void revokesOnceAndWithAReason() {
        var id = create(analyst()).data("createToken/apiToken/id").asString();
        assertThat(revokeCode(id, " ")).isEqualTo("TEXT_INVALID");
        assertThat(revokeCode(id, "x".repeat(1_001))).isEqualTo("TEXT_INVALID");
        var gone = revoke(with("id", id, "reason", "gone")).data("revokeToken");
        assertThat(gone.path("userErrors")).isEmpty();
        assertThat(gone.path("stillGood").isNull()).isTrue();
        assertThat(revokeCode(id, "again")).isEqualTo("ALREADY_REVOKED");
        assertThat(revokeCode(GlobalId.encode("ApiToken", new UUID(7, 7)), "gone"))
                .isEqualTo("TOKEN_UNKNOWN");
    }

    private String revokeCode(String id, String reason) {
        return revoke(with("id", id, "reason", reason))
                .data("revokeToken/userErrors/0/code")
                .asString();
    }

    @Test
    void whatIsSentAgainIsDoneOnceAndAnswered() {
        var input = analyst();
        var first = create(input).data("createToken");
        var before = tokens();
        var again = create(input).data("createToken");
        assertThat(again.path("wasRepeated").asBoolean()).isTrue();
        assertThat(again.path("apiToken")).isEqualTo(first.path("apiToken"));
        assertThat(again.path("token").isNull()).as("shown once").isTrue();
        assertThat(tokens()).isEqualTo(before);

        var reused = create(analyst("idempotencyKey", key(input), "owner", "somebody else"));
        assertThat(reused.errorCodes()).containsExactly("IDEMPOTENCY_KEY_REUSED");
        assertThat(reused.at("data/createToken").isNull()).isTrue();
        var elsewhere = with("id", first.at("/apiToken/id").asString(), "overlap", "PT1H");
        elsewhere.put("idempotencyKey", key(input));
        assertThat(rotate(elsewhere).errorCodes()).containsExactly("IDEMPOTENCY_KEY_REUSED");
        var other = client.as(TestTokens.of(database, Role.ADMINISTRATOR));
        assertThat(other.execute(CREATE, Map.of("input", input))
                        .data("createToken/wasRepeated")
                        .asBoolean())
                .as("the key of another caller is another key")
                .isFalse();
        assertThat(value("select string_agg(answer::text, ' ') from platform.idempotency"))
                .doesNotContain(first.path("token").asString().substring(25));
    }

    @Test
    void aKeyIsForgottenAfterTwoDays() throws Exception {
        var input = analyst();
        create(input);
        execute("update platform.idempotency set created_at = now() - interval '49 hours' where key = '%s'"
                .formatted(key(input)));
        assertThat(create(input).data("createToken/wasRepeated").asBoolean()).isFalse();
        assertThat(create(input).data("createToken/wasRepeated").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "\u00e4", "nul\u0000"})
    void aKeyHasItsForm(String key) {
        assertThat(create(analyst("idempotencyKey", key)).errorCodes()).containsExactly("BAD_USER_INPUT");
    }

    @Test
    void ofManyAtOnceOneIsDone() throws Exception {
        var input = analyst("owner", "many at once");
        var answers = AtOnce.times(8, () -> create(input));
        assertThat(answers).allMatch(answer -> answer.errors().isEmpty());
        assertThat(answers.stream()
                        .map(answer -> answer.data("createToken/apiToken/id").asString())
                        .distinct())
                .hasSize(1);
        assertThat(answers.stream()
                        .filter(answer -> !answer.data("createToken/token").isNull()))
                .hasSize(1);
        assertThat(value("select count(*) from access.api_token where owner = 'many at once'"))
                .isEqualTo("1");
    }

    /** The first has not ended and does not for a while: the second is told so, not left waiting. */
    @Test
    void aMutationThatIsStillRunningIsSaidToBe() throws Exception {
        var input = analyst();
        try (var other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute(
                            "insert into platform.idempotency (caller, key, mutation, payload_hash) values ('token %s', '%s', 'createToken', sha256(''))"
                                    .formatted(publicId(client.token()), key(input)));
            var answer = create(input);
            assertThat(answer.errorCodes()).containsExactly("IDEMPOTENCY_IN_PROGRESS");
            assertThat(answer.at("errors/0/extensions/retryAfterMs").asInt()).isPositive();
            other.rollback();
        }
        assertThat(create(input).data("createToken/wasRepeated").asBoolean()).isFalse();
    }

    @Test
    void whatSomebodyElseIsChangingIsAConflict() throws Exception {
        var id = create(analyst()).data("createToken/apiToken/id").asString();
        var input = with("id", id, "reason", "two at once");
        try (var other = database.connect()) {
            other.setAutoCommit(false);
            other.createStatement()
                    .execute("select from access.api_token where id = '%s' for update"
                            .formatted(GlobalId.decode(id, "ApiToken", "id")));
            var answer = revoke(input);
            assertThat(answer.errorCodes()).containsExactly("CONFLICT");
            assertThat(answer.at("errors/0/extensions/retryAfterMs").asInt()).isPositive();
            other.rollback();
        }
        assertThat(revoke(input).data("revokeToken/userErrors"))
                .as("with the same key")
                .isEmpty();
    }

    /** Each root field sees what the one before wrote; one that is refused does not undo the others. */
    @Test
    void rootFieldsRunOneAfterTheOther() {
        var id = create(analyst("owner", "serial"))
                .data("createToken/apiToken/id")
                .asString();
        var answer = client.explain(
                """
                mutation ($first: RevokeTokenInput!, $second: RevokeTokenInput!, $reused: RevokeTokenInput!, $make: CreateTokenInput!) {
                  first: revokeToken(input: $first) { apiToken { revokedAt auditEvents { nodes { reason } } } userErrors { code } }
                  second: revokeToken(input: $second) { apiToken { id } userErrors { code } }
                  third: revokeToken(input: $reused) { apiToken { id } }
                  fourth: createToken(input: $make) { apiToken { owner } userErrors { code } }
                }""",
                Map.of(
                        "first", with("idempotencyKey", "serial", "id", id, "reason", "the first"),
                        "second", with("id", id, "reason", "the second"),
                        "reused", with("idempotencyKey", "serial", "id", id, "reason", "another"),
                        "make", analyst("owner", "made last")));
        assertThat(answer.at("data/first/apiToken/revokedAt").isNull()).isFalse();
        assertThat(answer.at("data/first/apiToken/auditEvents/nodes/0/reason").asString())
                .isEqualTo("the first");
        assertThat(answer.at("data/second/userErrors/0/code").asString()).isEqualTo("ALREADY_REVOKED");
        assertThat(answer.at("data/third").isNull()).isTrue();
        assertThat(answer.errorCodes()).containsExactly("IDEMPOTENCY_KEY_REUSED");
        assertThat(answer.at("errors/0/path/0").asString()).isEqualTo("third");
        assertThat(answer.at("data/fourth/apiToken/owner").asString()).isEqualTo("made last");
        assertThat(answer.statements()).hasSize(3);
    }

    @Test
    void aSelectionMaySkipMutations() {
        var before = tokens();
        var answer = client.execute(
                "mutation ($input: CreateTokenInput!, $not: Boolean!) { __typename createToken(input: $input) @include(if: $not) { token } }",
                Map.of("input", analyst(), "not", false));
        assertThat(answer.data("__typename").asString()).isEqualTo("Mutation");
        assertThat(tokens()).isEqualTo(before);
    }

    @Test
    void theDatabaseItselfWantsAVendorForSites() {
        assertThat(Set.of("markets = '{JP}'", "site_ids = array[uuidv7()]")).allSatisfy(change -> {
            try (var connection = database.connect()) {
                org.assertj.core.api.Assertions.assertThatThrownBy(() -> connection
                                .createStatement()
                                .execute("update access.api_token set %s where vendor_id is null".formatted(change)))
                        .hasMessageContaining("ck_api_token_places_of_a_vendor");
            }
        });
    }
}
