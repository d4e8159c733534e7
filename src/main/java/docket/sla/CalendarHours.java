package docket.sla;

import java.util.UUID;

/** A stretch of a week in which time counts. */
public record CalendarHours(UUID businessCalendarId, int weekday, int opensMinute, int closesMinute) {}
