package docket.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Lays out what a clock counted and what not, from when it was called for until it stopped; of one that is open until it is due, or now. */
final class Intervals {
    private final WorkingHours hours;
    private final Instant after;
    private final int most;
    private final List<SlaInterval> found = new ArrayList<>();

    private Intervals(WorkingHours hours, Instant after, int most) {
        this.hours = hours;
        this.after = after;
        this.most = most;
    }

    /**
     * @param after nothing before; one that stands around it begins there
     * @param most the first so many
     */
    static List<SlaInterval> of(
            ClockReading reading, Instant calledAt, Instant asOf, @Nullable Instant after, int most) {
        var intervals = new Intervals(reading.promise().hours(), after == null ? Instant.MIN : after, most);
        intervals.lay(reading, calledAt, asOf);
        return intervals.found.size() > most ? List.copyOf(intervals.found.subList(0, most)) : intervals.found;
    }

    private void lay(ClockReading reading, Instant calledAt, Instant asOf) {
        var started = reading.startedAt();
        var stopped = reading.stoppedAt();
        if (started == null || calledAt.isBefore(started)) {
            add(calledAt, started == null ? stopped : started, SlaIntervalReason.BEFORE_START, null);
        }
        if (started != null) {
            layRun(started, stopped == null ? latest(asOf, reading.dueAt()) : stopped, reading.pauses());
        }
        if (stopped != null) {
            add(stopped, null, SlaIntervalReason.AFTER_STOP, null);
        }
    }

    private static Instant latest(Instant asOf, @Nullable Instant due) {
        return due == null || due.isBefore(asOf) ? asOf : due;
    }

    private void layRun(Instant started, Instant end, List<ClockReading.Pause> pauses) {
        var at = started;
        for (var pause : pauses) {
            layHours(at, pause.from());
            at = pause.to() == null ? end : pause.to();
            add(pause.from(), at, SlaIntervalReason.PAUSED, pause.reason());
        }
        layHours(at, end);
    }

    private void layHours(Instant from, Instant to) {
        var at = from.isBefore(after) ? after : from;
        if (hours == WorkingHours.ALWAYS) {
            add(at, to, SlaIntervalReason.OPEN, null);
            return;
        }
        for (var stretch = hours.from(at); at.isBefore(to) && !isFull(); stretch.advance()) {
            var opens = stretch.isOver() || stretch.opens().isAfter(to) ? to : stretch.opens();
            layClosed(at, opens);
            at = at.isBefore(opens) ? opens : at;
            if (at.isBefore(to)) {
                var closes = stretch.closes().isAfter(to) ? to : stretch.closes();
                add(at, closes, SlaIntervalReason.OPEN, null);
                at = closes;
            }
        }
    }

    /** Day by day, since each may be a holiday. */
    private void layClosed(Instant from, Instant to) {
        var at = from;
        while (at.isBefore(to) && !isFull()) {
            var day = LocalDate.ofInstant(at, hours.zone());
            var midnight = day.plusDays(1).atStartOfDay(hours.zone()).toInstant();
            var end = midnight.isBefore(to) ? midnight : to;
            var holiday = hours.holidays().get(day);
            add(at, end, holiday == null ? SlaIntervalReason.OUTSIDE_HOURS : SlaIntervalReason.HOLIDAY, holiday);
            at = end;
        }
    }

    /** One more than is wanted, so that what is wanted is complete. */
    private boolean isFull() {
        return found.size() > most;
    }

    private void add(Instant begin, @Nullable Instant end, SlaIntervalReason reason, @Nullable String detail) {
        if (isFull() || (end != null && (!begin.isBefore(end) || !end.isAfter(after)))) {
            return;
        }
        var from = begin.isBefore(after) ? after : begin;
        if (!found.isEmpty() && goesOn(found.getLast(), from, reason, detail)) {
            from = found.removeLast().beginsAt();
        }
        found.add(SlaInterval.of(from, end, reason, detail));
    }

    private static boolean goesOn(SlaInterval last, Instant from, SlaIntervalReason reason, @Nullable String detail) {
        return from.equals(last.endsAt()) && last.reason() == reason && Objects.equals(last.detail(), detail);
    }
}
