package docket.metrics;

/** What a value is a number of. */
enum MetricUnit {
    CASES,
    DECISIONS,
    SHARE,
    MINUTES
}
