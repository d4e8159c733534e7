package docket.metrics;

/** Which date puts a thing into a window. */
enum MetricCohort {
    INSTANT,
    DUE,
    DECISION,
    APPEAL_DECISION
}
