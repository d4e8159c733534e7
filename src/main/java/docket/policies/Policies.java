package docket.policies;

import static docketdb.policies.Tables.POLICY_CLAUSE;

import docket.platform.listing.Listing;
import docket.platform.sql.Later;
import docket.platform.sql.Loader;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;

/** What other features may ask of policies. */
public final class Policies {
    public static final Loader<UUID, Policy> POLICIES = PolicyRepository.POLICIES.entity();
    public static final Loader<UUID, PolicyClause> CLAUSES = PolicyRepository.CLAUSES.entity();

    /** For connections of clauses below objects of other features. */
    public static final Listing<PolicyClause> CLAUSE_LISTING = PolicyRepository.CLAUSES;

    private Policies() {}

    /** Those of the clauses that are there, in no order. */
    public static Later<List<PolicyClause>> clauses(DSLContext sql, Collection<UUID> ids) {
        return PolicyRepository.clauses(sql, ids);
    }

    /** The ids of a policy's clauses in all revisions, to be used inside a statement. */
    public static Select<Record1<UUID>> clauseIds(Field<UUID> policy) {
        return PolicyRepository.clauseIds(policy);
    }

    /** The condition on clauses, in a statement that reads them, to be some of these. */
    public static Condition clausesIn(Select<Record1<UUID>> ids) {
        return POLICY_CLAUSE.ID.in(ids);
    }
}
