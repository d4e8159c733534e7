package docket.policies;

import static docketdb.policies.Tables.POLICY;
import static docketdb.policies.Tables.POLICY_CLAUSE;

import docket.platform.listing.Listing;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;

/** All SQL about policies. */
final class PolicyRepository {
    static final Listing<Policy> POLICIES = Listing.of(Entity.of(Policy.class, POLICY))
            .small()
            .anchor("key", POLICY.KEY)
            .filter("title", POLICY.TITLE)
            .anchor("domain", POLICY.DOMAIN)
            .descending("ID", POLICY.ID, "id")
            .ascending("TITLE", POLICY.TITLE, "title");

    static final Listing<PolicyClause> CLAUSES = Listing.of(Entity.of(PolicyClause.class, POLICY_CLAUSE))
            .small()
            .anchorId("policy", POLICY_CLAUSE.POLICY_ID, "Policy")
            .filter("number", POLICY_CLAUSE.NUMBER)
            .filter("title", POLICY_CLAUSE.TITLE)
            .filter("ground", POLICY_CLAUSE.GROUND)
            .anchor("statementCategory", POLICY_CLAUSE.STATEMENT_CATEGORY)
            .filter("keyword", POLICY_CLAUSE.KEYWORD)
            .filter("effectiveOn", POLICY_CLAUSE.EFFECTIVE_ON)
            .filter("endsOn", POLICY_CLAUSE.ENDS_ON)
            .descending("ID", POLICY_CLAUSE.ID, "id")
            .descending("EFFECTIVE_ON", POLICY_CLAUSE.EFFECTIVE_ON, "effectiveOn");

    private PolicyRepository() {}

    static Select<Record1<UUID>> clauseIds(Field<UUID> policy) {
        return DSL.select(POLICY_CLAUSE.ID).from(POLICY_CLAUSE).where(POLICY_CLAUSE.POLICY_ID.eq(policy));
    }

    /** By the id of any of them, the revisions of one number, newest first. */
    static Map<UUID, List<PolicyClause>> revisions(Db db, Collection<UUID> clauses) {
        var given = POLICY_CLAUSE.as("given");
        var query = DSL.select(given.ID)
                .select(CLAUSES.entity().columns())
                .from(given)
                .join(POLICY_CLAUSE)
                .on(POLICY_CLAUSE.POLICY_ID.eq(given.POLICY_ID).and(POLICY_CLAUSE.NUMBER.eq(given.NUMBER)))
                .where(given.ID.eq(DSL.any(clauses.toArray(UUID[]::new))))
                .orderBy(POLICY_CLAUSE.REVISION.desc());
        return db.groups(
                query,
                row -> row.getObject(1, UUID.class),
                row -> CLAUSES.entity().read(row, 1));
    }
}
