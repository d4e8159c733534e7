package docket.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;

/** Single requests, to look at answers. */
final class Http {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Http() {}

    /** @param explain whether Docket is to tell its statements */
    static JsonNode post(Server server, String body, boolean explain) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(server.url())
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json, application/json;q=0.9")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (server.token() != null) {
            request.header("Authorization", "Bearer " + server.token());
        }
        if (explain) {
            request.header("X-Docket-Explain", "1");
        }
        var response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("%d: %s".formatted(response.statusCode(), response.body()));
        }
        return Json.read(response.body());
    }
}
