package docket.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Set;

/** A business calendar laid out: every open stretch of the history and a year beyond, with the working time before it. */
final class WorkingTime {
    private final long[] opens;
    private final long[] closes;
    private final long[] before;

    WorkingTime(ZoneId zone, int opensMinute, int closesMinute, int lastWeekday, Set<LocalDate> holidays) {
        var first = LocalDate.ofInstant(Instant.ofEpochMilli(History.START - 30 * History.DAY), ZoneOffset.UTC);
        var last = LocalDate.ofInstant(Instant.ofEpochMilli(History.END + 400 * History.DAY), ZoneOffset.UTC);
        var days = first.datesUntil(last)
                .filter(day -> day.getDayOfWeek().getValue() <= lastWeekday && !holidays.contains(day))
                .toList();
        opens = days.stream().mapToLong(day -> instant(day, opensMinute, zone)).toArray();
        closes =
                days.stream().mapToLong(day -> instant(day, closesMinute, zone)).toArray();
        before = new long[opens.length];
        for (var i = 1; i < before.length; i++) {
            before[i] = before[i - 1] + closes[i - 1] - opens[i - 1];
        }
    }

    private static long instant(LocalDate day, int minute, ZoneId zone) {
        return day.atTime(minute / 60, minute % 60).atZone(zone).toInstant().toEpochMilli();
    }

    /** The instant at which so much working time has passed. */
    long add(long from, long duration) {
        var target = elapsed(from) + duration;
        var i = Arrays.binarySearch(before, target);
        var stretch = i >= 0 ? Math.max(i - 1, 0) : -i - 2;
        return opens[stretch] + target - before[stretch];
    }

    long between(long from, long to) {
        return elapsed(to) - elapsed(from);
    }

    private long elapsed(long instant) {
        var i = Arrays.binarySearch(opens, instant);
        var stretch = i >= 0 ? i : -i - 2;
        return stretch < 0 ? 0 : before[stretch] + Math.min(instant, closes[stretch]) - opens[stretch];
    }
}
