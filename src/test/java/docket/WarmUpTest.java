package docket;

import static org.assertj.core.api.Assertions.assertThat;

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
        try (var docket = DocketProcess.start(
                        "server.port=0",
                        "docket.warm-up=4s",
                        "spring.datasource.url=" + database.url(),
                        "spring.datasource.username=" + database.user(),
                        "spring.datasource.password=" + database.password())
                .awaitReady()) {
            var readiness = docket.address() + "/actuator/health/readiness";
            await(readiness, 503);
            assertThat(status(docket.address() + "/actuator/health/liveness")).isEqualTo(200);
            assertThat(answer(docket.address() + "/graphql")).contains("\"Query\"");
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

    private String answer(String url) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __typename }\"}"))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }
}
