package docket.platform.sql;

import java.sql.SQLException;

/** The database refused, timed out or went away; the answer as a whole is lost, since its snapshot is. */
public final class DatabaseFault extends RuntimeException {
    private static final String QUERY_CANCELED = "57014";
    private final boolean timeout;

    DatabaseFault(String what, SQLException cause) {
        super(what, cause);
        this.timeout = QUERY_CANCELED.equals(cause.getSQLState());
    }

    public boolean isTimeout() {
        return timeout;
    }
}
