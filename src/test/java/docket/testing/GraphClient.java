package docket.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
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

    /**
     * Sends a mutation, under a key of its own unless the input has one.
     *
     * @param input names and values
     * @return its payload
     */
    public JsonNode mutate(String field, String selection, Map<String, ?> input) {
        var answer = execute(mutation(field, selection), Map.of("input", withKey(input)));
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        return answer.data(field);
    }

    /** The document of a mutation with one variable, {@code input}. */
    public static String mutation(String field, String selection) {
        var type = Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Input";
        return "mutation ($input: %s!) { %s(input: $input) { %s userErrors { code field message } } }"
                .formatted(type, field, selection);
    }

    private static Map<String, Object> withKey(Map<String, ?> input) {
        var whole = new HashMap<String, Object>(input);
        whole.putIfAbsent("idempotencyKey", UUID.randomUUID().toString());
        return whole;
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
