package docket.sla;

/** Where a clock stands. */
enum SlaStatus {
    PENDING,
    RUNNING,
    PAUSED,
    IMMINENT,
    BREACHING,
    BREACHED,
    ACHIEVED,
    CANCELLED
}
