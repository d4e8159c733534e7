package docket.platform.graph;

import docket.platform.request.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation as a caller sent it.
 *
 * @param id names the request in errors and logs
 * @param caller who sent it
 * @param explain whether the answer is to carry its statements and phases
 */
public record GraphRequest(
        String id,
        Caller caller,
        String document,
        @Nullable String operationName,
        Map<String, Object> variables,
        boolean explain) {}
