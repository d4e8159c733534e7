package docket;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.DocketProcess;
import docket.testing.TestPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A server says that it is ready for traffic when it is warm; who asks before that is answered all the same. */
class WarmUpTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void isReadyWhenItIsWarm() throws Exception {
        var database = TestPostgres.database("test_warm_up");
        try (var docket = DocketProcess.start(database.settings("server.port=0", "docket.warm-up=4s"))
                .awaitReady()) {
            var readiness = docket.address() + "/actuator/health/readiness";
            await(readiness, 503);
            assertThat(status(docket.address() + "/actuator/health/liveness")).isEqualTo(200);
            assertThat(docket.ask(TestTokens.administrator(database), "{ __typename }"))
                    .contains("\"Query\"");
            await(readiness, 200);
            assertThat(docket.output()).doesNotContain("ERROR", "the warm-up ended early");
        }
    }

    private void await(String url, int expected) throws Exception {
        var deadline = Instant.now().plus(Duration.ofSeconds(60));
        while (status(url) != expected) {
            assertThat(Instant.now()).as("%s answers %d in time", url, expected).isBefore(deadline);
            Thread.sleep(50);
        }
    }

    private int status(String url) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }
}
