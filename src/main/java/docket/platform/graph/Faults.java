package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.Scope;
import docket.platform.sql.DatabaseFault;
import docket.platform.sql.Stop;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What callers and the log are told when the database fails a request. */
final class Faults {
    private static final System.Logger LOG = System.getLogger(GraphEngine.class.getName());

    private static final String EXPLAINED = ". The header X-Docket-Explain: 1 shows which statement is slow";

    private Faults() {}

    /** @param stopped why its statement was canceled; null: it was not */
    static GraphError of(DatabaseFault fault, Run run, @Nullable Stop stopped) {
        var level = switch (stopped) {
            case CLIENT_GONE, CALLER_ENDED -> System.Logger.Level.DEBUG;
            case DEADLINE -> System.Logger.Level.WARNING;
            case null -> fault.isTimeout() ? System.Logger.Level.WARNING : System.Logger.Level.ERROR;
        };
        LOG.log(level, failed(run.request()), fault);
        return GraphError.of(answer(fault, run, stopped));
    }

    /** Something that no request should be able to bring about. */
    static GraphError of(Throwable defect, Run run) {
        LOG.log(System.Logger.Level.ERROR, failed(run.request()), defect);
        return GraphError.of(new GraphException(ErrorCode.INTERNAL, "Internal error"));
    }

    private static String failed(GraphRequest request) {
        return "request %s of %s failed"
                .formatted(request.id(), request.caller().id());
    }

    private static GraphException answer(DatabaseFault fault, Run run, @Nullable Stop stopped) {
        if (stopped == Stop.CALLER_ENDED) {
            return new GraphException(
                    ErrorCode.UNAUTHENTICATED, "The token was revoked, or ran out, while the request ran");
        }
        if (stopped != null || fault.isTimeout()) {
            var isWhole = stopped != null;
            var limit = isWhole ? run.longest() : run.statement();
            return new GraphException(
                    ErrorCode.QUERY_TIMEOUT,
                    "%s took more than %s and was stopped: narrow the filter or ask for fewer rows%s"
                            .formatted(
                                    isWhole ? "The request" : "A statement",
                                    limit,
                                    run.request().caller().may(Scope.DIAGNOSTICS_READ) ? EXPLAINED : ""),
                    Map.of("limit", isWhole ? "request" : "statement", "maximum", limit.toString()));
        }
        if (fault.isUnavailable()) {
            return new GraphException(
                    ErrorCode.UNAVAILABLE,
                    "The database does not answer at the moment: try again",
                    Map.of("retryAfterMs", 1000));
        }
        return new GraphException(ErrorCode.INTERNAL, "Internal error");
    }
}
