package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What browsers are told about each answer. */
@DocketTest
class SecurityHeadersTest {
    @Autowired
    GraphClient client;

    @ParameterizedTest
    @CsvSource({
        "POST, /graphql",
        "GET, /graphql",
        "GET, /nowhere",
        "PUT, /imports/statements",
        "GET, /actuator/health",
        "GET, /error"
    })
    void dataIsNeitherRunNorFramedNorKept(String method, String path) {
        for (var asking : new GraphClient[] {client, client.anonymous()}) {
            var headers = asking.send(asking.request(path).method(method, BodyPublishers.noBody()))
                    .headers();
            assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
            assertThat(headers.allValues("Referrer-Policy")).containsExactly("no-referrer");
            assertThat(headers.allValues("Content-Security-Policy"))
                    .containsExactly("default-src 'none'; frame-ancestors 'none'");
            assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
            assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void thePageRunsItsOwnScriptsAlone() {
        var headers = client.send(client.request("/graphiql")).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'", "frame-ancestors 'none'", "object-src 'none'", "base-uri 'none'")
                .doesNotContain("unsafe-eval", "script-src");
        assertThat(headers.allValues("X-Content-Type-Options")).containsExactly("nosniff");
    }

    /** Some before there is a request, some before any servlet sees it. */
    static Stream<String> whatTomcatRefuses() {
        return Stream.of(
                "GET /%zz HTTP/1.1\r\nHost: x",
                "GET",
                "G@T / HTTP/1.1\r\nHost: x",
                "GET / HTTP/9.9\r\nHost: x",
                "GET / HTTP/1.1\r\nHost: a b",
                "GET / HTTP/1.1",
                "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x",
                "GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(20_000),
                "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1",
                "POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: no",
                "GET / HTTP/1.1\r\nHost: x\r\nbroken header: x");
    }

    @ParameterizedTest
    @MethodSource("whatTomcatRefuses")
    void whatTomcatRefusesHasThemToo(String head) {
        var answer = RawHttp.send(client, head);
        assertThat(answer)
                .matches("(?s)HTTP/1.1 [45]\\d\\d.*")
                .contains(
                        "X-Content-Type-Options: nosniff",
                        "Referrer-Policy: no-referrer",
                        "frame-ancestors 'none'",
                        "Cache-Control: no-store")
                .doesNotContain("Strict-Transport-Security");
        assertThat(answer.split("X-Content-Type-Options")).hasSize(2);
    }
}
