package docket.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps the clocks that run on cases. Whoever moves cases calls it in the same transaction. */
public interface CaseClocks {
    /** What the clocks of some cases go by, read while they are locked. */
    interface History {}

    /**
     * Asks for it in the round trip that locks the cases, after that.
     *
     * @param cases null: the one whose id the statement before has left in the setting {@code docket.locked}
     */
    History history(DSLContext sql, UUID @Nullable [] cases);

    /**
     * A case as it will be after the transaction: what decides which promises hold for it.
     *
     * @param history of before
     * @param happened since
     */
    record Followed(
            UUID id,
            String domain,
            String market,
            String severity,
            @Nullable UUID vendorId,
            History history,
            List<NewEvent> happened) {}

    /**
     * What is being written down.
     *
     * @param vendorId of the company that works the case from then on
     */
    record NewEvent(
            String kind,
            String toState,
            Instant at,
            @Nullable UUID vendorId,
            Map<String, Object> detail) {}

    /**
     * Brings the clocks of cases in line with their events.
     *
     * @return when the running decision clock of each case ends; cases without one are missing
     */
    Map<UUID, Instant> follow(DSLContext sql, List<Followed> cases);
}
