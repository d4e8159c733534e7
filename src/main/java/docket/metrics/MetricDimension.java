package docket.metrics;

/** What a figure can be broken down by. */
enum MetricDimension {
    VENDOR,
    MARKET,
    DOMAIN,
    QUEUE,
    WEEK
}
