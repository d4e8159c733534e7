package docket.demo;

import java.time.Instant;
import java.time.LocalDate;

/** The span of the made-up history. It is fixed, so that two loads are equal to the byte. All times are milliseconds since 1970. */
final class History {
    static final long SECOND = 1_000;
    static final long MINUTE = 60 * SECOND;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;

    static final long END = Instant.parse("2026-11-20T00:00:00Z").toEpochMilli();
    static final long START = Instant.parse("2024-11-20T00:00:00Z").toEpochMilli();

    /** The great sale of autumn 2026, which the desks have not worked off when the history ends. */
    static final long SURGE = END - 24 * DAY;

    static final long NEVER = Long.MIN_VALUE;
    static final long INFINITY = Long.MAX_VALUE;

    private History() {}

    static long at(String date) {
        return LocalDate.parse(date).toEpochDay() * DAY;
    }

    static long midnight(long time) {
        return Math.floorDiv(time, DAY) * DAY;
    }
}
