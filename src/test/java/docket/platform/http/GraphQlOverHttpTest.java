package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The endpoint as the GraphQL-over-HTTP specification describes it. */
@DocketTest
class GraphQlOverHttpTest {
    private static final String GRAPHQL = "application/graphql-response+json";
    private static final String QUERY = "{\"query\":\"{ __typename }\"}";

    @Autowired
    GraphClient client;

    private HttpRequest.Builder post(String body) {
        return client.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private Answer send(String body) {
        return client.send(post(body).header("Accept", GRAPHQL));
    }

    private static String type(Answer answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            -                                                      | application/json
            */*                                                    | application/json
            application/json                                       | application/json
            application/*                                          | application/json
            application/graphql-response+json                      | application/graphql-response+json
            application/graphql-response+json, application/json    | application/graphql-response+json
            application/json;q=0.9, application/graphql-response+json;q=0.5 | application/json
            application/graphql-response+json; charset=utf-8       | application/graphql-response+json
            text/html, application/json                            | application/json
            application/graphql-response+json;q=0, application/json | application/json
            """)
    void answersInTheTypeAccepted(String accept, String type) {
        var request = post(QUERY);
        if (accept != null) {
            request.header("Accept", accept);
        }
        var answer = client.send(request);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(type(answer)).isEqualTo(type + ";charset=UTF-8");
        assertThat(answer.body()).isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/xml", "text/html", "application/json;q=0", "nonsense"})
    void refusesToAnswerInAnotherType(String accept) {
        var answer = client.send(post(QUERY).header("Accept", accept));
        assertThat(answer.status()).isEqualTo(406);
        assertRefusal(answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/plain",
                "application/graphql",
                "application/x-www-form-urlencoded",
                "application/json; charset=utf-16",
                "nonsense"
            })
    void refusesAnotherTypeOfBody(String type) {
        var answer = client.send(
                client.request("/graphql").header("Content-Type", type).POST(BodyPublishers.ofString(QUERY)));
        assertThat(answer.status()).isEqualTo(415);
        assertRefusal(answer);
    }

    @Test
    void refusesABodyWithoutTypeAndACompressedOne() {
        assertThat(client.send(client.request("/graphql").POST(BodyPublishers.ofString(QUERY)))
                        .status())
                .isEqualTo(415);
        assertThat(client.send(post(QUERY).header("Content-Encoding", "gzip")).status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"})
    void takesNothingButPost(String method) {
        var answer =
                client.send(client.request("/graphql?query=%7B__typename%7D").method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.headers().firstValue("Allow")).isEqualTo(Optional.of("POST"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"query\"",
                "null",
                "\"text\"",
                "7",
                "[]",
                "[{\"query\":\"{ __typename }\"}]",
                "{}",
                "{\"query\":null}",
                "{\"query\":\"\"}",
                "{\"query\":7}",
                "{\"query\":true}",
                "{\"query\":{}}",
                "{\"query\":[\"{ __typename }\"]}",
                "{\"query\":\"{ __typename }\",\"operationName\":7}",
                "{\"query\":\"{ __typename }\",\"operationName\":{}}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"variables\":\"{}\"}",
                "{\"query\":\"{ __typename }\",\"variables\":7}",
                "{\"query\":\"{ __typename }\",\"extensions\":\"x\"}",
                "{\"query\":\"{ __typename }\",\"query\":\"{ x }\"}",
                "{\"query\":\"{ __typename }\"} trailing",
                "{'query':'{ __typename }'}",
                "{\"query\":\"{ __typename }\",}",
                "\u0000",
                "{\"query\":\"{ __typename \u0000}\"}"
            })
    void refusesABodyThatIsNoRequest(String body) {
        var answer = send(body);
        assertThat(answer.status()).isEqualTo(400);
        assertRefusal(answer);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            ``                                                  | The body is empty
            {"query":"{ __typename }","query":"{ x }"}          | An object in the body has one member twice, at line 1, column
            {"query":"{ __typename }","variables":{"a":1,"a":2}} | An object in the body has one member twice, at line 1, column
            {"query":"{ __typename }"} more                     | Text stands behind the end of the JSON value in the body
            {"query":"{ __typename }"}{}                        | Text stands behind the end of the JSON value in the body
            {"query":"{ __typename }"}}                         | Text stands behind the end of the JSON value in the body
            {"query":{ __typename }}                            | The body is not JSON, at line 1, column
            {"query":"{ __typename                              | The body is not JSON, at line 1, column
            """)
    void saysWhatIsWrongWithTheBody(String body, String message) {
        var answer = send(body);
        assertRefusal(answer);
        assertThat(answer.at("errors/0/message").asString()).startsWith(message);
    }

    @Test
    void saysWhichIdIsNone() {
        var answer = client.execute(
                "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }",
                Map.of("ids", List.of(GlobalId.encode("Case", new UUID(1, 1)), "foo", "bar")));
        assertThat(answer.errorCodes()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.at("errors/0/extensions/argument").asString()).isEqualTo("ids.1");
        assertThat(answer.at("errors/0/message").asString()).startsWith("'ids.1' is not an id of this graph");
    }

    /** What is no GraphQL response does not carry its media type. */
    private static void assertRefusal(Answer answer) {
        assertThat(type(answer)).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.errorCodes()).containsExactly("BAD_REQUEST");
        assertThat(answer.at("errors/0/extensions/requestId").asString()).isNotEmpty();
        assertThat(answer.json().has("data")).isFalse();
        assertNothingLeaks(answer);
    }

    static void assertNothingLeaks(Answer answer) {
        assertThat(answer.body())
                .doesNotContainPattern(
                        "(?i)exception|docket\\.|java\\.|graphql\\.|jackson|org\\.|\\bat [a-z]+\\.|select |Value\\{|WrongType|@\\[");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"query\":\"{ __typename }\",\"operationName\":null,\"variables\":null,\"extensions\":null}",
                "{\"query\":\"{ __typename }\",\"operationName\":\"\"}",
                "{\"query\":\"query A { __typename } query B { b: __typename }\",\"operationName\":\"A\"}",
                "{\"query\":\"{ __typename }\",\"variables\":{\"unused\":1},\"extensions\":{\"x\":1},\"more\":[1]}",
                "\uFEFF{\"query\":\"{ __typename }\"}"
            })
    void takesWhatTheSpecificationAllows(String body) {
        assertThat(send(body).data("__typename").asString()).isEqualTo("Query");
    }

