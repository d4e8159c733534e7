package docket.decisions;

import docket.cases.Fitness;
import docket.platform.mutation.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as somebody else looks at it.
 *
 * @param isOfCaller whether the caller who looks at it sent it
 * @param part of whoever looks at it, as {@link Fitness#part} says it, that keeps her from doing so; null: none
 * @param category of the violation; null: there is none
 * @param overAction a measure whose end has passed while it waited; null: none
 * @param unfit why whoever looks at it is no second pair of eyes for it: OTHER_COMPANY or UNSKILLED; null: she is
 * @param owesReasons whether those concerned are to be told the reasons once it is approved
 * @param undoneAction of a measure that is to go on, that and when it was undone; null: none. One that reaches its end does as was proposed
 */
record Proposal(
        UUID id,
        UUID caseId,
        String approval,
        UUID deciderId,
        Instant decidedAt,
        boolean isOfCaller,
        @Nullable String part,
        String outcome,
        @Nullable String category,
        @Nullable String overAction,
        boolean owesReasons,
        @Nullable String unfit,
        @Nullable String undoneAction) {

    /** @throws Refusal when it was she who decided, or the same token, or she had another part in the case, or could not judge it */
    void requireOther(UUID looker, String name) {
        if (looker.equals(deciderId)) {
            throw notSeparate(
                    "reviewer",
                    "%s decided this at %s: a second pair of eyes is somebody else's".formatted(name, decidedAt));
        }
        if (part != null) {
            throw notSeparate("reviewer", Fitness.hadPart(name, part));
        }
        requireOtherCaller();
        if (unfit != null) {
            var why = unfit.equals("UNSKILLED")
                    ? "%s has no skill in the domain of the case beyond a trainee's".formatted(name)
                    : "%s works for another company than the case's".formatted(name);
            throw Refusal.of(DecisionErrorCode.REVIEWER_UNFIT, "reviewer", why).showing("case", caseId);
        }
    }

    /** @throws Refusal when it was sent by the same token */
    void requireOtherCaller() {
        if (isOfCaller) {
            throw notSeparate(
                    "decision",
                    "This token sent the decision at %s: a second pair of eyes has a token of its own"
                            .formatted(decidedAt));
        }
    }

    /** @throws Refusal when it cannot take effect as it was proposed */
    void requireNothingOver() {
        if (overAction != null) {
            throw Refusal.of(
                            DecisionErrorCode.ACTION_TIME_INVALID,
                            "decision",
                            "The end of %s has passed while it waited: refuse the decision, so that it is taken anew"
                                    .formatted(overAction))
                    .showing("case", caseId);
        }
        if (undoneAction != null) {
            throw Refusal.of(
                            DecisionErrorCode.ACTION_ENDED,
                            "decision",
                            "%s, and was to go on: refuse the decision, so that it is taken anew"
                                    .formatted(undoneAction))
                    .showing("case", caseId);
        }
    }

    private Refusal notSeparate(String field, String message) {
        return Refusal.of(DecisionErrorCode.DUTIES_NOT_SEPARATE, field, message).showing("case", caseId);
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
