package docket.cases;

/** How a lease ends; described in the schema. */
public enum LeaseEnd {
    DECIDED,
    RELEASED,
    HELD,
    ESCALATED,
    EXPIRED,
    REVOKED,
    HANDED_OVER
}
