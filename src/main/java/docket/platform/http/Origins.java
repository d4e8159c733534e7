package docket.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which pages may ask through somebody's browser: our own, those of the list ({@code docket.http.origins}), and without a list those of this
 * machine.
 */
final class Origins {
    private static final Pattern OF_THIS_MACHINE =
            Pattern.compile("https?://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final String SECONDS_TO_REMEMBER = "600";

    private final List<String> allowed;

    Origins(List<String> allowed) {
        this.allowed = allowed.stream()
                .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
                .filter(origin -> !origin.isEmpty())
                .toList();
    }

    /** @return whether the request was only the question which requests there may be, which is answered now */
    boolean answer(HttpServletRequest request, HttpServletResponse response) throws HttpRefusal {
        var origin = request.getHeader("Origin");
        if (origin == null || isOurs(origin, request)) {
            return false;
        }
        if (!isAllowed(origin)) {
            throw new HttpRefusal(
                    HttpServletResponse.SC_FORBIDDEN,
                    "Docket does not answer pages of this origin: docket.http.origins lists those that it answers");
        }
        response.setHeader("Access-Control-Allow-Origin", origin);
        response.addHeader("Vary", "Origin");
        response.setHeader("Access-Control-Expose-Headers", RequestId.HEADER + ", Retry-After");
        if (!request.getMethod().equals("OPTIONS") || request.getHeader("Access-Control-Request-Method") == null) {
            return false;
        }
        response.setHeader("Access-Control-Allow-Methods", "POST, PUT");
        response.setHeader(
                "Access-Control-Allow-Headers",
                "Authorization, Content-Type, Accept, X-Request-Id, X-Docket-Explain, X-Docket-Cost, X-Docket-Timeout");
        response.setHeader("Access-Control-Max-Age", SECONDS_TO_REMEMBER);
        response.setStatus(HttpServletResponse.SC_NO_CONTENT);
        return true;
    }

    private static boolean isOurs(String origin, HttpServletRequest request) {
        var host = request.getHeader("Host");
        return host != null
                && (origin.equalsIgnoreCase("http://" + host) || origin.equalsIgnoreCase("https://" + host));
    }

    private boolean isAllowed(String origin) {
        return allowed.isEmpty()
                ? OF_THIS_MACHINE.matcher(origin).matches()
                : allowed.contains(origin.toLowerCase(Locale.ROOT));
    }
}
