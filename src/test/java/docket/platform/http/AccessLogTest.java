package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import docket.access.TestTokens;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** One line per request, with what somebody looks for, and nothing that was sent in confidence. */
@DocketTest
class AccessLogTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(AccessLog.NAME);

    @Autowired
    GraphClient client;

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    @BeforeEach
    void listen() {
        lines.start();
        LOGGER.setLevel(Level.INFO);
        LOGGER.setAdditive(false);
        LOGGER.addAppender(lines);
    }

    @AfterEach
    void leave() {
        LOGGER.detachAppender(lines);
        LOGGER.setAdditive(true);
        LOGGER.setLevel(Level.OFF);
    }

    private List<String> written(int count) throws InterruptedException {
        for (int wait = 0; lines.list.size() < count && wait < 200; wait++) {
            Thread.sleep(10);
        }
        return List.copyOf(lines.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private String line(String request) throws InterruptedException {
        for (int wait = 0; wait < 200; wait++) {
            for (var line : written(0)) {
                if (line.contains("request=" + request)) {
                    return line;
                }
            }
            Thread.sleep(10);
        }
        throw new AssertionError(written(0));
    }

    private void send(String id, String body) {
        client.send(client.request("/graphql")
                .header("Content-Type", "application/json")
                .header("X-Request-Id", id)
                .POST(BodyPublishers.ofString(body)));
    }

    @Test
    void tellsWhatWasAskedAndWhatItCost() throws Exception {
        send("log-1", "{\"query\":\"query Board { policies(first: 2) { nodes { id } } }\"}");
        assertThat(line("log-1"))
                .containsPattern(
                        "^at=\\d{4}-\\S+Z request=log-1 caller=\"token \\w{12}\" method=POST path=/graphql status=200 ms=\\d+\\.\\d{3} bytes=\\d+ operation=Board document=[0-9a-f]{32} cost=\\d requested=4 statements=1 rows=\\d$");
        send("log-2", "{\"query\":\"query Board { policies(first: 2) { nodes { id } } }\"}");
        assertThat(line("log-2").replaceAll(".*document=(\\w+).*", "$1"))
                .isEqualTo(line("log-1").replaceAll(".*document=(\\w+).*", "$1"));
    }

    @Test
    void tellsRefusalsToo() throws Exception {
        send("log-3", "{\"query\":\"query Wrong { nonsense }\"}");
        assertThat(line("log-3")).contains(" status=200 ", " errors=GRAPHQL_VALIDATION_FAILED", " document=");
        send("log-4", "[]");
        assertThat(line("log-4"))
                .contains(" status=400 ", " errors=BAD_REQUEST")
                .doesNotContain("document=");
        send("log-5", "x".repeat(300_000));
        assertThat(line("log-5")).contains(" status=413 ");
        client.send(client.anonymous()
                .request("/graphql")
                .header("X-Request-Id", "log-6")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(line("log-6"))
                .contains(" status=401 ", " errors=UNAUTHENTICATED")
                .doesNotContain("caller=");
        var unknown = TestTokens.unknown();
        client.send(client.as(unknown)
                .request("/graphql")
                .header("X-Request-Id", "log-9")
                .POST(BodyPublishers.ofString("{}")));
        assertThat(line("log-9"))
                .endsWith(" errors=UNAUTHENTICATED refused=\"token %s: unknown\"".formatted(unknown.substring(13, 25)));
        client.send(client.request("/nowhere/at/all").header("X-Request-Id", "log-7"));
        assertThat(line("log-7")).contains(" path=other status=404 ");
    }

    @Test
    void whatIsNoRequestIsWrittenDown() throws Exception {
        RawHttp.send(client, "NONSENSE /a b c HTTP/1.1\r\nHost: x");
        assertThat(written(1)).anyMatch(line -> line.contains("method=other path=other status=400"));
    }

    @Test
    void keepsConfidences() throws Exception {
        var token = client.token();
        client.execute(
                "query Q($v: ID!) { node(id: $v) { id } } # confidential remark", Map.of("v", "confidential-value"));
        client.send(client.request("/graphql?token=" + token).POST(BodyPublishers.ofString("{}")));
        client.send(client.request("/" + token));
        client.execute("query " + token + " { __typename }");
        client.as("docket_staff_nonsense").execute("{ __typename }");
        var all = String.join("\n", written(5));
        assertThat(all.lines()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(all)
                .doesNotContain(token, "confidential", "docket_staff", "Bearer")
                .contains("operation=withheld", "operation=Q");
    }

    @Test
    void anIdThatIsNoneIsReplaced() throws Exception {
        send("a b", "{\"query\":\"query Odd { __typename }\"}");
        send("x".repeat(65), "{\"query\":\"query Odd { __typename }\"}");
        assertThat(written(2))
                .filteredOn(line -> line.contains("operation=Odd"))
                .hasSize(2)
                .allMatch(line -> line.matches(".* request=[0-9a-f-]{36} .*"));
    }

    /** Also one that was cut to the length of an id. */
    @Test
    void anIdThatHoldsATokenIsReplaced() throws Exception {
        var token = client.token();
        for (var id : List.of(
                token.substring(0, 64), "id-" + token.substring(0, 30), "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1In0")) {
            var answer = client.send(client.request("/graphql")
                    .header("Content-Type", "application/json")
                    .header("X-Request-Id", id)
                    .POST(BodyPublishers.ofString("{\"query\":\"query Odder { __typename }\"}")));
            assertThat(answer.headers().firstValue("X-Request-Id"))
                    .hasValueSatisfying(told -> assertThat(told).matches("[0-9a-f-]{36}"));
        }
        assertThat(written(3))
                .filteredOn(line -> line.contains("operation=Odder"))
                .hasSize(3)
                .allMatch(line -> line.matches(".* request=[0-9a-f-]{36} .*"));
    }

    @Test
    void offMeansOff() throws Exception {
        LOGGER.setLevel(Level.OFF);
        send("log-8", "{\"query\":\"{ __typename }\"}");
        Thread.sleep(200);
        assertThat(written(0)).isEmpty();
    }
}
