package docket.sla;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When time counts: at every instant at which a clock on a wall of the zone shows opening hours of a day that is no holiday. So hours that begin
 * in the gap of spring begin after it, and an hour that autumn shows twice counts twice where it is open. Without hours every day is open from
 * midnight to midnight. Knows no horizon but the year 9999, beyond which it refuses.
 */
final class WorkingHours {
    static final WorkingHours ALWAYS = new WorkingHours(ZoneId.of("UTC"), List.of(), List.of());

    static final int LAST_YEAR = 9_999;
    private static final int MINUTES_OF_A_DAY = 1_440;

    /** @param weekday 1 Monday to 7 Sunday */
    record Stretch(int weekday, int opensMinute, int closesMinute) {}

    /** @param announcedAt since when it is known; clocks that started before count the day */
    record Holiday(LocalDate on, String name, Instant announcedAt) {}

    private final ZoneId zone;
    private final List<Stretch> week;
    private final Map<LocalDate, String> holidays;
    /** In the order in which they were announced. */
    private final List<Holiday> announced;

    private final Map<Integer, WorkingYear> years = new ConcurrentHashMap<>();
    /** By the number of holidays that were known. */
    private final Map<Integer, WorkingHours> earlier = new ConcurrentHashMap<>();

    WorkingHours(ZoneId zone, List<Stretch> week, List<Holiday> holidays) {
        this.zone = zone;
        this.week = week.isEmpty() ? wholeDays() : List.copyOf(week);
        this.announced = holidays.stream()
                .sorted(Comparator.comparing(Holiday::announcedAt).thenComparing(Holiday::on))
                .toList();
        this.holidays = holidays.stream().collect(Collectors.toMap(Holiday::on, Holiday::name, (one, other) -> one));
    }

    private static List<Stretch> wholeDays() {
        var days = new ArrayList<Stretch>();
        for (var weekday = 1; weekday <= 7; weekday++) {
            days.add(new Stretch(weekday, 0, MINUTES_OF_A_DAY));
        }
        return days;
    }

    ZoneId zone() {
        return zone;
    }

    List<Stretch> week() {
        return week;
    }

    Map<LocalDate, String> holidays() {
        return holidays;
    }

    /** As it was promised to a clock that started then: without holidays that were announced later. */
    WorkingHours asKnownAt(Instant start) {
        var known = announced.size();
        while (known > 0 && announced.get(known - 1).announcedAt().isAfter(start)) {
            known--;
        }
        return known == announced.size()
                ? this
                : earlier.computeIfAbsent(known, count -> new WorkingHours(zone, week, announced.subList(0, count)));
    }

    /** The first instant at which so much has counted. */
    Instant add(Instant from, Duration counted) {
        if (this == ALWAYS || !counted.isPositive()) {
            return from.plus(counted);
        }
        var year = year(from);
        var target = Math.addExact(year.elapsed(Micros.of(from)), Micros.of(counted));
        while (target > year.total()) {
            target -= year.total();
            year = next(year, counted);
        }
        return Micros.instant(year.at(target));
    }

    private WorkingYear next(WorkingYear year, Duration counted) {
        if (year.number() == LAST_YEAR) {
            throw new IllegalStateException("%s of opening hours do not pass before the year 10000".formatted(counted));
        }
        return years.computeIfAbsent(year.number() + 1, this::lay);
    }

    /** How much counts between the two; nothing when the end comes first. */
    Duration between(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            return Duration.ZERO;
        }
        if (this == ALWAYS) {
            return Duration.between(from, to);
        }
        var year = year(from);
        var last = year(to);
        var counted = -year.elapsed(Micros.of(from));
        while (year.number() < last.number()) {
            counted += year.total();
            year = years.computeIfAbsent(year.number() + 1, this::lay);
        }
        return Micros.duration(counted + last.elapsed(Micros.of(to)));
    }

    private WorkingYear year(Instant instant) {
        var number = instant.atZone(zone).getYear();
        if (number > LAST_YEAR) {
            throw new IllegalStateException("%s is after the year 9999".formatted(instant));
        }
        return years.computeIfAbsent(number, this::lay);
    }

    private WorkingYear lay(int number) {
        return WorkingYear.of(number, this);
    }

    /** The open stretches in order, from the first one that is not over then. */
    Stretches from(Instant instant) {
        return new Stretches(year(instant), Micros.of(instant));
    }

    /** Walks over open stretches. */
    final class Stretches {
        private WorkingYear year;
        private int index;

        private Stretches(WorkingYear year, long instant) {
            this.year = year;
            this.index = year.firstNotOver(instant);
            skipEmptyYears();
        }

        private void skipEmptyYears() {
            while (index == year.size() && year.number() < LAST_YEAR) {
                year = years.computeIfAbsent(year.number() + 1, WorkingHours.this::lay);
                index = 0;
            }
        }

        boolean isOver() {
            return index == year.size();
        }

        Instant opens() {
            return Micros.instant(year.opens(index));
        }

        Instant closes() {
            return Micros.instant(year.closes(index));
        }

        void advance() {
            index++;
            skipEmptyYears();
        }
    }
}
