package docket.decisions;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Account health points given or taken; never edited. */
public record HealthLedgerEntry(
        UUID id,
        @Nullable UUID sellerId,
        @Nullable UUID creatorId,
        int points,
        String cause,
        @Nullable UUID actionId,
        @Nullable UUID reversesId,
        @Nullable Instant expiresAt,
        Instant recordedAt) {}
