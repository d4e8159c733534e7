package docket.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** Keeps the clocks that run on cases. Whoever moves cases calls it in the same transaction. */
public interface CaseClocks {
    /** A case as it will be after the transaction: what decides which promises hold for it. */
    record Followed(
            UUID id,
            String domain,
            String market,
            String severity,
            @Nullable UUID vendorId) {}

    /**
     * Brings the clocks of cases in line with their events, which are written already.
     *
     * @return when the running decision clock of each case ends; cases without one are missing
     */
    Map<UUID, Instant> follow(DSLContext sql, List<Followed> cases);
}
