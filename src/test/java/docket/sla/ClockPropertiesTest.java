package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random lives of clocks under random calendars, most of them around a change of summer time. The other side of the comparison is as simple as can be:
 * a clock on the wall that is looked at every minute.
 */
class ClockPropertiesTest {
    private static final int LIVES = 300;
    private static final List<String> ZONES = List.of(
            "Europe/Berlin",
            "America/New_York",
            "Asia/Tokyo",
            "Australia/Lord_Howe",
            "Africa/Casablanca",
            "Pacific/Apia");
    private static final List<LocalDate> DAYS = List.of(
            LocalDate.parse("2026-03-28"),
            LocalDate.parse("2026-10-24"),
            LocalDate.parse("2026-03-07"),
            LocalDate.parse("2026-10-31"),
            LocalDate.parse("2026-10-03"),
            LocalDate.parse("2026-04-04"),
            LocalDate.parse("2024-02-28"),
            LocalDate.parse("2011-12-29"),
            LocalDate.parse("2026-12-30"));

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aReadingIsWhatAWallClockCountsMinuteByMinute(long seed) {
        var random = new Random(seed);
        for (var life = 0; life < LIVES; life++) {
            var promise = promise(random);
            var signals = signals(random, promise.hours().zone());
            var reading = ClockReading.read(promise, signals);
            assertThat(Ticking.of(promise, signals))
                    .as(
                            "life %d of seed %d: %s, %s",
                            life, seed, promise.hours().week(), signals)
                    .isEqualTo(new Ticking.Seen(reading.dueAt(), reading.stoppedAt(), reading.isPaused()));
        }
    }

