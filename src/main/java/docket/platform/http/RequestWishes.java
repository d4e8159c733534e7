package docket.platform.http;

import docket.platform.graph.GraphRequest.Wishes;
import docket.platform.request.Caller;
import docket.platform.request.Limits;
import docket.platform.request.Scope;
import docket.platform.sql.Client;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the headers {@code X-Docket-…} ask for. */
final class RequestWishes {
    static final String EXPLAIN = "X-Docket-Explain";
    static final String COST = "X-Docket-Cost";
    static final String TIMEOUT = "X-Docket-Timeout";
    private static final Pattern SECONDS = Pattern.compile("[1-9]\\d{0,3}");

    private RequestWishes() {}

    static Wishes of(HttpServletRequest request, Caller caller, Limits limits) throws HttpRefusal {
        return new Wishes(
                "1".equals(request.getHeader(EXPLAIN)) && caller.may(Scope.DIAGNOSTICS_READ),
                "1".equals(request.getHeader(COST)),
                statement(request.getHeader(TIMEOUT), caller, limits),
                new Waiting(WatchedConnection.current(), RequestCaller.admission(request)));
    }

    /** @param connection null: none of ours, of which nobody can tell whether it is there */
    private record Waiting(@Nullable WatchedConnection connection, Admission admission) implements Client {
        @Override
        public boolean isGone() {
            return connection != null && connection.isClientGone();
        }

        @Override
        public boolean hasEnded() {
            return admission.hasEnded();
        }
    }

    /** Anybody may want to wait less; to wait longer takes the scope of those who look into things. */
    private static @Nullable Duration statement(@Nullable String header, Caller caller, Limits limits)
            throws HttpRefusal {
        if (header == null) {
            return null;
        }
        var longest = caller.may(Scope.DIAGNOSTICS_READ) ? limits.longestStatement() : limits.statement();
        if (!SECONDS.matcher(header).matches()) {
            throw new HttpRefusal(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "%s is a whole number of seconds, from 1 to %d".formatted(TIMEOUT, longest.toSeconds()));
        }
        var wished = Duration.ofSeconds(Long.parseLong(header));
        if (wished.compareTo(limits.longestStatement()) <= 0 && wished.compareTo(longest) > 0) {
            throw HttpRefusal.forbidden(Scope.DIAGNOSTICS_READ);
        }
        if (wished.compareTo(longest) > 0) {
            throw HttpRefusal.limit(
                    HttpServletResponse.SC_BAD_REQUEST,
                    "longest-statement",
                    "%s may be %d seconds at most: lower it".formatted(TIMEOUT, longest.toSeconds()),
                    wished.toSeconds(),
                    longest.toSeconds());
        }
        return wished;
    }
}
