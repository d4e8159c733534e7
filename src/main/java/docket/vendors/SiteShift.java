package docket.vendors;

import java.time.LocalTime;
import java.util.UUID;

/** A working shift of a site, in its local time. */
public record SiteShift(UUID id, UUID siteId, String name, LocalTime startsLocal, LocalTime endsLocal) {}
