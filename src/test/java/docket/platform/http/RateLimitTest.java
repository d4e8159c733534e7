package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What a caller may spend, and what it is told when that is used up. */
@DocketTest(ownDatabase = true)
@TestPropertySource(
        properties = {
            "docket.limits.staff.cost-per-second=500",
            "docket.limits.staff.cost-bucket=10000",
            "docket.limits.vendor.cost-per-second=50",
            "docket.limits.vendor.cost-bucket=1000"
        })
class RateLimitTest {
    /** 1 for the request, 1 for the connection, 100 for its rows. */
    private static final String HUNDRED = "{ policies(first: 100) { nodes { id } } }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private docket.testing.Answer costed(GraphClient asking, String document) {
        return asking.send(asking.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Docket-Cost", "1")
                .POST(BodyPublishers.ofString("{\"query\":\"%s\"}".formatted(document))));
    }

    @Test
    void aVendorSpendsItsBucketAndWaits() {
        var vendor = client.as(TestTokens.ofSomeVendor(database, null));
        var answer = vendor.execute(HUNDRED);
        // The list is empty, so that all but two points of each request come back: what is asked for counts as long as
        // it is not known.
        for (int request = 0; request < 600 && answer.status() == 200; request++) {
            answer = vendor.execute(HUNDRED);
        }
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.errorCodes()).containsExactly("RATE_LIMITED");
        assertThat(answer.json().has("data")).isFalse();
        assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[123]");
        var extensions = answer.at("errors/0/extensions");
        assertThat(extensions.path("limit").asString()).isEqualTo("cost-per-second");
        assertThat(extensions.path("value").asInt()).isEqualTo(101);
        assertThat(extensions.path("maximum").asInt()).isEqualTo(1_000);
        assertThat(extensions.path("remaining").asInt()).isBetween(0, 100);
        assertThat(extensions.path("perSecond").asInt()).isEqualTo(50);
        assertThat(extensions.path("retryAfterMs").asInt()).isBetween(1, 2_100);
        assertThat(client.execute(HUNDRED).errors())
                .as("another caller is not concerned")
                .isEmpty();
    }

    @Test
    void theOlderMediaTypeSaysItInTheBody() {
        var vendor = client.as(TestTokens.ofSomeVendor(database, 1));
        var answer = costed(vendor, "{ viewer { name } }");
        for (int request = 0; request < 2_000 && answer.errors().isEmpty(); request++) {
            answer = costed(vendor, "{ viewer { name } }");
        }
        assertThat(answer.errorCodes()).containsExactly("RATE_LIMITED");
        assertThat(answer.status()).isEqualTo(200);
    }

    @Test
    void tellsTheCostToWhoeverAsks() {
        var cost = costed(client.as(TestTokens.ofSomeVendor(database, null)), HUNDRED)
                .at("extensions/cost");
        assertThat(cost.path("requested").asInt()).isEqualTo(102);
        assertThat(cost.path("actual").asInt()).isEqualTo(2);
        assertThat(cost.path("remaining").asInt()).isBetween(990, 1_000);
        assertThat(client.execute(HUNDRED).at("extensions").isMissingNode()).isTrue();
    }

    @Test
    void dearFieldsCostMore() {
        assertThat(requested("{ __typename }")).isEqualTo(1);
        assertThat(requested("{ viewer { name } }")).isEqualTo(2);
        assertThat(requested("{ policies(last: 3) { nodes { id } pageInfo { hasNextPage } } }"))
                .isEqualTo(1 + 1 + 3 + 1);
        assertThat(requested("{ policies(first: 3) { totalCount { value } } }")).isEqualTo(1 + 1 + 10);
        assertThat(requested("{ searchPolicies(text: \\\"x\\\", first: 4) { __typename } }"))
                .isEqualTo(1 + 50 + 4);
        assertThat(requested("{ metric(key: BACKLOG) { rows { value } } }")).isEqualTo(1 + 100 + 1 + 50);
        assertThat(requested("{ nodes(ids: []) { id } }")).isEqualTo(2);
        assertThat(requested("{ cases(first: 10) { nodes { decisions(first: 5) { nodes { actions { id } } } } } }"))
                .isEqualTo(1 + 1 + 10 + 10 + 50 + 250);
        assertThat(requested("{ __schema { queryType { name } } }")).isEqualTo(1 + 50);
    }

    private int requested(String document) {
        var answer = costed(client, document);
        assertThat(answer.at("extensions/cost/requested").isMissingNode())
                .as(answer.body())
                .isFalse();
        return answer.at("extensions/cost/requested").asInt();
    }

    @Test
    void aTokenMayHaveARateOfItsOwn() {
        var rich = client.as(TestTokens.administrator(database.dataSource(), 1_000_000));
        for (int request = 0; request < 50; request++) {
            assertThat(rich.execute("{ nodes(ids: []) { id } }").errors()).isEmpty();
        }
        assertThat(costed(rich, "{ __typename }")
                        .at("extensions/cost/remaining")
                        .asLong())
                .isGreaterThan(10_000_000);
    }

    /** What is refused had to be read. */
    @Test
    void refusedDocumentsCostTenPoints() {
        var vendor = client.as(TestTokens.ofSomeVendor(database, 1));
        for (int request = 0; request < 99; request++) {
            assertThat(vendor.execute("{ nonsense }").errorCodes()).containsExactly("GRAPHQL_VALIDATION_FAILED");
        }
        assertThat(remaining(vendor)).isLessThan(15);
    }

    /** So do bodies that are no operation. */
    @Test
    void refusedBodiesCostTenPoints() {
        var vendor = client.as(TestTokens.ofSomeVendor(database, 1));
        for (int request = 0; request < 99; request++) {
            assertThat(posted(vendor, "{").status()).isEqualTo(400);
        }
        assertThat(remaining(vendor)).isLessThan(15);
    }

    /** What is sent in a variable is not in the cost of the operation, and is read whether or not somebody uses it. */
    @Test
    void eachKibibyteOfABodyCostsAPoint() {
        var vendor = client.as(TestTokens.ofSomeVendor(database, 1));
        var answer = posted(
                vendor,
                "{\"query\":\"{ __typename }\",\"variables\":{\"x\":\"%s\"}}".formatted("x".repeat(200 * 1024)));
        assertThat(answer.errors()).isEmpty();
        assertThat(remaining(vendor)).isBetween(1_000 - 200 - 5, 1_000 - 200 + 5);
    }

    @Test
    void nothingIsReadForAnEmptyAccount() {
        var vendor = client.as(TestTokens.ofSomeVendor(database, 1));
        for (int request = 0; request < 4; request++) {
            assertThat(posted(vendor, "x".repeat(250 * 1024)).status()).isEqualTo(400);
        }
        var answer = posted(vendor, "x".repeat(250 * 1024));
        assertThat(answer.status()).as(answer.body()).isEqualTo(429);
        assertThat(answer.errorCodes()).containsExactly("RATE_LIMITED");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    private static docket.testing.Answer posted(GraphClient asking, String body) {
        return asking.send(asking.request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", MediaTypes.GRAPHQL)
                .POST(BodyPublishers.ofString(body)));
    }

    private int remaining(GraphClient asking) {
        return costed(asking, "{ __typename }").at("extensions/cost/remaining").asInt();
    }

    @Test
    void refusesWhatCostsMoreThanAllowed() {
        var answer = client.execute("{ cases(first: 100) { nodes { decisions(first: 100) { nodes { id } } } } }");
        assertThat(answer.errorCodes()).containsExactly("COST_LIMIT");
        assertThat(answer.at("errors/0/extensions/limit").asString()).isEqualTo("cost");
        assertThat(answer.at("errors/0/extensions/value").asInt()).isEqualTo(10_202);
        assertThat(answer.at("errors/0/extensions/maximum").asInt()).isEqualTo(5_000);
        assertThat(answer.at("errors/0/message").asString()).contains("of them 'cases' 10201");
        var many = client.execute("{ %s }"
                .formatted(IntStream.range(0, 12)
                        .mapToObj(
                                "s%1$d: cases(first: 20) { nodes { decisions(first: 20) { nodes { id } } } }"
                                        ::formatted)
                        .collect(Collectors.joining(" "))));
        assertThat(many.errorCodes()).containsExactly("COST_LIMIT");
        assertThat(many.at("errors/0/message").asString()).contains("of them 's0' 441", "fewer root fields");
    }

    /** Which limit, the value, the maximum, and how to come under it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            query ($ids: [ID!]!) { nodes(ids: $ids) { id } }                           | ids            | 101 | 100
            query ($ids: [ID!]) { cases(first: 1, filter: {queue: {in: $ids}}) { nodes { id } } } | filter.queue.in | 101 | 100
            query ($text: String!) { searchPolicies(text: $text) { __typename } }      | text           | 201 | 200
            { metric(key: BACKLOG, by: [WEEK], window: {from: "2024-01-01", until: "2026-01-01"}) { __typename } } | window.until | 731 | 370
            { cases(first: 101) { nodes { id } } }                                     | first          | 101 | 100
            """)
    void whatIsTooMuchOfAnArgumentIsTold(String document, String limit, int value, int maximum) {
        var ids = Collections.nCopies(101, "x");
        var answer = client.execute(document, Map.of("ids", ids, "text", "x".repeat(201)));
        assertThat(answer.errorCodes()).as(answer.body()).containsExactly("BAD_USER_INPUT");
        var extensions = answer.at("errors/0/extensions");
        assertThat(extensions.path("limit").asString()).isEqualTo(limit);
        assertThat(extensions.path("argument").asString()).isEqualTo(limit);
        assertThat(extensions.path("value").asInt()).isEqualTo(value);
        assertThat(extensions.path("maximum").asInt()).isEqualTo(maximum);
        assertThat(answer.at("errors/0/message").asString()).contains(": ");
    }

    @Test
    void aBodyThatIsTooLargeIsToldItsSize() {
        var answer = client.send(client.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("x".repeat(300_000))));
        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.at("errors/0/extensions/value").asInt()).isEqualTo(300_000);
        assertThat(answer.at("errors/0/message").asString()).contains("not 300000: ");
    }
}
