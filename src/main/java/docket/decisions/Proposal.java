package docket.decisions;

import docket.platform.mutation.Refusal;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as somebody else looks at it.
 *
 * @param category of the violation; null: there is none
 * @param overAction a measure whose end has passed while it waited; null: none
 * @param owesReasons whether those concerned are to be told the reasons once it is approved
 */
record Proposal(
        UUID id,
        UUID caseId,
        String approval,
        UUID deciderId,
        Instant decidedAt,
        String outcome,
        @Nullable String category,
        @Nullable String overAction,
        boolean owesReasons) {

    /** @throws Refusal when it was she who decided */
    void requireOther(Worker worker) {
        if (worker.id().equals(deciderId)) {
            throw Refusal.of(
                            DecisionErrorCode.DUTIES_NOT_SEPARATE,
                            "reviewer",
                            "%s decided this at %s: a second pair of eyes is somebody else's"
                                    .formatted(worker.name(), decidedAt))
                    .showing("case", caseId);
        }
    }

    /** @throws Refusal when it waits for nobody */
    void requirePending() {
        if (!approval.equals("PENDING")) {
            throw Refusal.of(
                            DecisionErrorCode.INVALID_TRANSITION,
                            "decision",
                            "Its approval is %s: it waits for nobody".formatted(approval))
                    .showing("case", caseId);
        }
    }
}
