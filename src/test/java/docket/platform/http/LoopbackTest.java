package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Pages of other sites reach the server through the browser of whoever runs it; they get nothing. */
@DocketTest
class LoopbackTest {
    @Autowired
    GraphClient client;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:1", "[::1]:8080", "127.0.0.2"})
    void answersUnderTheNamesOfThisMachine(String host) {
        assertThat(get("/actuator/health", host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example",
                "evil.example:8080",
                "localhost.evil.example",
                "127.0.0.1.evil.example",
                "192.168.0.7",
                "0.0.0.0"
            })
    void answersUnderNoOtherName(String host) {
        for (var path : new String[] {"/graphql", "/graphiql", "/actuator/health", "/imports/statements", "/nowhere"}) {
            assertThat(get(path, host))
                    .as(path)
                    .startsWith("HTTP/1.1 421")
                    .containsIgnoringCase("Content-Type: application/json")
                    .contains("\"code\":\"BAD_REQUEST\"", "\"requestId\":\"raw-1\"", "localhost");
        }
    }

    private String get(String path, String host) {
        return RawHttp.send(client, "GET %s HTTP/1.1\r\nHost: %s\r\nX-Request-Id: raw-1".formatted(path, host));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://localhost", "https://127.0.0.1:5173", "http://[::1]:8080"})
    void answersPagesOfThisMachine(String origin) {
        assertThat(client.send(query(origin)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://evil.example",
                "https://localhost.evil.example",
                "http://localhost@evil.example",
                "http://evil.example/http://localhost",
                "null",
                "file://"
            })
    void answersNoPageOfAnotherSite(String origin) {
        var answer = client.send(query(origin));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCodes()).containsExactly("BAD_REQUEST");
        var upload = client.request("/imports/statements").header("Origin", origin);
        assertThat(client.send(upload.PUT(BodyPublishers.ofString("uuid"))).status())
                .isEqualTo(403);
    }

    private HttpRequest.Builder query(String origin) {
        return client.request("/graphql")
                .header("Origin", origin)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"));
    }
}
