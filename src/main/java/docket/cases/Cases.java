package docket.cases;

import static docketdb.cases.Tables.MODERATION_CASE;

import docket.platform.sql.Loader;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/** What other features may ask of cases. */
public final class Cases {
    public static final Loader<UUID, Case> CASES = CaseRepository.CASES.entity();
    public static final Loader<UUID, Queue> QUEUES = CaseRepository.QUEUES.entity();
    public static final Loader<UUID, SubjectSnapshot> SNAPSHOTS = CaseRepository.SNAPSHOTS.entity();

    private Cases() {}

    /** The ids of the cases about some sellers, to be used inside a statement. */
    public static Select<Record1<UUID>> aboutSellers(Function<Field<UUID>, Condition> sellers) {
        return CaseRepository.idsWhere(sellers.apply(MODERATION_CASE.SELLER_ID));
    }

    /** The ids of the cases about some creators, to be used inside a statement. */
    public static Select<Record1<UUID>> aboutCreators(Function<Field<UUID>, Condition> creators) {
        return CaseRepository.idsWhere(creators.apply(MODERATION_CASE.CREATOR_ID));
    }
}