    @Test
    void refusesAValidRequestForAnInvalidDocumentByStatusInTheNewTypeAlone() {
        for (var document :
                List.of("{", "{ nonsense }", "mutation { x }", "query A { __typename } query B { __typename }")) {
            var body = "{\"query\":\"%s\"}".formatted(document);
            var answer = send(body);
            assertThat(answer.status()).as(document).isEqualTo(400);
            assertThat(type(answer)).startsWith(GRAPHQL);
            assertThat(answer.json().has("data")).isFalse();
            assertNothingLeaks(answer);
            assertThat(client.send(post(body).header("Accept", "application/json"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void answersAPartialSuccessWith200() {
        var answer = send("{\"query\":\"{ a: __typename seller(id: \\\"nonsense\\\") { id } }\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("data").toString()).isEqualTo("{\"a\":\"Query\",\"seller\":null}");
        assertThat(answer.errorCodes()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.at("errors/0/path").toString()).isEqualTo("[\"seller\"]");
    }

    @Test
    void refusesALargeBodyWithoutReadingItAll() {
        var large = "{\"query\":\"{ __typename }\",\"x\":\"" + "x".repeat(20 * 1024 * 1024) + "\"}";
        assertThat(client.send(post(large).header("Accept", GRAPHQL)).status()).isEqualTo(413);
        var chunked = client.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.fromPublisher(
                        BodyPublishers.ofByteArray(large.substring(0, 400_000).getBytes(StandardCharsets.UTF_8))));
        var answer = client.send(chunked);
        assertThat(answer.status()).isEqualTo(413);
        assertRefusal(answer);
    }

    @Test
    void refusesJsonThatIsDeeplyNested() {
        var deep = send("[".repeat(100_000));
        assertRefusal(deep);
        assertThat(deep.at("errors/0/message").asString()).isEqualTo("The body is nested more than 50 levels deep");
        assertRefusal(send(
                "{\"query\":\"{ __typename }\",\"variables\":" + "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_001)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "x\\udfff\\ud800", "\\ud83d\\ude00\\ude00"})
    void refusesHalvesOfSurrogatePairs(String text) {
        var body =
                "{\"query\":\"{ __typename }\",\"operationName\":null,\"variables\":{\"x\":[\"%s\"]}}".formatted(text);
        assertRefusal(send(body));
        assertRefusal(send(body.replace("null", "\"" + text + "\"")));
    }

    @Test
    void takesNullCharactersForWhatTheyAre() {
        var document =
                "query($x: ID!, $s: String) { seller(id: $x) { id } sellers(filter: {externalRef: {eq: $s}}) { nodes { id } } }";
        var answer =
                send("{\"query\":\"%s\",\"variables\":{\"x\":\"a\\u0000\",\"s\":\"a\\u0000b\"}}".formatted(document));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.errorCodes()).containsExactly("BAD_USER_INPUT", "BAD_USER_INPUT");
        assertThat(send("{\"query\":\"%s\",\"variables\":{\"x\":\"\\ud83d\\ude00\"}}".formatted(document))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesBytesThatAreNotUtf8() {
        var bytes = "{\"query\":\"{ __typename }\",\"x\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);
        var latin = client.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(bytes));
        assertThat(client.send(latin).status()).isEqualTo(400);
        assertThat(client.send(latin).at("errors/0/message").asString()).isEqualTo("The body is not UTF-8");
        var wide = client.request("/graphql")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(QUERY.getBytes(StandardCharsets.UTF_16)));
        assertThat(client.send(wide).status()).isEqualTo(400);
    }

    @Test
    void echoesTheRequestIdWhenItIsOne() {
        var named = client.send(post("{\"query\":\"{ x }\"}").header("X-Request-Id", "console-7.a_b"));
        assertThat(named.headers().firstValue("X-Request-Id")).isEqualTo(Optional.of("console-7.a_b"));
        assertThat(named.at("errors/0/extensions/requestId").asString()).isEqualTo("console-7.a_b");
        var forged = client.send(post(QUERY).header("X-Request-Id", "a b <script>"));
        assertThat(forged.headers().firstValue("X-Request-Id").orElse("")).matches("[0-9a-f-]{36}");
    }

    @Test
    void explainsOnlyWhenAsked() {
        var document = "{\"query\":\"{ sellers(first: 1) { nodes { id } totalCount { value } } }\"}";
        assertThat(send(document).json().has("extensions")).isFalse();
        var explained = client.send(post(document).header("X-Docket-Explain", "1"));
        assertThat(explained.statements()).hasSize(2);
        assertThat(explained.at("extensions/explain/cost").asInt()).isPositive();
        assertThat(explained.at("extensions/explain/phases").has("execute")).isTrue();
        assertThat(explained.at("extensions/explain/statements/0/connection").asInt())
                .isEqualTo(explained
                        .at("extensions/explain/statements/1/connection")
                        .asInt());
    }
}
