package docket.platform.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lets no page of another site ask through the browser of somebody on this machine: as long as there are no tokens, whoever gets here gets
 * everything. A page whose name was made to resolve to loopback (DNS rebinding) betrays itself by its Host, every other one by its Origin.
 */
final class LoopbackFilter extends HttpFilter {
    private static final String HOST = "(localhost|127(\\.\\d{1,3}){3}|\\[::1])";
    private static final Pattern OURS = Pattern.compile(HOST, Pattern.CASE_INSENSITIVE);
    private static final Pattern FROM_OURS = Pattern.compile("https?://" + HOST + "(:\\d+)?", Pattern.CASE_INSENSITIVE);
    private static final int MISDIRECTED = 421;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var id = RequestId.of(request);
        response.setHeader(RequestId.HEADER, id);
        try {
            require(request.getServerName(), request.getHeader("Origin"));
        } catch (HttpRefusal refusal) {
            refusal.send(response, id);
            return;
        }
        chain.doFilter(request, response);
    }

    private static void require(String host, @Nullable String origin) throws HttpRefusal {
        if (!OURS.matcher(host).matches()) {
            throw new HttpRefusal(
                    MISDIRECTED,
                    "Docket answers under localhost, 127.0.0.1 and [::1] only, as long as there are no tokens: call it by one of these");
        }
        if (origin != null && !FROM_OURS.matcher(origin).matches()) {
            throw new HttpRefusal(
                    HttpServletResponse.SC_FORBIDDEN,
                    "Docket answers pages of this machine only, as long as there are no tokens: serve the page from localhost");
        }
    }
}
