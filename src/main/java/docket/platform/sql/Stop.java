package docket.platform.sql;

/** Why a request is stopped before it has its answer. */
public enum Stop {
    /** It has had all the time that it may have. */
    DEADLINE,
    /** Whoever asked has gone. */
    CLIENT_GONE
}
