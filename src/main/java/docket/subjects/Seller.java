package docket.subjects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop. */
public record Seller(
        UUID id,
        String externalRef,
        String name,
        String kind,
        String market,
        String state,
        String tier,
        int healthPoints,
        @Nullable Instant traderVerifiedAt,
        Instant registeredAt) {}
