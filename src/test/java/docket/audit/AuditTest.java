package docket.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.access.TestTokens;
import docket.platform.audit.AuditTrail;
import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written down, by whom it can be read, and that nothing else can be done with it. */
@DocketTest(ownDatabase = true)
class AuditTest {
    private static final String EVENTS = """
            query ($filter: AuditEventFilter) { auditEvents(first: 100, filter: $filter) { nodes {
              occurredAt action actorKind actor token { id } requestId address entityType entityId reason detail document occurrences
              changes { field before after } chain number hash } } }""";
    private static final String STATEMENTS = "/imports/statements";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    AuditTrail trail;

    @Autowired
    AuditWriter writer;

    private List<JsonNode> events(Map<String, Object> filter) {
        return client.execute(EVENTS, Map.of("filter", filter))
                .data("auditEvents/nodes")
                .valueStream()
                .toList();
    }

    private List<JsonNode> awaitEvents(Map<String, Object> filter) throws InterruptedException {
        var since = System.nanoTime();
        while (events(filter).isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(5));
            Thread.sleep(50);
        }
        return events(filter);
    }

    private static Map<String, Object> eq(String field, Object value) {
        return Map.of(field, Map.of("eq", value));
    }

    private List<String> rows(String query) {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String created(String owner) {
        var input =
                "{idempotencyKey: \"%s\", owner: \"%s\", roles: [ANALYST], expiresAt: \"%s\", reason: \"for a test\"}"
                        .formatted(UUID.randomUUID(), owner, Instant.now().plus(Duration.ofDays(1)));
        var made = client.send(client.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "audit-test." + owner)
                .POST(BodyPublishers.ofString(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "query",
                                "mutation { createToken(input: %s) { apiToken { id } } }".formatted(input))))));
        return made.data("createToken/apiToken/id").asString();
    }

    @Test
    void aWriteHasItsEventWithBothRowsAndNoSecret() {
        var id = created("audited");
        var made = events(eq("entity", id));
        assertThat(made).hasSize(1);
        var event = made.getFirst();
        assertThat(event.path("action").asString()).isEqualTo("CREATED");
        assertThat(event.path("entityType").asString()).isEqualTo("ApiToken");
        assertThat(event.path("entityId").asString()).isEqualTo(id);
        assertThat(event.path("actorKind").asString()).isEqualTo("MACHINE");
        assertThat(event.path("actor").asString()).startsWith("token ");
        assertThat(event.at("/token/id").asString()).isNotEmpty();
        assertThat(event.path("requestId").asString()).isEqualTo("audit-test.audited");
        assertThat(event.path("reason").asString()).isEqualTo("for a test");
        assertThat(event.path("changes").findValuesAsString("field"))
                .contains("owner", "roles", "publicId")
                .doesNotContain("secretHash");
        assertThat(event.path("changes").valueStream())
                .anyMatch(change -> change.path("field").asString().equals("owner")
                        && change.path("before").isNull()
                        && change.path("after").asString().equals("\"audited\""));

        var revoked = client.execute(
                "mutation ($id: ID!) { revokeToken(input: {idempotencyKey: \"audited\", id: $id, reason: \"it leaked\"}) { userErrors { code } } }",
                Map.of("id", id));
        assertThat(revoked.data("revokeToken/userErrors")).isEmpty();
        var ended = events(eq("entity", id)).getFirst();
        assertThat(ended.path("action").asString()).isEqualTo("CHANGED");
        assertThat(ended.path("reason").asString()).isEqualTo("it leaked");
        assertThat(ended.path("changes").findValuesAsString("field")).containsExactly("revokedAt");
        assertThat(ended.at("/changes/0/before").asString()).isEqualTo("null");
        assertThat(rows("select (before || after)::text from audit.audit_event where before is not null"))
                .noneMatch(row -> row.contains("secret"));
        assertThat(
                        rows(
                                "select count(distinct e.occurred_at - t.created_at < interval '1 minute') from audit.audit_event e join access.api_token t on t.id = e.entity_id"))
                .containsExactly("1");
    }

    @Test
    void aWriteByNobodyIsRefused() throws SQLException {
        var before = rows("select owner from access.api_token");
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("update access.api_token set owner = 'somebody'"))
                    .hasMessageContaining("nobody said who does it");
            assertThatThrownBy(() -> statement.execute("truncate access.api_token"))
                    .hasMessageContaining("is refused");
            assertThat(statement.executeUpdate("update access.api_token set uses = uses + 1"))
                    .as("counting uses is no event")
                    .isPositive();
        }
        assertThat(rows("select owner from access.api_token")).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit.audit_event set actor = 'nobody'",
                "delete from audit.audit_event",
                "truncate audit.audit_event",
                "update audit.anchor set at = now()",
                "delete from audit.anchor",
                "truncate audit.anchor"
            })
    void evenTheOwnerChangesNothingByAStatement(String statement) throws SQLException {
        try (var connection = database.connect()) {
            assertThatThrownBy(() -> connection.createStatement().execute(statement))
                    .hasMessageContaining("never changed");
        }
    }

    @Test
    void anApplicationCanAddAndReadAndNoMore() throws SQLException {
        try (var connection = TestPostgres.superuser(database);
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("set local role docket_app");
            statement.execute(
                    "select set_config('docket.actor', 'a test', true), set_config('docket.actor_kind', 'COMMAND', true)");
            var events = count(statement);
            statement.execute("update access.api_token set owner = owner || '.'");
            statement.execute("set constraints all immediate");
            assertThat(count(statement)).isGreaterThan(events);
            statement.execute("""
                    insert into audit.audit_event (chain, number, action, actor_kind, actor, hash, previous_hash)
                    values (3, 999999, 'READ', 'COMMAND', 'a liar', sha256('x'), sha256('y'))""");
            try (var rows = statement.executeQuery(
                    "select count(*) from audit.audit_event where hash in (sha256('x'), sha256('y')) or number = 999999")) {
                rows.next();
                assertThat(rows.getInt(1)).as("its place is not its choice").isZero();
            }
            for (var change : List.of(
                    "update audit.audit_event set actor = 'x'",
                    "delete from audit.audit_event",
                    "truncate audit.audit_event",
                    "update audit.chain set entries = 0",
                    "delete from audit.chain",
                    "insert into audit.anchor select * from audit.anchor",
                    "alter table audit.audit_event disable trigger all")) {
                var before = connection.setSavepoint();
                assertThatThrownBy(() -> statement.execute(change))
                        .as(change)
                        .hasMessageMatching("(?s).*(permission denied|must be owner).*");
                connection.rollback(before);
            }
            connection.rollback();
        }
    }

    private static int count(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("select count(*) from audit.audit_event")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void anImportIsAuditedByItsRun() {
        var answer = client.send(client.request(STATEMENTS)
                .header("Content-Type", "text/csv")
                .header("X-Request-Id", "a-bad-file")
                .POST(BodyPublishers.ofString("no,such,columns\n1,2,3\n")));
        assertThat(answer.status()).isEqualTo(400);
        var events = events(eq("requestId", "a-bad-file"));
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().path("entityType").asString()).isEqualTo("ImportRun");
        assertThat(events.getFirst().path("entityId").asString())
                .isEqualTo(answer.at("runId").asString());
    }

    @Test
    void refusalsOfCallersAreEvents() throws InterruptedException {
        var analyst = client.as(TestTokens.with(database, Scope.CASES_READ));
        var imported = analyst.send(analyst.request(STATEMENTS)
                .header("Content-Type", "text/csv")
                .header("X-Request-Id", "without-the-scope")
                .POST(BodyPublishers.ofString("x")));
        assertThat(imported.status()).isEqualTo(403);
        var event = awaitEvents(eq("requestId", "without-the-scope")).getFirst();
        assertThat(event.path("action").asString()).isEqualTo("REFUSED");
        assertThat(event.path("detail").asString()).isEqualTo("403 POST /imports/statements");
        assertThat(event.path("address").asString()).isEqualTo("127.0.0.1");

        var answer = analyst.execute("{ apiTokens { nodes { id } } }");
        assertThat(answer.errorCodes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
        var id = answer.at("errors/0/extensions/requestId").asString();
        assertThat(awaitEvents(eq("requestId", id)).getFirst().path("detail").asString())
                .startsWith("beyond its scopes: ")
                .contains("apiTokens");
    }

    /** Also what is withheld in other ways: fields of inputs in variables, ids of types, and mutations that need another right. */
    @Test
    void refusalsOfRightsAreEventsWhateverTheyLookLike() throws InterruptedException {
        var token = TestTokens.with(
                database, Scope.DECISIONS_READ, Scope.WORKFORCE_READ, Scope.TOKENS_WRITE, Scope.TOKENS_READ);
        var caller = client.as(token);
        var filtered = caller.execute(
                "query ($filter: DecisionFilter) { decisions(filter: $filter) { nodes { id } } }",
                Map.of("filter", Map.of("decider", Map.of("eq", "x"))));
        assertRefused(filtered, "beyond its scopes", "decider");
        var node = caller.execute(
                "query ($id: ID!) { node(id: $id) { id } }", Map.of("id", GlobalId.encode("Case", UUID.randomUUID())));
        assertRefused(node, "beyond its scopes", "Case");
        var input = Map.of(
                "idempotencyKey",
                "refused-right",
                "owner",
                "x",
                "roles",
                List.of("ANALYST"),
                "expiresAt",
                Instant.now().plus(Duration.ofDays(1)).toString());
        var made = caller.send(caller.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "beyond-his-own")
                .POST(BodyPublishers.ofString(JsonMapper.shared()
                        .writeValueAsString(Map.of(
                                "query",
                                "mutation ($input: CreateTokenInput!) { createToken(input: $input) { userErrors { code } } }",
                                "variables",
                                Map.of("input", input))))));
        assertThat(made.body()).contains("BEYOND_YOUR_OWN");
        assertThat(awaitEvents(eq("requestId", "beyond-his-own"))
                        .getFirst()
                        .path("detail")
                        .asString())
                .isEqualTo("createToken: BEYOND_YOUR_OWN");
        var inUrl = client.send(client.request("/graphql?token=" + token)
                .header("X-Request-Id", "token-in-url")
                .GET());
        assertThat(inUrl.status()).isEqualTo(400);
        assertThat(awaitEvents(eq("requestId", "token-in-url"))
                        .getFirst()
                        .path("detail")
                        .asString())
                .startsWith("400 A token does not belong in a URL")
                .endsWith(": token " + token.substring("docket_staff_".length(), "docket_staff_".length() + 12))
                .doesNotContain(token);
    }

    private void assertRefused(Answer answer, String... words) throws InterruptedException {
        var id = answer.at("errors/0/extensions/requestId").asString();
        var event = awaitEvents(eq("requestId", id)).getFirst();
        assertThat(event.path("action").asString()).isEqualTo("REFUSED");
        assertThat(event.path("detail").asString()).contains(words);
    }

    /** The one thing that somebody looks for who has lost a token: who still tries it. */
    @Test
    void aTokenThatHasEndedIsNamed() throws Exception {
        var token = TestTokens.with(database, Scope.CASES_READ);
        var publicId = token.substring("docket_staff_".length(), "docket_staff_".length() + 12);
        try (var connection = database.connect()) {
            connection
                    .createStatement()
                    .execute("update access.api_token set revoked_at = now() where public_id = '%s'"
                            .formatted(publicId));
        }
        var refused = client.as(token).execute("{ viewer { name } }");
        assertThat(refused.status()).isEqualTo(401);
        var id = refused.at("errors/0/extensions/requestId").asString();
        assertThat(awaitEvents(eq("requestId", id)).getFirst().path("detail").asString())
                .endsWith(": token %s: revoked".formatted(publicId));
        assertThat(refused.body()).doesNotContain(publicId);
        var madeUp = client.as(TestTokens.unknown()).execute("{ viewer { name } }");
        assertThat(awaitEvents(eq(
                                "requestId",
                                madeUp.at("errors/0/extensions/requestId").asString()))
                        .getFirst()
                        .path("detail")
                        .asString())
                .matches(".*: token \\w{12}: unknown");
    }

    @Test
    void aTypingErrorIsNoRefusal() throws InterruptedException {
        var analyst = client.as(TestTokens.with(database, Scope.CASES_READ));
        var typed = analyst.execute("{ casez { nodes { id } } }");
        var refused = analyst.execute("{ auditEvents { nodes { id } } }");
        awaitEvents(eq("requestId", refused.at("errors/0/extensions/requestId").asString()));
        assertThat(events(eq(
                        "requestId", typed.at("errors/0/extensions/requestId").asString())))
                .isEmpty();
    }

    @Test
    void refusalsOfStrangersAreCountedByAddress() throws InterruptedException {
        for (int count = 0; count < 20; count++) {
            assertThat(client.as("nonsense").execute("{ viewer { name } }").status())
                    .isEqualTo(401);
        }
        awaitEvents(eq("actor", "address 127.0.0.1"));
        writer.write(Instant.now().plusSeconds(61));
        var events = events(eq("actor", "address 127.0.0.1")).stream()
                .filter(event -> event.path("detail").asString().endsWith("may not be used from this address"))
                .toList();
        assertThat(events).hasSizeLessThanOrEqualTo(3);
        assertThat(events.stream()
                        .mapToInt(event -> event.path("occurrences").asInt())
                        .sum())
                .isEqualTo(20);
        assertThat(events).allMatch(event -> event.path("actorKind").asString().equals("UNKNOWN"));
    }

    /** A console asks the same all day: the first tells that it did, the others are counted. */
    @Test
    void readsOfPersonalDataAreEventsWithTheFieldsAndTheDocument() throws InterruptedException {
        rows("""
                insert into subjects.seller (external_ref, name, kind, market, registered_at)
                values ('read', 'A shop', 'BUSINESS', 'JP', now()) returning id""");
        var document = "query Names { sellers(first: 1) { nodes { name externalRef tier } } }";
        var first = client.send(client.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", "read-of-names")
                .POST(BodyPublishers.ofString("{\"query\": \"" + document + "\"}")));
        assertThat(first.errors()).isEmpty();
        var event = awaitEvents(eq("requestId", "read-of-names")).getFirst();
        assertThat(event.path("action").asString()).isEqualTo("READ");
        assertThat(event.path("detail").asString()).startsWith("Seller.externalRef, Seller.name by Names, document ");
        assertThat(event.path("document").asString()).isEqualTo(document);
        assertThat(event.path("entityType").asString()).as("the only row").isEqualTo("Seller");
        assertThat(event.path("entityId").asString())
                .isEqualTo(client.execute("{ sellers { nodes { id } } }")
                        .data("sellers/nodes/0/id")
                        .asString());
        for (int count = 0; count < 10; count++) {
            client.execute(document);
        }
        client.execute("{ sellers(first: 1) { nodes { tier } } }");
        writer.write(Instant.now().plusSeconds(61));
        assertThat(
                        rows(
                                "select sum(occurrences) from audit.audit_event where action = 'READ' and detail like 'Seller.externalRef%'"))
                .containsExactly("11");
        assertThat(rows("select count(*) from audit.audit_event where action = 'READ' and detail like '%tier%'"))
                .containsExactly("0");
    }

    /** Also when nobody asked for its id. */
    @Test
    void aReadTellsWhoseNameItWas() throws Exception {
        var seller = UUID.randomUUID();
        try (var connection = database.connect();
                var statement = connection.prepareStatement("""
                        set docket.bulk_load = 'on';
                        insert into subjects.seller (id, external_ref, name, kind, market, registered_at)
                        values (?, 'read-1', 'Somebody', 'PRIVATE', 'JP', now())""")) {
            statement.setObject(1, seller);
            statement.execute();
        }
        var answer = client.execute(
                "query OneName { sellers(first: 5, filter: {externalRef: {eq: \"read-1\"}}) { nodes { name } } }");
        assertThat(answer.data("sellers/nodes/0/name").asString()).isEqualTo("Somebody");
        var event = awaitEvents(eq("entity", GlobalId.encode("Seller", seller))).getFirst();
        assertThat(event.path("detail").asString()).startsWith("Seller.name, SellerFilter.externalRef by OneName");
    }

    private static final String BY_PERSONAL_DATA = "SellerFilter.externalRef by an operation without a name, document ";

    /** Whoever finds somebody by an account id knows whose it is, whatever he has shown of it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ sellers(filter: {externalRef: {eq: \"sought\"}}) { nodes { id } } }",
                "{ sellers(filter: {or: [{externalRef: {startsWith: \"sough\"}}]}) { edges { node { tier } } } }",
                "query ($v: SellerFilter) { sellers(filter: $v) { nodes { id } } }",
                "query ($w: StringFilter) { sellers(filter: {externalRef: $w}) { nodes { id } } }",
                "query ($x: [SellerFilter!]) { sellers(filter: {or: $x}) { nodes { id } } }"
            })
    void whoComparesWithPersonalDataHasReadIt(String document) throws Exception {
        var seller = UUID.randomUUID();
        try (var connection = database.connect();
                var statement = connection.prepareStatement("""
                        set docket.bulk_load = 'on';
                        delete from subjects.seller where external_ref = 'sought';
                        insert into subjects.seller (id, external_ref, name, kind, market, registered_at)
                        values (?, 'sought', 'Somebody', 'PRIVATE', 'JP', now())""")) {
            statement.setObject(1, seller);
            statement.execute();
        }
        var is = Map.of("eq", "sought");
        var others = Map.of("healthPoints", Map.of("lt", 0));
        var variables =
                Map.of("v", Map.of("externalRef", is), "w", is, "x", List.of(others, Map.of("externalRef", is)));
        var answer = client.execute(document, variables);
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        var event = awaitEvents(eq("entity", GlobalId.encode("Seller", seller))).getFirst();
        assertThat(event.path("action").asString()).isEqualTo("READ");
        assertThat(event.path("detail").asString()).startsWith(BY_PERSONAL_DATA);
        assertThat(event.path("document").asString()).isEqualTo(document);
    }

    private Answer sent(GraphClient caller, String requestId, String document) {
        return caller.send(caller.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", requestId)
                .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(Map.of("query", document)))));
    }

    @Test
    void aCountByPersonalDataIsARead() throws InterruptedException {
        var answer = sent(
                client,
                "count-by-name",
                "{ sellers(filter: {name: {matches: \"shop\"}}) { totalCount { value } } reviewers(filter: {email: {eq: \"x@docket.test\"}}) { nodes { id } } }");
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        assertThat(awaitEvents(eq("requestId", "count-by-name"))
                        .getFirst()
                        .path("detail")
                        .asString())
                .startsWith("ReviewerFilter.email, SellerFilter.name by an operation without a name, document ");
        client.execute(
                "query Left($v: SellerFilter) { sellers(filter: $v) { nodes { id } } }",
                Map.of("v", Map.of("healthPoints", Map.of("lt", 0))));
        writer.write(Instant.now().plusSeconds(61));
        assertThat(rows("select count(*) from audit.audit_event where detail like '%by Left%'"))
                .containsExactly("0");
    }

    /** Docket cannot tell a row of others from none, and must not: both are taken down, for callers who see a part of the rows alone. */
    @Test
    void whatACompanyDoesNotFindIsARefusal() throws InterruptedException {
        rows("insert into vendors.vendor (key, name) values ('finds-nothing', 'A company') returning id");
        rows("""
                insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages)
                select id, 'Its site', 'JP', 'Asia/Tokyo', '{ja}' from vendors.vendor where key = 'finds-nothing' returning id""");
        var reviewer = rows("""
                insert into vendors.reviewer (name, email, role, hired_on, languages, site_id, vendor_id)
                select 'Zoe', 'finds-nothing@docket.test', 'REVIEWER', '2025-01-01', '{en}', id, vendor_id
                from vendors.vendor_site where name = 'Its site' returning id""").getFirst();
        var vendor = client.as(TestTokens.ofWorker(database, UUID.fromString(reviewer)));
        var foreign = GlobalId.encode("Case", UUID.randomUUID());
        assertNotFound(vendor, foreign, "case: none that it may see", "{ case(id: \"%s\") { id } }");
        assertNotFound(vendor, foreign, "node: none that it may see", "{ node(id: \"%s\") { id } }");
        assertNotFound(vendor, foreign, "nodes: none that it may see", "{ nodes(ids: [\"%1$s\", \"%1$s\"]) { id } }");
        assertNotFound(
                vendor,
                foreign,
                "releaseCase: CASE_UNKNOWN",
                "mutation { releaseCase(input: {idempotencyKey: \"none\", case: \"%s\", leaseToken: 1}) { userErrors { code } } }");
        var number = sent(vendor, "no-such-number", "{ caseByNumber(number: 99) { id } }");
        assertThat(number.errors()).as(number.body()).isEmpty();
        assertThat(awaitEvents(eq("requestId", "no-such-number"))
                        .getFirst()
                        .path("detail")
                        .asString())
                .isEqualTo("caseByNumber 99: none that it may see");
        var other = GlobalId.encode("Case", UUID.randomUUID());
        sent(vendor, "two-of-others", "{ nodes(ids: [\"%s\", \"%s\"]) { id } }".formatted(foreign, other));
        assertThat(awaitEvents(eq("requestId", "two-of-others"))
                        .getFirst()
                        .path("detail")
                        .asString())
                .startsWith("nodes: none that it may see, of Case ")
                .contains(", Case ");
        sent(client, "of-the-house", "{ case(id: \"%s\") { id } }".formatted(foreign));
        writer.write(Instant.now().plusSeconds(61));
        assertThat(events(eq("requestId", "of-the-house"))).isEmpty();
    }

    private void assertNotFound(GraphClient caller, String id, String detail, String document)
            throws InterruptedException {
        var requestId = UUID.randomUUID().toString();
        var answer = sent(caller, requestId, document.formatted(id));
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        var event = awaitEvents(eq("requestId", requestId)).getFirst();
        assertThat(event.path("action").asString()).isEqualTo("REFUSED");
        assertThat(event.path("entityId").asString()).isEqualTo(id);
        assertThat(event.path("detail").asString()).isEqualTo(detail);
    }

    @Test
    void onlyWhoHasTheScopeReadsIt() {
        var analyst = client.as(TestTokens.with(database, Scope.TOKENS_READ));
        assertThat(analyst.execute("{ auditEvents { nodes { id } } }").errorCodes())
                .containsExactly("GRAPHQL_VALIDATION_FAILED");
        assertThat(analyst.execute("{ apiTokens { nodes { auditEvents { nodes { id } } } } }")
                        .errorCodes())
                .contains("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void theLatestComeFirstAndPagesGoOn() {
        created("page-1");
        created("page-2");
        var first = client.execute(
                "{ auditEvents(first: 1, filter: {entityType: {eq: \"ApiToken\"}, occurredAt: {gte: \"2020-01-01T00:00:00Z\"}}) { nodes { requestId } pageInfo { endCursor hasNextPage } } }");
        assertThat(first.data("auditEvents/nodes/0/requestId").asString()).isEqualTo("audit-test.page-2");
        var second = client.execute(
                "query ($after: String) { auditEvents(first: 1, after: $after, filter: {entityType: {eq: \"ApiToken\"}, occurredAt: {gte: \"2020-01-01T00:00:00Z\"}}) { nodes { requestId } } }",
                Map.of("after", first.data("auditEvents/pageInfo/endCursor").asString()));
        assertThat(second.data("auditEvents/nodes/0/requestId").asString()).isEqualTo("audit-test.page-1");
    }
}
