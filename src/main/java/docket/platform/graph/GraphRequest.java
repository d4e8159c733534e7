package docket.platform.graph;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation as a caller sent it.
 *
 * @param id names the request in errors and logs
 * @param explain whether the answer is to carry its statements and phases
 */
public record GraphRequest(
        String id, String document, @Nullable String operationName, Map<String, Object> variables, boolean explain) {}
