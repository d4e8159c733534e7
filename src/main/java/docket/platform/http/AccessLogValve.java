package docket.platform.http;

import docket.platform.graph.Facts;
import docket.platform.request.TokenForm;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.jspecify.annotations.Nullable;

/**
 * One line per request, those included that Tomcat refuses before anybody sees them. Nothing in it was written by the caller but the request id and the
 * name of the operation, both of a few known characters: no token, no value of a variable, no text of a document.
 */
final class AccessLogValve extends ValveBase implements org.apache.catalina.AccessLog {
    private static final String FACTS = Facts.class.getName();
    private static final String CODES = AccessLogValve.class.getName() + ".codes";
    private static final String REFUSED = AccessLogValve.class.getName() + ".refused";
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "OPTIONS", "HEAD", "DELETE", "PATCH");
    private static final int LONGEST_NAME = 80;
    private static final int NANOS_PER_MICRO = 1_000;

    private final AccessLog log;

    AccessLogValve(AccessLog log) {
        super(true);
        this.log = log;
    }

    /** What the engine found out. */
    static void note(jakarta.servlet.http.HttpServletRequest request, Facts facts, List<String> codes) {
        request.setAttribute(FACTS, facts);
        if (!codes.isEmpty()) {
            request.setAttribute(CODES, String.join(",", codes));
        }
    }

    /** Who was refused, as far as that is known. */
    static void noteRefused(jakarta.servlet.http.HttpServletRequest request, @Nullable String whose) {
        if (whose != null) {
            request.setAttribute(REFUSED, whose);
        }
    }

    /** Why it was refused before it came to the engine. */
    static void note(jakarta.servlet.http.HttpServletRequest request, String code) {
        request.setAttribute(CODES, code);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
    }

    @Override
    public void log(Request request, Response response, long nanos) {
        if (log.isOn()) {
            log.add(line(request, response, nanos));
        }
    }

    private static String line(Request request, Response response, long nanos) {
        var line = new StringBuilder(256);
        line.append("at=").append(Instant.now().truncatedTo(ChronoUnit.MILLIS));
        line.append(" request=").append(RequestId.of(request));
        if (RequestCaller.isKnown(request)) {
            line.append(" caller=\"")
                    .append(plain(RequestCaller.of(request).id()))
                    .append('"');
        }
        line.append(" method=").append(method(request.getMethod()));
        line.append(" path=").append(path(request.getRequestURI()));
        line.append(" status=").append(response.getStatus());
        line.append(" ms=");
        milliseconds(line, nanos / NANOS_PER_MICRO);
        line.append(" bytes=").append(response.getContentWritten());
        if (request.getAttribute(FACTS) instanceof Facts facts) {
            append(line, facts);
        }
        if (request.getAttribute(CODES) instanceof String codes) {
            line.append(" errors=").append(codes);
        }
        if (request.getAttribute(REFUSED) instanceof String whose) {
            line.append(" refused=\"").append(plain(whose)).append('"');
        }
        return line.toString();
    }

    private static void append(StringBuilder line, Facts facts) {
        if (facts.operation() != null) {
            line.append(" operation=").append(name(facts.operation()));
        }
        if (facts.documentHash() != null) {
            line.append(" document=").append(facts.documentHash());
        }
        line.append(" cost=").append(facts.actual());
        line.append(" requested=").append(facts.requested());
        line.append(" statements=").append(facts.statements());
        line.append(" rows=").append(facts.rows());
        if (facts.isClientGone()) {
            line.append(" ended=CLIENT_GONE");
        }
    }

    private static void milliseconds(StringBuilder line, long micros) {
        var rest = micros % 1_000;
        line.append(micros / 1_000).append('.');
        line.append(rest < 10 ? "00" : rest < 100 ? "0" : "").append(rest);
    }

    /** A token has the form of a name, and has been seen in stranger places. */
    static String name(String operation) {
        if (TokenForm.isIn(operation)) {
            return "withheld";
        }
        return operation.length() > LONGEST_NAME ? operation.substring(0, LONGEST_NAME) : operation;
    }

    private static String method(@Nullable String method) {
        return method != null && METHODS.contains(method) ? method : "other";
    }

    /** One of ours: what else is written there may be anything. */
    static String path(@Nullable String path) {
        if (path == null) {
            return "other";
        }
        return switch (path) {
            case "/graphql", "/imports/statements", "/", "/actuator/health/liveness", "/actuator/health/readiness" ->
                path;
            default ->
                path.startsWith("/graphiql")
                        ? "/graphiql"
                        : path.startsWith("/actuator/health") ? "/actuator/health" : "other";
        };
    }

    private static String plain(String text) {
        return text.replaceAll("[^\\p{L}\\p{N} @._:|+/=-]", "_");
    }

    @Override
    public void setRequestAttributesEnabled(boolean enabled) {
        // nothing is taken from them
    }

    @Override
    public boolean getRequestAttributesEnabled() {
        return false;
    }
}
