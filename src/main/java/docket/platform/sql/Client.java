package docket.platform.sql;

/** Whoever waits for an answer. */
@FunctionalInterface
public interface Client {
    /** One who is always there. */
    Client PATIENT = () -> false;

    /** Whether nobody waits any more. Asked only while the request runs, and only when that takes long. */
    boolean isGone();
}
