package docket.platform.graph;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one operation.
 *
 * @param executed false when the document was refused before anything ran; there is no {@code data} then
 */
public record GraphResponse(
        boolean executed,
        @Nullable ResultObject root,
        List<Map<String, Object>> errors,
        Map<String, Object> extensions) {

    static GraphResponse refused(GraphRequest request, List<GraphError> errors) {
        return new GraphResponse(false, null, maps(request, errors), Map.of());
    }

    static GraphResponse failed(GraphRequest request, GraphError error, Map<String, Object> extensions) {
        return new GraphResponse(true, null, maps(request, List.of(error)), extensions);
    }

    static List<Map<String, Object>> maps(GraphRequest request, List<GraphError> errors) {
        return errors.stream().map(error -> error.toMap(request.id())).toList();
    }

    public void writeTo(OutputStream out) throws IOException {
        JsonOutput.write(this, out);
    }

    /** The data as a tree of maps, null when there is none. */
    public @Nullable Map<String, @Nullable Object> data() {
        return root == null ? null : JsonOutput.tree(root);
    }
}
