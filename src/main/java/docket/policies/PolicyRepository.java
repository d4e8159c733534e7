package docket.policies;

import static docketdb.policies.Tables.POLICY;
import static docketdb.policies.Tables.POLICY_CLAUSE;

import docket.platform.listing.Listing;
import docket.platform.search.SearchHit;
import docket.platform.search.SearchRequest;
import docket.platform.search.TextSearch;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

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

    private static final TextSearch SEARCH =
            TextSearch.stored(POLICY, POLICY.ID, POLICY.SEARCH, POLICY.TITLE, POLICY.SUMMARY);
    private static final TextSearch CLAUSE_SEARCH = TextSearch.stored(
            POLICY_CLAUSE, POLICY_CLAUSE.ID, POLICY_CLAUSE.SEARCH, POLICY_CLAUSE.TITLE, POLICY_CLAUSE.BODY);

    private static final String BY_IDS = "select %s from policies.policy_clause where id = any (?)"
            .formatted(CLAUSES.entity().columns().stream().map(Field::getName).collect(Collectors.joining(", ")));

    private PolicyRepository() {}

    static Later<List<PolicyClause>> clauses(DSLContext sql, Collection<UUID> ids) {
        return Write.later(sql, BY_IDS, row -> CLAUSES.entity().read(row, 0), (Object) ids.toArray(UUID[]::new));
    }

    /** Policies and clauses in one ranking. */
    static List<PolicySearchHit> search(Db db, SearchRequest request, @Nullable String domain, boolean everyRevision) {
        var isDomain = domain == null ? DSL.noCondition() : POLICY.DOMAIN.eq(domain);
        var isInForce = everyRevision
                ? DSL.noCondition()
                : DSL.condition(
                        "daterange({0}, {1}) @> (now() at time zone 'UTC')::date",
                        POLICY_CLAUSE.EFFECTIVE_ON, POLICY_CLAUSE.ENDS_ON);
        var ofDomain = domain == null
                ? DSL.noCondition()
                : POLICY_CLAUSE.POLICY_ID.in(DSL.select(POLICY.ID).from(POLICY).where(isDomain));
        var policies = SEARCH.hits(db, request, isDomain, PolicySearchHit::ofPolicy);
        var clauses = CLAUSE_SEARCH.hits(db, request, ofDomain.and(isInForce), PolicySearchHit::ofClause);
        return Stream.concat(policies.stream(), clauses.stream())
                .sorted(SearchHit.BEST_FIRST)
                .limit(request.first())
                .toList();
    }

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

    /** By hit, the policy found or the one of the clause found: one statement for both. */
    static Map<UUID, Policy> policiesOf(Db db, List<PolicySearchHit> hits) {
        var ids = hits.stream().map(PolicySearchHit::id).toArray(UUID[]::new);
        var hit = DSL.table("unnest({0})", DSL.val(ids)).as(DSL.name("hit"), DSL.name("id"));
        var hitId = DSL.field(DSL.name("hit", "id"), SQLDataType.UUID);
        var query = DSL.select(hitId)
                .select(POLICIES.entity().columns())
                .from(hit)
                .leftJoin(POLICY_CLAUSE)
                .on(POLICY_CLAUSE.ID.eq(hitId))
                .join(POLICY)
                .on(POLICY.ID.eq(DSL.coalesce(POLICY_CLAUSE.POLICY_ID, hitId)));
        return db.map(
                query,
                row -> row.getObject(1, UUID.class),
                row -> POLICIES.entity().read(row, 1));
    }
}
