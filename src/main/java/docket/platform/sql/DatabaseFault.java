package docket.platform.sql;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;

/** The database refused, timed out or went away; the answer as a whole is lost, since its snapshot is. */
public final class DatabaseFault extends RuntimeException {
    private static final String QUERY_CANCELED = "57014";
    /** Classes of SQLSTATE: connection exception, insufficient resources, operator intervention. */
    private static final Set<String> AWAY = Set.of("08", "53", "57");

    /** Beside the connection exceptions: ended by an administrator, by a crash, or starting up. */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03");

    private final boolean timeout;
    private final boolean lostConnection;
    private final boolean unavailable;

    DatabaseFault(String what, int rowsRead, SQLException cause) {
        super(what, cause);
        var state = cause.getSQLState();
        this.timeout = QUERY_CANCELED.equals(state);
        this.lostConnection = rowsRead == 0 && state != null && (state.startsWith("08") || LOST.contains(state));
        this.unavailable = isAway(cause);
    }

    /** A statement that was not even sent. */
    public static DatabaseFault stopped(String what) {
        return new DatabaseFault(what, 0, new SQLException("stopped", QUERY_CANCELED));
    }

    /** Whether the database could not answer, rather than would not. */
    public static boolean isAway(SQLException cause) {
        var state = cause.getSQLState();
        return !QUERY_CANCELED.equals(state)
                && (state == null
                        || AWAY.contains(state.substring(0, 2))
                        || cause instanceof SQLTransientConnectionException);
    }

    public boolean isTimeout() {
        return timeout;
    }

    /** Whether the connection was gone before it gave a row. */
    boolean isLostConnection() {
        return lostConnection;
    }

    /** Whether the same query may well succeed a little later; otherwise the statement itself is wrong. */
    public boolean isUnavailable() {
        return unavailable;
    }
}
