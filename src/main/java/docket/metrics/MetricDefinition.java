package docket.metrics;

/** How a figure is made. */
record MetricDefinition(MetricKey key, String formula, MetricUnit unit, MetricCohort cohort) {}
