package docket.platform.http;

import docket.platform.request.ErrorCode;
import docket.platform.request.Scope;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** A request that is answered by a status and a reason alone; in plain JSON, not of the GraphQL media type. */
public final class HttpRefusal extends Exception {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SENT = HttpRefusal.class.getName();
    static final String MEDIA_TYPE = "application/json;charset=UTF-8";

    /** Servlets have no name for it. */
    static final int TOO_MANY_REQUESTS = 429;

    private static final int MILLIS = 1_000;

    private final int status;
    private final ErrorCode code;
    private final transient Map<String, Object> details;
    private final @Nullable String whose;

    private HttpRefusal(int status, ErrorCode code, String message, Map<String, Object> details) {
        this(status, code, message, details, null);
    }

    private HttpRefusal(
            int status, ErrorCode code, String message, Map<String, Object> details, @Nullable String whose) {
        super(message, null, false, false);
        this.whose = whose;
        this.status = status;
        this.code = code;
        this.details = details;
    }

    /** The request is wrong; sent again as it is, it will be refused again. */
    public HttpRefusal(int status, String message) {
        this(status, ErrorCode.BAD_REQUEST, message, Map.of());
    }

    /** A token stands where it does not belong; what names it is for the audit and not for the answer. */
    static HttpRefusal misplaced(String message, @Nullable String token) {
        return new HttpRefusal(
                HttpServletResponse.SC_BAD_REQUEST,
                ErrorCode.BAD_REQUEST,
                message,
                Map.of(),
                token == null ? null : "token " + token);
    }

    /** The same request may well succeed a little later. */
    public static HttpRefusal unavailable(String message, int retryAfterMs) {
        return new HttpRefusal(
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                ErrorCode.UNAVAILABLE,
                message,
                Map.of("retryAfterMs", retryAfterMs));
    }

    /** Too much came of the kind within a while; the same request may well succeed a little later. */
    public static HttpRefusal tooMany(String message, int retryAfterMs) {
        return new HttpRefusal(
                TOO_MANY_REQUESTS, ErrorCode.RATE_LIMITED, message, Map.of("retryAfterMs", retryAfterMs));
    }

    /** Nobody is known by what the request carries. */
    public static HttpRefusal unauthenticated(String message) {
        return new HttpRefusal(HttpServletResponse.SC_UNAUTHORIZED, ErrorCode.UNAUTHENTICATED, message, Map.of());
    }

    /**
     * As {@link #unauthenticated(String)}.
     *
     * @param whose what is known of the one who is refused, for the audit and not for the answer; null: nothing
     */
    public static HttpRefusal unauthenticated(String message, @Nullable String whose) {
        return new HttpRefusal(
                HttpServletResponse.SC_UNAUTHORIZED, ErrorCode.UNAUTHENTICATED, message, Map.of(), whose);
    }

    /** @param limit which one, by its name in the settings where it has one there */
    static HttpRefusal limit(int status, String limit, String message, long maximum) {
        return new HttpRefusal(status, ErrorCode.BAD_REQUEST, message, Map.of("limit", limit, "maximum", maximum));
    }

    /** As {@link #limit(int, String, String, long)}, where it is known by how much it is passed. */
    public static HttpRefusal limit(int status, String limit, String message, long value, long maximum) {
        return new HttpRefusal(
                status, ErrorCode.BAD_REQUEST, message, Map.of("limit", limit, "value", value, "maximum", maximum));
    }

    static HttpRefusal forbidden(Scope scope) {
        return new HttpRefusal(
                HttpServletResponse.SC_FORBIDDEN,
                ErrorCode.FORBIDDEN,
                "This takes the scope %s".formatted(scope),
                Map.of("scope", scope.name()));
    }

    static HttpRefusal internal() {
        return new HttpRefusal(
                HttpServletResponse.SC_INTERNAL_SERVER_ERROR, ErrorCode.INTERNAL, "Internal error", Map.of());
    }

    /** What was to be sent: Tomcat drops an answer that it thinks nobody can read, as after a body that did not come, and asks for another. */
    static @Nullable HttpRefusal sent(HttpServletRequest request) {
        return request.getAttribute(SENT) instanceof HttpRefusal refusal ? refusal : null;
    }

    /** For the audit. */
    String told() {
        return "%d %s%s".formatted(status, getMessage(), whose == null ? "" : ": " + whose);
    }

    int status() {
        return status;
    }

    String body(String requestId) {
        var extensions = new LinkedHashMap<String, Object>();
        extensions.put("code", code.name());
        extensions.putAll(details);
        extensions.put("requestId", requestId);
        var error = Map.of("message", String.valueOf(getMessage()), "extensions", extensions);
        return JSON.writeValueAsString(Map.of("errors", List.of(error)));
    }

    public void send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        AccessLogValve.note(request, code.name());
        AccessLogValve.noteRefused(request, whose);
        request.setAttribute(SENT, this);
        var body = body(RequestId.of(request)).getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer realm=\"docket\"");
        }
        if (details.get("retryAfterMs") instanceof Integer millis) {
            response.setHeader("Retry-After", Integer.toString(Math.ceilDiv(millis, MILLIS)));
        }
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
