package docket.sla;

/** Why time counted, or did not. */
enum SlaIntervalReason {
    BEFORE_START,
    OPEN,
    OUTSIDE_HOURS,
    HOLIDAY,
    PAUSED,
    AFTER_STOP
}
