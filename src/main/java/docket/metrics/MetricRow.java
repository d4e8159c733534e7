package docket.metrics;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A figure of one slice. */
record MetricRow(
        @Nullable UUID vendorId,
        @Nullable String market,
        @Nullable String domain,
        @Nullable UUID queueId,
        @Nullable LocalDate week,
        @Nullable Double numerator,
        @Nullable Double denominator,
        @Nullable Double value,
        @Nullable Double low,
        @Nullable Double high,
        @Nullable Double p50,
        @Nullable Double p90,
        @Nullable Double p95) {}
