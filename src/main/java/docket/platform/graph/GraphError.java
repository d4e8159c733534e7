package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One entry of {@code errors}: what the document or the platform did wrong. */
record GraphError(
        ErrorCode code,
        String message,
        List<Map<String, Integer>> locations,
        @Nullable List<Object> path,
        Map<String, Object> details) {

    static GraphError of(GraphException failure, List<Map<String, Integer>> locations, @Nullable List<Object> path) {
        return new GraphError(failure.code(), String.valueOf(failure.getMessage()), locations, path, failure.details());
    }

    static GraphError of(GraphException failure) {
        return of(failure, List.of(), null);
    }

    Map<String, Object> toMap(String requestId) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code.name());
        extensions.putAll(details);
        extensions.put("requestId", requestId);
        var error = new LinkedHashMap<String, Object>();
        error.put("message", message);
        if (!locations.isEmpty()) {
            error.put("locations", locations);
        }
        if (path != null) {
            error.put("path", path);
        }
        error.put("extensions", extensions);
        return error;
    }
}
