package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The same for many cases that are not decided by it. */
public record BulkAction(
        UUID id,
        String owner,
        String kind,
        @Nullable UUID queueId,
        @Nullable String cancelReason,
        String state,
        @Nullable String onError,
        int caseCount,
        int sellerCount,
        int creatorCount,
        int toChange,
        int toFail,
        Instant plannedAt,
        Instant expiresAt,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoReason,
        int version) {
    static final String LIFE_CYCLE = "BULK_ACTION";
}
