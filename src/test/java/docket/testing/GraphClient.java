package docket.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running application over HTTP, as a console does. */
public final class GraphClient {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Environment environment;

    GraphClient(Environment environment) {
        this.environment = environment;
    }

    public Answer execute(String document) {
        return execute(document, Map.of());
    }

    public Answer execute(String document, Map<String, ?> variables) {
        return send(post(document, variables));
    }

    /** As {@link #execute}, with the statements in {@link Answer#statements()}. */
    public Answer explain(String document, Map<String, ?> variables) {
        return send(post(document, variables).header("X-Docket-Explain", "1"));
    }

    /** A request to any path of the application, for what is not a query. */
    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path));
    }

    public Answer send(HttpRequest.Builder request) {
        try {
            var response = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.headers(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private HttpRequest.Builder post(String document, Map<String, ?> variables) {
        var body = JSON.writeValueAsString(Map.of("query", document, "variables", variables));
        return request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(BodyPublishers.ofString(body));
    }
}
