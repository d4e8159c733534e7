package docket.platform.http;

import static jakarta.servlet.http.HttpServletResponse.SC_BAD_REQUEST;
import static jakarta.servlet.http.HttpServletResponse.SC_FORBIDDEN;
import static jakarta.servlet.http.HttpServletResponse.SC_UNAUTHORIZED;

import docket.platform.audit.AuditNote;
import docket.platform.audit.AuditTrail;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/** Nothing answers without a caller but health and the page of GraphiQL, which holds no data. Stands in front of every path. */
final class CallerFilter extends HttpFilter {
    /** As it stands in the request line: what is written in another way is not open. */
    private static final Pattern OPEN =
            Pattern.compile("/|/graphiql(/|/[A-Za-z][\\w-]*(\\.[\\w-]+)*)?|/actuator/health(/liveness|/readiness)?");

    /** 400 is for a token in a URL. */
    private static final Set<Integer> AUDITED = Set.of(SC_BAD_REQUEST, SC_UNAUTHORIZED, SC_FORBIDDEN);

    private static final Pattern PAGE = Pattern.compile("/$|/graphiql");

    private final transient Callers callers;
    private final transient Origins origins;
    private final transient AuditTrail trail;
    private final transient SecurityHeaders headers;
    private final boolean hasPage;

    /** @param hasPage whether there is GraphiQL */
    CallerFilter(Callers callers, Origins origins, AuditTrail trail, SecurityHeaders headers, boolean hasPage) {
        this.callers = callers;
        this.origins = origins;
        this.trail = trail;
        this.headers = headers;
        this.hasPage = hasPage;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        headers.add(request.getRequestURI(), response::setHeader);
        admit(request, response, chain);
        BodyBytes.leave(response);
    }

    private void admit(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        try {
            Credential.refuseInUrl(request);
            if (origins.answer(request, response)) {
                return;
            }
            if (!hasPage && PAGE.matcher(request.getRequestURI()).lookingAt()) {
                throw PlainErrorController.refusal(HttpServletResponse.SC_NOT_FOUND);
            }
            if (!OPEN.matcher(request.getRequestURI()).matches()) {
                RequestCaller.set(request, callers.admit(Credential.of(request), request.getRemoteAddr()));
            }
        } catch (HttpRefusal refusal) {
            refusal.send(request, response);
            var id = RequestId.of(request);
            if (AUDITED.contains(refusal.status())) {
                trail.note(AuditNote.refused(request.getRemoteAddr(), id, refusal.told()));
            }
            return;
        }
        chain.doFilter(request, response);
        if (response.getStatus() == SC_FORBIDDEN && RequestCaller.isKnown(request)) {
            var detail = "%d %s %s".formatted(SC_FORBIDDEN, request.getMethod(), request.getRequestURI());
            trail.note(AuditNote.refused(
                    RequestCaller.of(request), RequestId.of(request), request.getRemoteAddr(), detail));
        }
    }
}
