package docket.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** Asks the running application over HTTP, as a console does; as an administrator, unless told otherwise. */
public final class GraphClient {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http;
    private final Environment environment;
    private final @Nullable String token;

    GraphClient(Environment environment, String token) {
        this(HttpClient.newHttpClient(), environment, token);
    }

    private GraphClient(HttpClient http, Environment environment, @Nullable String token) {
        this.http = http;
        this.environment = environment;
        this.token = token;
    }

    /** The same application, asked by another caller. */
    public GraphClient as(String other) {
        return new GraphClient(http, environment, other);
    }

    /** The same application, asked by nobody. */
    public GraphClient anonymous() {
        return new GraphClient(http, environment, null);
    }

    /** What this client sends behind {@code Bearer}. */
    public String token() {
        return Objects.requireNonNull(token);
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
        var request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + environment.getRequiredProperty("local.server.port") + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
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
