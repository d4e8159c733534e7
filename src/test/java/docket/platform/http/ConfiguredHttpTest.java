package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** What is off, or longer, unless it is configured. */
@DocketTest(ownDatabase = true)
@TestPropertySource(
        properties = {
            "docket.http.hsts=365d",
            "docket.limits.staff.body-seconds=1",
            "docket.limits.vendor.body-seconds=1"
        })
class ConfiguredHttpTest {
    private static final String HSTS = "max-age=31536000";

    @Autowired
    GraphClient client;

    @Test
    void everyAnswerTellsToComeByTls() {
        for (var path : new String[] {"/graphql", "/graphiql", "/nowhere"}) {
            var headers = client.send(client.request(path).method("GET", BodyPublishers.noBody()))
                    .headers();
            assertThat(headers.allValues("Strict-Transport-Security")).containsExactly(HSTS);
        }
    }

    @ParameterizedTest
    @MethodSource("docket.platform.http.SecurityHeadersTest#whatTomcatRefuses")
    void soDoesWhatTomcatRefuses(String head) {
        assertThat(RawHttp.send(client, head)).contains("Strict-Transport-Security: " + HSTS);
    }

    @Test
    void aBodyHasAsLongAsIsSaid() {
        var head =
                "POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: 1000"
                        .formatted(client.token());
        var started = System.nanoTime();
        assertThat(RawHttp.send(client, head))
                .startsWith("HTTP/1.1 408")
                .contains("within 1 seconds", "\"limit\":\"body-seconds\"", "\"maximum\":1");
        assertThat((System.nanoTime() - started) / 1e9).isBetween(0.9, 5.0);
    }
}
