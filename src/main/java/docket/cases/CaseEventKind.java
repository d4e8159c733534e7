package docket.cases;

/** What happens to a case; described in the schema. */
public enum CaseEventKind {
    RECEIVED,
    REPORT_ADDED,
    QUEUED,
    REROUTED,
    CLAIMED,
    RELEASED,
    LEASE_EXPIRED,
    HANDED_OVER,
    HELD,
    RESUMED,
    ESCALATED,
    RULED,
    PROPOSED,
    APPROVAL_OVERDUE,
    APPROVED,
    REFUSED,
    DECIDED,
    CLOSED,
    REOPENED,
    MERGED,
    CANCELLED,
    SEVERITY_CHANGED,
    NOTICE_SENT,
    ACTION_REVERSED
}
