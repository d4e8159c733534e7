package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one operation.
 *
 * @param executed false when the document was refused before anything ran; there is no {@code data} then
 * @param facts for logs
 */
public record GraphResponse(
        boolean executed,
        @Nullable ResultObject root,
        List<Map<String, Object>> errors,
        Map<String, Object> extensions,
        Facts facts) {

    static GraphResponse refused(String requestId, List<GraphError> errors, Facts facts) {
        return new GraphResponse(false, null, maps(requestId, errors), Map.of(), facts);
    }

    static GraphResponse failed(GraphRequest request, GraphError error, Map<String, Object> extensions, Facts facts) {
        return new GraphResponse(true, null, maps(request, List.of(error)), extensions, facts);
    }

    static List<Map<String, Object>> maps(GraphRequest request, List<GraphError> errors) {
        return maps(request.id(), errors);
    }

    private static List<Map<String, Object>> maps(String requestId, List<GraphError> errors) {
        return errors.stream().map(error -> error.toMap(requestId)).toList();
    }

    /** In place of an answer that is too large to be sent. */
    public GraphResponse tooLarge(GraphRequest request, long bytes, long maximum) {
        var refusal = GraphException.limit(
                ErrorCode.COST_LIMIT,
                "answer",
                "The answer has %d bytes, the limit is %d: lower 'first', select less, or ask in several requests"
                        .formatted(bytes, maximum),
                bytes,
                maximum);
        return failed(request, GraphError.of(refusal), extensions, facts);
    }

    /** The codes of its errors, in their order. */
    public List<String> errorCodes() {
        return errors.stream()
                .map(error -> String.valueOf(extensions(error).get("code")))
                .toList();
    }

    /** How long to wait before the request may be sent again; 0: it was not refused for its rate. */
    public long retryAfterMs() {
        if (executed || errors.isEmpty()) {
            return 0;
        }
        var extensions = extensions(errors.getFirst());
        return ErrorCode.RATE_LIMITED.name().equals(extensions.get("code"))
                        && extensions.get("retryAfterMs") instanceof Long wait
                ? wait
                : 0;
    }

    private static Map<?, ?> extensions(Map<String, Object> error) {
        return (Map<?, ?>) Objects.requireNonNull(error.get("extensions"));
    }

    public void writeTo(OutputStream out) throws IOException {
        JsonOutput.write(this, out);
    }

    /** The data as a tree of maps, null when there is none. */
    public @Nullable Map<String, @Nullable Object> data() {
        return root == null ? null : JsonOutput.tree(root);
    }
}
