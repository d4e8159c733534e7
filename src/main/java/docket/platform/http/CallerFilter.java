package docket.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;

/** Nothing answers without a caller but health and the page of GraphiQL, which holds no data. Stands in front of every path. */
final class CallerFilter extends HttpFilter {
    /** As it stands in the request line: what is written in another way is not open. */
    private static final Pattern OPEN =
            Pattern.compile("/|/graphiql(/|/[A-Za-z][\\w-]*(\\.[\\w-]+)*)?|/actuator/health(/liveness|/readiness)?");

    private static final Pattern PAGE = Pattern.compile("/$|/graphiql");

    private final transient Callers callers;
    private final transient Origins origins;
    private final transient SecurityHeaders headers;
    private final boolean hasPage;

    /** @param hasPage whether there is GraphiQL */
    CallerFilter(Callers callers, Origins origins, SecurityHeaders headers, boolean hasPage) {
        this.callers = callers;
        this.origins = origins;
        this.headers = headers;
        this.hasPage = hasPage;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader(RequestId.HEADER, RequestId.of(request));
        headers.add(response, request.getRequestURI());
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
                RequestCaller.set(request, callers.of(Credential.of(request), request.getRemoteAddr()));
            }
        } catch (HttpRefusal refusal) {
            refusal.send(request, response);
            return;
        }
        chain.doFilter(request, response);
    }
}
