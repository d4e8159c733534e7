package docket.sla;

/** What stops a clock. */
enum SlaClockKind {
    FIRST_TOUCH,
    DECISION,
    APPEAL,
    ESCALATION,
    NOTICE
}
