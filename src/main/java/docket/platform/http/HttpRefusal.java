package docket.platform.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** A request that never became a GraphQL request; its answer is plain JSON, not of the GraphQL media type. */
final class HttpRefusal extends Exception {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private final int status;

    HttpRefusal(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    void send(HttpServletResponse response, String requestId) throws IOException {
        var extensions = Map.of("code", "BAD_REQUEST", "requestId", requestId);
        var error = Map.of("message", String.valueOf(getMessage()), "extensions", extensions);
        var body = JSON.writeValueAsString(Map.of("errors", List.of(error))).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
