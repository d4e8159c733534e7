package docket.metrics;

import java.time.Instant;
import java.util.List;

/** A figure with its definition. */
record Metric(MetricDefinition definition, Instant asOf, List<MetricRow> rows) {}
