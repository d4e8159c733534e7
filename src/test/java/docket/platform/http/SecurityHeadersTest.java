package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletResponse;

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

    @Test
    void whatTomcatRefusesHasThemToo() {
        assertThat(RawHttp.send(client, "GET /%zz HTTP/1.1\r\nHost: x"))
                .startsWith("HTTP/1.1 400")
                .contains("X-Content-Type-Options: nosniff", "frame-ancestors 'none'");
    }

    @Test
    void transportSecurityOnlyWhereItIsConfigured() {
        var response = new MockHttpServletResponse();
        new SecurityHeaders(java.time.Duration.ofDays(365)).add(response, "/graphql");
        assertThat(response.getHeader("Strict-Transport-Security")).isEqualTo("max-age=31536000");
    }
}
