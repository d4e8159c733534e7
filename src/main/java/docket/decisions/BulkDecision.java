package docket.decisions;

import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Refusal;
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
    static final String LIFE_CYCLE = "BULK_DECISION";

    /** @throws Refusal when nothing leads there from where it stands */
    static void requireLeads(LifeCycles lifeCycles, UUID id, String from, String to) {
        var lifeCycle = lifeCycles.of(LIFE_CYCLE);
        if (!lifeCycle.allows(from, to, to)) {
            throw Refusal.of(
                            DecisionErrorCode.INVALID_TRANSITION,
                            "bulkDecision",
                            lifeCycle.refusal("The bulk decision", from))
                    .showing("bulkDecision", id);
        }
    }
}