    /** As the server does it: after each event all events are read again, and only what was open is written. */
    @ParameterizedTest
    @ValueSource(longs = {6, 7})
    void whatIsReadEventByEventIsWhatAllEventsTell(long seed) {
        var random = new Random(seed);
        for (var life = 0; life < LIVES; life++) {
            var promise = promise(random);
            var signals = signals(random, promise.hours().zone());
            var written = ClockReading.waiting(promise);
            for (var known = 1; known <= signals.size(); known++) {
                var read = ClockReading.read(promise, signals.subList(0, known));
                assertThat(written.after(signals.get(known - 1))).isEqualTo(read);
                written = written.stoppedAt() == null ? read : written;
            }
            assertThat(written).isEqualTo(ClockReading.read(promise, signals));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {8, 9})
    void intervalsAreWithoutGapsAndSumUp(long seed) {
        var random = new Random(seed);
        for (var life = 0; life < LIVES; life++) {
            var promise = promise(random);
            var signals = signals(random, promise.hours().zone());
            var start = signals.getFirst().at();
            var asOf = signals.getLast().at().plus(random.nextInt(5_000), ChronoUnit.MINUTES);
            var explanation = SlaExplanation.of(ClockReading.read(promise, signals), start, asOf);
            var intervals = all(explanation, 1 + random.nextInt(4));
            for (var index = 1; index < intervals.size(); index++) {
                assertThat(intervals.get(index).beginsAt())
                        .isEqualTo(intervals.get(index - 1).endsAt());
            }
            var end = explanation.stoppedAt() == null ? asOf : explanation.stoppedAt();
            assertThat(sum(intervals, SlaIntervalReason.OPEN, end)).isEqualTo(explanation.counted());
            assertThat(sum(intervals, SlaIntervalReason.PAUSED, end)).isEqualTo(explanation.paused());
            assertThat(intervals).isEqualTo(explanation.intervals(null, 100_000));
        }
    }

    /** Page by page; a stretch that a page ends with may go on in the next. */
    private static List<SlaInterval> all(SlaExplanation explanation, int page) {
        var all = new ArrayList<SlaInterval>();
        var next = explanation.intervals(null, page);
        while (!next.isEmpty()) {
            all.addAll(next);
            var end = all.getLast().endsAt();
            next = end == null ? List.of() : explanation.intervals(end, page);
        }
        return all;
    }

    private static Duration sum(List<SlaInterval> intervals, SlaIntervalReason reason, Instant until) {
        return intervals.stream()
                .filter(interval ->
                        interval.reason() == reason && interval.beginsAt().isBefore(until))
                .map(interval -> Duration.between(
                        interval.beginsAt(),
                        interval.endsAt() == null || interval.endsAt().isAfter(until) ? until : interval.endsAt()))
                .reduce(Duration.ZERO, Duration::plus);
    }

    private static Promise promise(Random random) {
        return new Promise(
                UUID.randomUUID(),
                Duration.ofMinutes(1 + random.nextInt(random.nextBoolean() ? 300 : 3_000)),
                Duration.ofMinutes(10),
                Set.of("AWAITING_SELLER"),
                random.nextInt(8) == 0 ? WorkingHours.ALWAYS : hours(random));
    }

    /** One to three stretches a day, alike on most days; always some time open, every day or almost. */
    private static WorkingHours hours(Random random) {
        var week = new ArrayList<WorkingHours.Stretch>();
        for (var weekday = 1; weekday <= 7; weekday++) {
            var at = random.nextInt(3) * 30;
            while (at < 1_440) {
                var closes = Math.min(1_440, at + 30 * (1 + random.nextInt(20)));
                week.add(new WorkingHours.Stretch(weekday, at, closes));
                at = closes + 30 * random.nextInt(20);
            }
        }
        var holidays = random.ints(2, 0, 6)
                .mapToObj(day -> DAYS.get(random.nextInt(DAYS.size())).plusDays(day))
                .distinct()
                .map(day -> new WorkingHours.Holiday(day, "a day", Instant.MIN))
                .toList();
        return new WorkingHours(ZoneId.of(ZONES.get(random.nextInt(ZONES.size()))), week, holidays);
    }

    private static List<Signal> signals(Random random, ZoneId zone) {
        var start = DAYS.get(random.nextInt(DAYS.size()))
                .atTime(random.nextInt(24), random.nextInt(60))
                .atZone(zone)
                .toInstant();
        var signals = new ArrayList<Signal>();
        signals.add(Signal.of(Signal.Kind.START, start));
        for (var more = random.nextInt(7); more > 0; more--) {
            var at = start.plus(random.nextInt(6_000), ChronoUnit.MINUTES);
            var kinds = List.of(
                    Signal.Kind.PAUSE, Signal.Kind.PAUSE, Signal.Kind.RESUME, Signal.Kind.RESUME, Signal.Kind.STOP);
            var kind = kinds.get(random.nextInt(kinds.size()));
            signals.add(new Signal(
                    kind, at, kind == Signal.Kind.PAUSE ? random.nextInt(4) == 0 ? "OTHER" : "AWAITING_SELLER" : null));
        }
        signals.sort(Comparator.comparing(Signal::at));
        return signals;
    }

    /** Looks at the wall every minute, and at nothing else. */
    private static final class Ticking {
        private static final int LONGEST = 60 * 24 * 60;

        /** What of a reading it can tell. */
        record Seen(@Nullable Instant dueAt, @Nullable Instant stoppedAt, boolean paused) {}

        static Seen of(Promise promise, List<Signal> signals) {
            Map<Instant, List<Signal>> byTime = signals.stream()
                    .collect(Collectors.groupingBy(
                            Signal::at, Collectors.mapping(Function.identity(), Collectors.toList())));
            var last = signals.getLast().at();
            var at = signals.getFirst().at();
            var counted = 0L;
            var paused = false;
            Instant due = null;
            Instant stopped = null;
            for (var tick = 0; tick < LONGEST && (due == null || !at.isAfter(last)); tick++) {
                if (due == null && counted == promise.target().toMinutes()) {
                    due = at;
                }
                for (var signal : byTime.getOrDefault(at, List.of())) {
                    if (stopped == null) {
                        switch (signal.kind()) {
                            case PAUSE -> paused = paused || Objects.equals(signal.reason(), "AWAITING_SELLER");
                            case RESUME -> paused = false;
                            case STOP -> {
                                paused = false;
                                stopped = at;
                            }
                            default -> {
                                // The start is the first tick.
                            }
                        }
                    }
                }
                if (paused && at.isAfter(last)) {
                    break;
                }
                counted += !paused && isOpen(promise.hours(), at) ? 1 : 0;
                at = at.plus(1, ChronoUnit.MINUTES);
            }
            return new Seen(paused ? null : due, stopped, paused);
        }

        private static boolean isOpen(WorkingHours hours, Instant at) {
            var wall = at.atZone(hours.zone());
            var minute = wall.getHour() * 60 + wall.getMinute();
            return !hours.holidays().containsKey(wall.toLocalDate())
                    && hours.week().stream()
                            .anyMatch(stretch ->
                                    stretch.weekday() == wall.getDayOfWeek().getValue()
                                            && stretch.opensMinute() <= minute
                                            && minute < stretch.closesMinute());
        }
    }
}
