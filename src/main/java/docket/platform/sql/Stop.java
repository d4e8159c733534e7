package docket.platform.sql;

/** Why a request is stopped before it has its answer. */
public enum Stop {
    /** It has had all the time that it may have. */
    DEADLINE,
    /** Whoever asked has gone. */
    CLIENT_GONE,
    /** Whoever asked is a caller no more: the token was revoked, or has run out. */
    CALLER_ENDED
}
