package docket.platform.audit;

/** Takes down what no write tells of: reads of personal data, and refusals. */
@FunctionalInterface
public interface AuditTrail {
    /**
     * Returns at once: notes are written behind the requests, within about a second. They are kept in memory until then, and bounded; how many were too
     * many is an event of its own. Notes that are alike in one minute are written as one, but for the first.
     */
    void note(AuditNote note);
}
