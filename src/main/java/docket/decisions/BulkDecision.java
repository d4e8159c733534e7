package docket.decisions;

import docket.platform.bulk.BulkRules;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decision for many cases. */
public record BulkDecision(
        UUID id,
        String owner,
        String state,
        UUID reviewerId,
        @Nullable String onError,
        int caseCount,
        int sellerCount,
        int creatorCount,
        int toDecide,
        int toPropose,
        int toFail,
        Instant plannedAt,
        Instant expiresAt,
        @Nullable Instant appliedAt,
        @Nullable Instant undoneAt,
        @Nullable String undoReason,
        int version) {
    static final BulkRules<DecisionErrorCode> RULES =
            new BulkRules<>("bulkDecision", "BULK_DECISION", "bulk decision", DecisionErrorCode.class);
}
