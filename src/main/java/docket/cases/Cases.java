package docket.cases;

import static docketdb.cases.Tables.MODERATION_CASE;

import docket.platform.sql.Loader;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/** What other features may ask of cases. */
public final class Cases {
    public static final Loader<UUID, Case> CASES = CaseRepository.CASES.entity();
    public static final Loader<UUID, Queue> QUEUES = CaseRepository.QUEUES.entity();
    public static final Loader<UUID, SubjectSnapshot> SNAPSHOTS = CaseRepository.SNAPSHOTS.entity();

    public static final Loader<UUID, Lease> LEASES = CaseRepository.LEASES.entity();

    /** By snapshot, whether its subject looks different now; missing where the snapshot has a form that cannot be compared. */
    public static final Loader<UUID, Boolean> SUBJECT_CHANGED_SINCE = SnapshotRepository.CHANGED_SINCE;

    private Cases() {}

    /** When those who are hit by a decision were last told, of cases where they have been. */
    public static Map<UUID, Instant> latestNotices(DSLContext sql, Collection<UUID> cases) {
        return HistoryRepository.latestNotices(sql, cases);
    }

    /** The ids of the cases about some sellers, to be used inside a statement. */
    public static Select<Record1<UUID>> aboutSellers(Function<Field<UUID>, Condition> sellers) {
        return CaseRepository.idsWhere(sellers.apply(MODERATION_CASE.SELLER_ID));
    }

    /** The ids of the cases about some creators, to be used inside a statement. */
    public static Select<Record1<UUID>> aboutCreators(Function<Field<UUID>, Condition> creators) {
        return CaseRepository.idsWhere(creators.apply(MODERATION_CASE.CREATOR_ID));
    }
}
