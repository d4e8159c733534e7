package docket.sla;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock that does not stand as its events tell.
 *
 * @param clockId null: it is missing
 */
record ClockFault(
        @Nullable UUID clockId,
        UUID caseId,
        SlaClockKind kind,
        SlaAgreement agreement,
        Problem problem,
        String detail) {
    enum Problem {
        /** The events call for it, and there is a promise. */
        MISSING,
        /** No event calls for it. */
        NOT_CALLED_FOR,
        /** Its promise was not in force when it was called for. */
        OTHER_PROMISE,
        /** Its times, status or pauses are not those that the events tell. */
        DIFFERS
    }

    @Override
    public String toString() {
        return "%s %s clock %s of case %s %s: %s".formatted(agreement, kind, clockId, caseId, problem, detail);
    }
}
