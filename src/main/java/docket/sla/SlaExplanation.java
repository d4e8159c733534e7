package docket.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a clock counted until some time, told anew from its events.
 *
 * @param calledAt when it was called for: it may wait for its start
 * @param counted of the target
 * @param remaining of the target; null: waiting, or stopped
 * @param reading not shown: where the intervals come from
 */
record SlaExplanation(
        Instant asOf,
        SlaStatus status,
        Instant calledAt,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant stoppedAt,
        Duration target,
        Duration counted,
        @Nullable Duration remaining,
        Duration paused,
        ClockReading reading) {

    static SlaExplanation of(ClockReading reading, Instant calledAt, Instant asOf) {
        var counted = Duration.ZERO;
        var paused = Duration.ZERO;
        var end = reading.stoppedAt() == null ? asOf : reading.stoppedAt();
        var at = reading.startedAt() == null ? end : reading.startedAt();
        for (var pause : reading.pauses()) {
            var resumed = Objects.requireNonNullElse(pause.to(), end);
            counted = counted.plus(reading.promise().hours().between(at, pause.from()));
            paused = paused.plus(Duration.between(pause.from(), resumed));
            at = resumed;
        }
        counted = counted.plus(reading.promise().hours().between(at, end));
        return new SlaExplanation(
                asOf,
                reading.status(asOf),
                calledAt,
                reading.startedAt(),
                reading.dueAt(),
                reading.stoppedAt(),
                reading.promise().target(),
                counted,
                remaining(reading, asOf),
                paused,
                reading);
    }

    private static @Nullable Duration remaining(ClockReading reading, Instant asOf) {
        if (reading.startedAt() == null || reading.stoppedAt() != null) {
            return null;
        }
        return reading.isPaused()
                ? Objects.requireNonNullElse(reading.left(), Duration.ZERO)
                : reading.promise().hours().between(asOf, Objects.requireNonNull(reading.dueAt()));
    }

    List<SlaInterval> intervals(@Nullable Instant after, int first) {
        return Intervals.of(reading, calledAt, asOf, after, first);
    }
}
