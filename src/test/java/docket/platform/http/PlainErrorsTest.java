package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Outside of GraphQL, whoever refuses, the answer has one form. */
@DocketTest
class PlainErrorsTest {
    @Autowired
    GraphClient client;

    @ParameterizedTest
    @CsvSource({
        "GET, /nowhere, 404",
        "GET, /error, 404",
        "POST, /error, 404",
        "GET, /graphql/below, 404",
        "GET, /imports/statements, 405",
        "DELETE, /actuator/health, 405",
        "POST, /graphiql, 405",
        "GET, /graphql, 405"
    })
    void areJson(String method, String path, int status) {
        var request = client.request(path)
                .header("Accept", "text/html,*/*")
                .header("X-Request-Id", "plain-1")
                .method(method, BodyPublishers.noBody());
        var answer = client.send(request);
        assertThat(answer.status()).isEqualTo(status);
        assertRefusal(answer);
    }

    private static void assertRefusal(Answer answer) {
        assertThat(answer.headers().firstValue("Content-Type"))
                .isEqualTo(Optional.of("application/json;charset=UTF-8"));
        assertThat(answer.headers().firstValue("X-Request-Id")).isEqualTo(Optional.of("plain-1"));
        assertThat(answer.errorCodes()).containsExactly("BAD_REQUEST");
        assertThat(answer.at("errors/0/extensions/requestId").asString()).isEqualTo("plain-1");
        assertThat(answer.at("errors/0/message").asString()).isNotBlank();
        assertThat(answer.json().propertyNames()).containsExactly("errors");
    }

    @Test
    void nameTheMethodsThatAreTaken() {
        var answer = client.send(client.request("/imports/statements").GET());
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("PUT", "POST");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1\r\nHost: localhost",
                "GET /{} HTTP/1.1\r\nHost: localhost",
                "GET / HTTP/1.1\r\nHost: a b",
                "GET / HTTP/1.1",
                "GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: x",
                "GET /..;/graphql/%2e%2e HTTP/1.1\r\nHost: localhost",
                "GET /graphql/%2f HTTP/1.1\r\nHost: localhost"
            })
    void areNoPageOfTheContainer(String head) {
        assertThat(RawHttp.send(client, head))
                .startsWith("HTTP/1.1 4")
                .doesNotContainIgnoringCase("<html")
                .doesNotContain("Tomcat", "timestamp", "Exception");
    }

    @Test
    void areJsonBeforeAnyServletToo() {
        assertThat(RawHttp.send(client, "GET /graphql/%2f HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: raw-1"))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"BAD_REQUEST\"", "\"requestId\":\"raw-1\"");
    }
}
