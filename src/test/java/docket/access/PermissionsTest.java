package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.platform.request.Scope;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a caller is told that it may do is what the mutations then let it do, in their words. */
@DocketTest(ownDatabase = true)
class PermissionsTest {
    private static final String ASK =
            "query ($id: ID!) { apiToken(id: $id) { viewerCan { rotate { isAllowed reason } revoke { isAllowed reason } } } }";
    private static final String ROTATE =
            "mutation ($input: RotateTokenInput!) { rotateToken(input: $input) { userErrors { message } } }";
    private static final String REVOKE =
            "mutation ($input: RevokeTokenInput!) { revokeToken(input: $input) { userErrors { message } } }";

    @Autowired
    GraphClient administrator;

    @Autowired
    TestDatabase database;

    private static String id(TestDatabase database, String token) throws SQLException {
        var publicId = Objects.requireNonNull(TokenText.parse(token)).publicId();
        var id = OwnRows.strings(database, "select id from access.api_token where public_id = '%s'".formatted(publicId))
                .iterator()
                .next();
        return GlobalId.encode("ApiToken", UUID.fromString(id));
    }

    private static JsonNode can(GraphClient caller, String id) {
        return caller.execute(ASK, Map.of("id", id)).data("apiToken/viewerCan");
    }

    /** Asks first, and then tries. */
    private static void requireTrue(GraphClient caller, String id, boolean rotates, boolean revokes) {
        requireTrue(
                can(caller, id).path("rotate"), rotates, caller, ROTATE, id, "rotateToken", Map.of("overlap", "PT1H"));
        requireTrue(
                can(caller, id).path("revoke"), revokes, caller, REVOKE, id, "revokeToken", Map.of("reason", "a test"));
    }

    private static void requireTrue(
            JsonNode told,
            boolean expected,
            GraphClient caller,
            String mutation,
            String id,
            String field,
            Map<String, Object> more) {
        assertThat(told.path("isAllowed").asBoolean())
                .as("%s of %s", field, told)
                .isEqualTo(expected);
        var input = new HashMap<>(more);
        input.put("id", id);
        input.put("idempotencyKey", UUID.randomUUID().toString());
        var errors = caller.execute(mutation, Map.of("input", input)).data(field + "/userErrors");
        if (expected) {
            assertThat(told.path("reason").isNull()).isTrue();
            assertThat(errors.size()).as(errors.toString()).isZero();
        } else {
            assertThat(errors.at("/0/message").asString())
                    .isEqualTo(told.path("reason").asString());
        }
    }

    @Test
    void anAdministratorIsToldWhatTheMutationsSay() throws Exception {
        var reviewers = id(database, TestTokens.reviewer(database));
        requireTrue(administrator, reviewers, true, true);
        requireTrue(administrator, reviewers, false, false);

        var rotated = id(database, TestTokens.reviewer(database));
        assertThat(administrator
                        .execute(
                                ROTATE,
                                Map.of("input", Map.of("id", rotated, "idempotencyKey", "once", "overlap", "PT1H")))
                        .data("rotateToken/userErrors")
                        .size())
                .isZero();
        requireTrue(administrator, rotated, false, true);
    }

    @Test
    void whoeverMayLessIsToldWhatIsBeyondIt() throws Exception {
        var keeper = administrator.as(TestTokens.of(database, Scope.TOKENS_READ, Scope.TOKENS_WRITE, Scope.CASES_READ));
        requireTrue(keeper, id(database, TestTokens.of(database, Scope.CASES_READ)), true, true);
        requireTrue(keeper, id(database, TestTokens.reviewer(database)), false, true);
        assertThat(keeper.execute("{ viewer { viewerCan { createToken { isAllowed reason } } } }")
                        .data("viewer/viewerCan/createToken")
                        .toString())
                .isEqualTo("{\"isAllowed\":true,\"reason\":null}");
    }

    @Test
    void whoeverOnlyReadsIsToldWhatIsMissing() throws Exception {
        var reader = administrator.as(TestTokens.of(database, Scope.TOKENS_READ));
        var can = can(reader, id(database, TestTokens.reviewer(database)));
        for (var what : List.of("rotate", "revoke")) {
            assertThat(can.path(what).path("isAllowed").asBoolean()).isFalse();
            assertThat(can.path(what).path("reason").asString()).contains("TOKENS_WRITE", "administrator");
        }
        assertThat(reader.execute("{ viewer { viewerCan { createToken { isAllowed } } } }")
                        .data("viewer/viewerCan/createToken/isAllowed")
                        .asBoolean())
                .isFalse();
        assertThat(reader.execute("{ __schema { mutationType { name } } }")
                        .data("__schema/mutationType")
                        .isNull())
                .isTrue();
    }

    @Test
    void forOthersThereIsNothingToBeTold() {
        for (var token : List.of(
                TestTokens.of(database, Role.ANALYST),
                TestTokens.ofSomeVendor(database, null),
                TestTokens.of(database, Role.QA_AUDITOR))) {
            var answer = administrator.as(token).execute("{ viewer { viewerCan { createToken { isAllowed } } } }");
            assertThat(answer.errors().size()).isEqualTo(1);
            assertThat(answer.body()).doesNotContain("TOKENS_WRITE", "Did you mean");
        }
    }

    @Test
    void aPageOfTokensTakesNoMoreStatementsThanOneToken() {
        for (var n = 0; n < 5; n++) {
            TestTokens.reviewer(database);
        }
        var document =
                "query ($first: Int!) { apiTokens(first: $first) { nodes { id viewerCan { rotate { isAllowed } revoke { isAllowed } } } } }";
        var one = administrator.explain(document, Map.of("first", 1)).statements();
        var many = administrator.explain(document, Map.of("first", 6)).statements();
        assertThat(many).hasSameSizeAs(one).hasSizeLessThan(4);
        var revoke = administrator.explain(
                "{ apiTokens(first: 6) { nodes { viewerCan { revoke { isAllowed } } } } }", Map.of());
        assertThat(revoke.statements()).hasSize(1);
    }
}
