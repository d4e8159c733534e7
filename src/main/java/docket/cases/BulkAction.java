package docket.cases;

import docket.platform.bulk.BulkRules;
import docket.platform.mutation.Refusal;
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
    static final BulkRules<CaseErrorCode> RULES =
            new BulkRules<>("bulkAction", "BULK_ACTION", "bulk action", CaseErrorCode.class);

    /** @throws Refusal when it has ended its cases, which nothing brings back */
    static void requireMove(UUID id, @Nullable String cancelReason) {
        if (cancelReason != null) {
            throw Refusal.of(
                            CaseErrorCode.INVALID_TRANSITION,
                            RULES.field(),
                            "What was cancelled has ended: whoever has news of it reports it anew")
                    .showing(RULES.field(), id);
        }
    }
}
