package docket.sla;

import java.util.UUID;

/** When time counts. */
public record BusinessCalendar(UUID id, String key, String name, String timeZone, int version) {}
