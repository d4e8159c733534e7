package docket.escalations;

import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps the clocks that run on escalations. Whoever asks calls it in the same transaction. */
public interface EscalationClocks {
    /**
     * A question as it is asked: what decides which promises hold for it.
     *
     * @param severity of the case
     * @param vendorId the company that works the case; null: the house
     */
    record Asked(
            UUID caseId,
            String domain,
            @Nullable String market,
            String severity,
            @Nullable UUID vendorId,
            Instant at) {}

    /** When a ruling is due; null: nothing is promised. */
    @Nullable
    Instant dueAt(DSLContext sql, Asked asked);

    /** Starts the clocks of an escalation that has just been written. */
    void start(DSLContext sql, UUID escalation, Asked asked);
}
