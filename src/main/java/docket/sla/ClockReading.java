package docket.sla;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a clock stands: a function of what was promised, and of what happened, in order. Nothing else goes into it, so that anybody may read it
 * again from the same events.
 *
 * @param startedAt null: it waits for its start
 * @param dueAt null: not fixed, since it waits for its start or is paused
 * @param stoppedAt null: open
 * @param cancelled stopped without a verdict
 * @param left of the target when its pause began; null: not paused, or late already
 */
record ClockReading(
        Promise promise,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant stoppedAt,
        boolean cancelled,
        List<Pause> pauses,
        @Nullable Duration left,
        @Nullable Instant lateSince) {

    /**
     * A stretch of time that did not count.
     *
     * @param reason what it waited for
     * @param to not included; null: it lasts
     */
    record Pause(String reason, Instant from, @Nullable Instant to) {}

    static ClockReading waiting(Promise promise) {
        return new ClockReading(promise, null, null, null, false, List.of(), null, null);
    }

    static ClockReading read(Promise promise, List<Signal> signals) {
        var reading = waiting(promise);
        for (var signal : signals) {
            reading = reading.after(signal);
        }
        return reading;
    }

    /** One event later. What has stopped stays as it is. */
    ClockReading after(Signal signal) {
        if (stoppedAt != null) {
            return this;
        }
        return switch (signal.kind()) {
            case START -> startedAt == null ? start(signal.at()) : this;
            case PAUSE -> mayPause(signal.reason()) ? pause(signal.at(), signal.reason()) : this;
            case RESUME -> resume(signal.at());
            case STOP ->
                startedAt == null
                        ? stop(signal.at(), true)
                        : resume(signal.at()).stop(signal.at(), false);
            case CANCEL -> resume(signal.at()).stop(signal.at(), true);
        };
    }

    private ClockReading start(Instant at) {
        var known = new Promise(
                promise.policyId(),
                promise.target(),
                promise.imminent(),
                promise.pausesFor(),
                promise.hours().asKnownAt(at));
        return new ClockReading(known, at, known.hours().add(at, known.target()), null, false, List.of(), null, null);
    }

    private boolean mayPause(@Nullable String reason) {
        return startedAt != null
                && !isPaused()
                && reason != null
                && promise.pausesFor().contains(reason);
    }

    /** What is late already stays due when it was. */
    private ClockReading pause(Instant at, @Nullable String reason) {
        var due = dueAt;
        if (due == null || reason == null) {
            return this;
        }
        var more = new ArrayList<>(pauses);
        more.add(new Pause(reason, at, null));
        var isLate = !due.isAfter(at);
        return new ClockReading(
                promise,
                startedAt,
                null,
                null,
                false,
                List.copyOf(more),
                isLate ? null : promise.hours().between(at, due),
                isLate ? due : null);
    }

    private ClockReading resume(Instant at) {
        if (!isPaused()) {
            return this;
        }
        var ended = new ArrayList<>(pauses);
        var last = ended.removeLast();
        ended.add(new Pause(last.reason(), last.from(), at));
        var due = left == null ? lateSince : promise.hours().add(at, left);
        return new ClockReading(promise, startedAt, due, null, false, List.copyOf(ended), null, null);
    }

    private ClockReading stop(Instant at, boolean withoutVerdict) {
        return new ClockReading(promise, startedAt, dueAt, at, withoutVerdict, pauses, null, null);
    }

    boolean isPaused() {
        return !pauses.isEmpty() && pauses.getLast().to() == null;
    }

    /** Open, started, and counting as far as the hours let it. */
    boolean isRunning() {
        return dueAt != null && stoppedAt == null;
    }

    /** Whether it is past its due time, open or stopped. */
    boolean isLate(Instant asOf) {
        var end = stoppedAt == null ? asOf : stoppedAt;
        return dueAt != null && !cancelled && dueAt.isBefore(end);
    }

    SlaStatus status(Instant asOf) {
        if (stoppedAt != null) {
            return cancelled ? SlaStatus.CANCELLED : isLate(asOf) ? SlaStatus.BREACHED : SlaStatus.ACHIEVED;
        }
        if (startedAt == null) {
            return SlaStatus.PENDING;
        }
        if (dueAt == null) {
            return SlaStatus.PAUSED;
        }
        if (dueAt.isBefore(asOf)) {
            return SlaStatus.BREACHING;
        }
        return dueAt.minus(promise.imminent()).isAfter(asOf) ? SlaStatus.RUNNING : SlaStatus.IMMINENT;
    }
}
