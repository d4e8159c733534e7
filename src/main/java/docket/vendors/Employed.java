package docket.vendors;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who works here, or did.
 *
 * @param vendorId the company; null: the house
 */
public record Employed(UUID id, @Nullable UUID vendorId, boolean isActive) {}
