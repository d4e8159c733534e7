package docket.sla;

import java.time.LocalDate;
import java.util.UUID;

/** A day on which no time counts. */
public record CalendarHoliday(UUID businessCalendarId, LocalDate holidayOn, String name) {}
