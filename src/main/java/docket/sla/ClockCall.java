package docket.sla;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A clock that the events of a case call for, if there is a promise of its kind.
 *
 * @param vendorId the company whose contract it runs on; null: what we promise ourselves
 * @param severity of the case then; null: what it is now
 * @param workedBy the company that worked the case then, or got it first; null: the house
 * @param calledAt when: the promise in force then is the one that holds
 * @param isOwed false: where there is such a clock it goes like this, but it may be missing
 * @param signals what happened to it since, its start included
 */
record ClockCall(
        SlaClockKind kind,
        @Nullable UUID vendorId,
        @Nullable String severity,
        @Nullable UUID workedBy,
        Instant calledAt,
        boolean isOwed,
        List<Signal> signals) {

    boolean isOfContract() {
        return vendorId != null;
    }

    List<SlaAgreement> agreements() {
        return isOfContract() ? List.of(SlaAgreement.VENDOR_CONTRACT) : List.of(SlaAgreement.SLA, SlaAgreement.OLA);
    }

    /** When it started; null: it waits. */
    @Nullable
    Instant startedAt() {
        for (var signal : signals) {
            if (signal.kind() == Signal.Kind.START) {
                return signal.at();
            }
        }
        return null;
    }
}
