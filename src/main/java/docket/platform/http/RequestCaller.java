package docket.platform.http;

import docket.platform.request.Caller;
import docket.platform.request.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/** Who sent a request; known for every path that is not open to all. */
public final class RequestCaller {
    private static final String ATTRIBUTE = RequestCaller.class.getName();

    private RequestCaller() {}

    public static Caller of(HttpServletRequest request) {
        return admission(request).caller();
    }

    /** For what lasts longer than a moment. */
    public static Admission admission(HttpServletRequest request) {
        return (Admission) Objects.requireNonNull(request.getAttribute(ATTRIBUTE), "a path without a caller");
    }

    /** @throws HttpRefusal unless the caller has the scope */
    public static void require(HttpServletRequest request, Scope scope) throws HttpRefusal {
        if (!of(request).may(scope)) {
            throw HttpRefusal.forbidden(scope);
        }
    }

    static boolean isKnown(HttpServletRequest request) {
        return request.getAttribute(ATTRIBUTE) != null;
    }

    static void set(HttpServletRequest request, Admission admission) {
        request.setAttribute(ATTRIBUTE, admission);
    }
}
