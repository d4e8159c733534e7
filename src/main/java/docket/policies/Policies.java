package docket.policies;

import docket.platform.listing.Listing;
import docket.platform.sql.Loader;
import java.util.UUID;
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

    /** The ids of a policy's clauses in all revisions, to be used inside a statement. */
    public static Select<Record1<UUID>> clauseIds(Field<UUID> policy) {
        return PolicyRepository.clauseIds(policy);
    }
}
