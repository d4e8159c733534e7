package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.RawHttp;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Which pages may ask through somebody's browser. */
@DocketTest
class OriginsTest {
    @Autowired
    GraphClient client;

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080", "http://localhost", "https://127.0.0.1:5173", "http://[::1]:8080"})
    void withoutAListThoseOfThisMachine(String origin) {
        var answer = client.send(query(origin));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEqualTo(Optional.of(origin));
        assertThat(answer.headers().allValues("Vary")).contains("Origin");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Credentials"))
                .isEmpty();
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
    void noPageOfAnotherSite(String origin) {
        var answer = client.send(query(origin));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.errorCodes()).containsExactly("BAD_REQUEST");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
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

    /** The browser asks before it sends a header of ours, and carries no token when it does. */
    @Test
    void tellsTheBrowserWhatMayBeSent() {
        var asked = client.anonymous()
                .request("/graphql")
                .header("Origin", "http://localhost:5173")
                .header("Access-Control-Request-Method", "POST")
                .method("OPTIONS", BodyPublishers.noBody());
        var answer = client.send(asked);
        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
                .contains("Authorization", "Content-Type");
        assertThat(client.send(client.anonymous().request("/graphql").method("OPTIONS", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(401);
    }

    /** A page whose name was made to resolve to this machine asks its own origin; it has no token, and gets nothing but the empty page. */
    @Test
    void ourOwnPagesUnderWhateverName() {
        var head = "GET %s HTTP/1.1\r\nHost: docket.example:8443\r\nOrigin: https://docket.example:8443";
        assertThat(RawHttp.send(client, head.formatted("/graphiql"))).startsWith("HTTP/1.1 200");
        assertThat(RawHttp.send(client, head.formatted("/graphql"))).startsWith("HTTP/1.1 401");
    }

    @Test
    void withAListThoseOnItAlone() throws Exception {
        var origins = new Origins(List.of(" https://Console.example ", ""));
        assertThat(origins.answer(from("https://console.example"), new MockHttpServletResponse()))
                .isFalse();
        assertThat(isRefused(origins, "http://localhost:5173")).isTrue();
        assertThat(isRefused(origins, "https://console.example:8443")).isTrue();
        assertThat(isRefused(origins, "http://console.example")).isTrue();
    }

    private static boolean isRefused(Origins origins, String origin) {
        try {
            origins.answer(from(origin), new MockHttpServletResponse());
            return false;
        } catch (HttpRefusal refusal) {
            return refusal.status() == 403;
        }
    }

    private static MockHttpServletRequest from(String origin) {
        var request = new MockHttpServletRequest("POST", "/graphql");
        request.addHeader("Origin", origin);
        return request;
    }
}
