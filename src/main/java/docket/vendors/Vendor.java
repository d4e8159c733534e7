package docket.vendors;

import java.util.UUID;

/** An outside company whose people review cases. */
public record Vendor(UUID id, String key, String name, boolean isActive) {}
