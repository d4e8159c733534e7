package docket.platform.http;

import docket.platform.request.TokenForm;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import java.util.regex.Pattern;

/** The name of a request in our logs and in its answer: the caller's own, or one that we make up, also where the caller's holds a token. */
public final class RequestId {
    static final String HEADER = "X-Request-Id";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    private RequestId() {}

    /** The same one whenever it is asked for. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(HEADER) instanceof String known) {
            return known;
        }
        var given = request.getHeader(HEADER);
        var id = given != null && NAME.matcher(given).matches() && !TokenForm.isIn(given)
                ? given
                : UUID.randomUUID().toString();
        request.setAttribute(HEADER, id);
        return id;
    }
}
