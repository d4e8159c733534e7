package docket.decisions;

import docket.platform.lifecycle.LifeCycle;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Refusal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A measure as it stands, for whoever wants to undo it. */
record Undoable(
        UUID id,
        String state,
        boolean isReversible,
        @Nullable Instant effectiveAt,
        @Nullable Instant endsAt) {
    private boolean isToCome(Instant now) {
        return !state.equals("ACTIVE") && effectiveAt != null && effectiveAt.isAfter(now);
    }

    /** @throws Refusal when it is over, or is in force and stays so; what is to come can always be called off */
    void requireUndoable(LifeCycles lifeCycles, Instant now) {
        var lifeCycle = lifeCycles.of(EnforcementAction.LIFE_CYCLE);
        // Seconds pass until a sweep has written down that it is over.
        var isOver = endsAt != null && !endsAt.isAfter(now) && allows(lifeCycle, state);
        var stands = isOver ? "EXPIRED" : state;
        if (!allows(lifeCycle, stands)) {
            throw refused(DecisionErrorCode.INVALID_TRANSITION, lifeCycle.refusal("The measure", stands));
        }
        if (!isReversible && !isToCome(now)) {
            throw refused(
                    DecisionErrorCode.ACTION_NOT_REVERSIBLE,
                    "It was decided as one that cannot be undone once it has taken effect");
        }
    }

    private static boolean allows(LifeCycle lifeCycle, String state) {
        return lifeCycle.allows(state, "REVERSED", "REVERSED");
    }

    private Refusal refused(DecisionErrorCode code, String why) {
        return Refusal.of(code, "action", why).showing("action", id);
    }
}
