package docket.platform.graph;

import docket.platform.request.Caller;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks an engine and reads the JSON that it writes. */
record EngineClient(GraphEngine engine) {
    private static final JsonMapper JSON = JsonMapper.shared();

    static EngineClient small() {
        return new EngineClient(SmallGraph.engine(SmallGraph.schema()));
    }

    JsonNode ask(String document) {
        return ask(document, Map.of());
    }

    JsonNode ask(String document, Map<String, Object> variables) {
        return ask(document, variables, null);
    }

    JsonNode ask(String document, Map<String, Object> variables, @Nullable String operation) {
        var bytes = new ByteArrayOutputStream();
        try {
            engine.execute(new GraphRequest("r-1", Caller.DOCKET, document, operation, variables, false))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return JSON.readTree(bytes.toByteArray());
    }

    /** The data as JSON text; fails when there are errors. */
    String data(String document, Map<String, Object> variables) {
        var answer = ask(document, variables);
        if (answer.has("errors")) {
            throw new AssertionError(answer.toString());
        }
        return answer.get("data").toString();
    }

    String data(String document) {
        return data(document, Map.of());
    }

    /** Each error as {@code CODE path: message}, the argument in brackets where one is named. */
    List<String> errors(String document, Map<String, Object> variables) {
        return ask(document, variables)
                .path("errors")
                .valueStream()
                .map(EngineClient::line)
                .toList();
    }

    List<String> errors(String document) {
        return errors(document, Map.of());
    }

    static String line(JsonNode error) {
        var argument = error.at("/extensions/argument");
        return error.at("/extensions/code").asString()
                + (error.has("path") ? " " + error.get("path") : "")
                + (argument.isMissingNode() ? "" : " [" + argument.asString() + "]")
                + ": " + error.get("message").asString();
    }
}
