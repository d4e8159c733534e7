package docket.platform.sql;

/** Whoever waits for an answer. */
@FunctionalInterface
public interface Client {
    /** One who is always there. */
    Client PATIENT = () -> false;

    /** Whether nobody waits any more. Asked only while the request runs, and only when that takes long. */
    boolean isGone();

    /** Whether it may not have the answer any more, its token having been revoked. Asked as {@link #isGone}, and answers without waiting. */
    default boolean hasEnded() {
        return false;
    }
}
