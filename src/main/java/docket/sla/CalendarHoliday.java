package docket.sla;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A day on which no time counts. */
public record CalendarHoliday(
        UUID businessCalendarId,
        LocalDate holidayOn,
        String name,
        @Nullable Instant announcedAt) {}
