package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** How much may come back, and whose limits hold. */
@DocketTest(ownDatabase = true, demoCases = 500)
@TestPropertySource(
        properties = {
            "docket.limits.staff.answer-bytes=10000",
            "docket.limits.staff.rows=60",
            "docket.limits.vendor.answer-bytes=1000",
            "docket.http.graphiql=false"
        })
class AnswerLimitsTest {
    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private static void assertLimit(Answer answer, String limit, int maximum) {
        assertThat(answer.errorCodes()).as(answer.body()).containsExactly("COST_LIMIT");
        var extensions = answer.at("errors/0/extensions");
        assertThat(extensions.path("limit").asString()).isEqualTo(limit);
        assertThat(extensions.path("maximum").asInt()).isEqualTo(maximum);
        assertThat(extensions.path("value").asInt()).isGreaterThan(maximum);
    }

    @Test
    void anAnswerThatIsTooLargeIsNotSent() {
        var wide =
                "{ cases(first: 50) { nodes { id number state receivedAt dueAt title: number domain severity a: id b: id c: id d: id e: id } } }";
        var answer = client.execute(wide);
        assertLimit(answer, "answer", 10_000);
        assertThat(answer.at("data").isNull()).isTrue();
        assertThat(answer.body().length()).isLessThan(1_000);
        assertThat(client.execute(wide.replace("50", "5")).errors()).isEmpty();
    }

    @Test
    void rowsAreCountedOverAllStatements() {
        assertThat(client.execute("{ cases(first: 50) { nodes { id } } }").errors())
                .isEmpty();
        assertLimit(
                client.execute("{ cases(first: 40) { nodes { id } } queues(first: 30) { nodes { id } } }"), "rows", 60);
    }

    /** The same text, known already, for a caller of another class. */
    @Test
    void whatIsKeptOfADocumentForOneClassDoesNotHoldForAnother() {
        var twelve = "{ " + "__typename ".repeat(12) + "}";
        assertThat(client.execute(twelve).errors()).isEmpty();
        var vendor = client.as(TestTokens.ofSomeVendor(database, null));
        var refused = vendor.execute(twelve);
        assertThat(refused.errorCodes()).containsExactly("ALIAS_LIMIT");
        assertThat(refused.at("errors/0/extensions/maximum").asInt()).isEqualTo(10);
        assertThat(client.execute(twelve).errors()).isEmpty();
        assertLimit(vendor.execute("{ __schema { types { name description } } }"), "answer", 1_000);
    }

    @Test
    void thePageForPeopleCanBeLeftOut() {
        for (var path : new String[] {"/graphiql", "/graphiql/page.js", "/graphiql/index.html", "/"}) {
            var answer = client.send(client.anonymous().request(path));
            assertThat(answer.status()).as(path).isEqualTo(404);
            assertThat(answer.body()).doesNotContainIgnoringCase("graphiql");
        }
    }
}
