package docket.cases;

import static docketdb.cases.Tables.ASSIGNMENT;
import static docketdb.cases.Tables.CASE_EVENT;
import static docketdb.cases.Tables.CASE_REPORT;
import static docketdb.cases.Tables.LEASE;
import static docketdb.cases.Tables.MODERATION_CASE;
import static docketdb.cases.Tables.QUEUE;
import static docketdb.cases.Tables.ROUTING_RULE_VERSION;
import static docketdb.cases.Tables.SUBJECT_SNAPSHOT;

import docket.platform.listing.Listing;
import docket.platform.listing.Listing.Runs;
import docket.platform.request.Caller;
import docket.platform.search.SearchFunction;
import docket.platform.search.SearchRequest;
import docket.platform.search.TextSearch;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** All SQL about cases. */
final class CaseRepository {
    /** As many as a search returns at most; to rank one costs a tenth of a millisecond. */
    private static final int CANDIDATES = 50;

    private static final SearchFunction NEWEST = new SearchFunction("cases.newest_matches");
    private static final SearchFunction SCOPED_NEWEST = new SearchFunction("cases.scoped_newest_matches");

    static final Listing<Case> CASES = Listing.of(Entity.of(Case.class, MODERATION_CASE))
            .anchor("number", MODERATION_CASE.NUMBER)
            .anchorId("queue", MODERATION_CASE.QUEUE_ID, "Queue")
            .anchorId("seller", MODERATION_CASE.SELLER_ID, "Seller")
            .anchorId("creator", MODERATION_CASE.CREATOR_ID, "Creator")
            .anchorId("listing", MODERATION_CASE.LISTING_ID, "ProductListing")
            .anchorId("content", MODERATION_CASE.CONTENT_ID, "Content")
            .anchorId("vendor", MODERATION_CASE.VENDOR_ID, "Vendor")
            .anchorId("assignee", MODERATION_CASE.ASSIGNEE_ID, "Reviewer")
            .anchor("receivedAt", MODERATION_CASE.RECEIVED_AT)
            .anchor("sourcePlatform", MODERATION_CASE.SOURCE_PLATFORM)
            .searchElsewhere("text", """
                    select t.case_id
                    from cases.case_text t
                    where cases.search_vector(t.number, t.vendor_id, t.market, t.title, t.summary) @@ platform.gram_query({0})""")
            .scopedSearch("text", new SearchFunction("cases.scoped_matches"))
            .filter("state", MODERATION_CASE.STATE)
            .filter("domain", MODERATION_CASE.DOMAIN)
            .filter("subjectKind", MODERATION_CASE.SUBJECT_KIND)
            .filter("severity", MODERATION_CASE.SEVERITY)
            .filter("market", MODERATION_CASE.MARKET)
            .filter("language", MODERATION_CASE.LANGUAGE)
            .filter("sourceType", MODERATION_CASE.SOURCE_TYPE)
            .filter("sourceDetail", MODERATION_CASE.SOURCE_DETAIL)
            .filter("queuedAt", MODERATION_CASE.QUEUED_AT)
            .filter("firstTouchAt", MODERATION_CASE.FIRST_TOUCH_AT)
            .filter("decidedAt", MODERATION_CASE.DECIDED_AT)
            .filter("closedAt", MODERATION_CASE.CLOSED_AT)
            .filter("dueAt", MODERATION_CASE.DUE_AT)
            .filter("reopenCount", MODERATION_CASE.REOPEN_COUNT)
            .descending("RECEIVED_AT", MODERATION_CASE.RECEIVED_AT, "receivedAt")
            .ascendingWithin(
                    "DUE_AT",
                    MODERATION_CASE.DUE_AT,
                    "dueAt",
                    new Runs(MODERATION_CASE.QUEUE_ID, MODERATION_CASE.STATE, "state", CaseState.names()));

    static final Listing<Queue> QUEUES = Listing.of(
                    Entity.of(Queue.class, QUEUE, Map.of("isActive", QUEUE.ACTIVE, "isCertified", QUEUE.CERTIFIED)))
            .anchor("key", QUEUE.KEY)
            .filter("domain", QUEUE.DOMAIN)
            .filter("market", QUEUE.MARKET)
            .filter("language", QUEUE.LANGUAGE)
            .filter("severity", QUEUE.SEVERITY)
            .anchorId("vendor", QUEUE.VENDOR_ID, "Vendor")
            .filter("isActive", QUEUE.ACTIVE)
            .filter("isCertified", QUEUE.CERTIFIED)
            .ascending("KEY", QUEUE.KEY, "key")
            .small();

    static final Listing<RoutingRule> ROUTING_RULES = Listing.of(Entity.of(RoutingRule.class, ROUTING_RULE_VERSION))
            .descending("ID", ROUTING_RULE_VERSION.ID, "id")
            .small();

    static final Listing<CaseReport> REPORTS = Listing.of(Entity.of(CaseReport.class, CASE_REPORT))
            .ascending("RECEIVED_AT", CASE_REPORT.RECEIVED_AT, "receivedAt");

    static final Listing<SubjectSnapshot> SNAPSHOTS = Listing.of(Entity.of(
                    SubjectSnapshot.class,
                    SUBJECT_SNAPSHOT,
                    Map.of(
                            "payload", DSL.field("{0}::text", String.class, SUBJECT_SNAPSHOT.PAYLOAD),
                            "sha256", DSL.field("encode({0}, 'hex')", String.class, SUBJECT_SNAPSHOT.SHA256))))
            .ascending("TAKEN_AT", SUBJECT_SNAPSHOT.TAKEN_AT, "takenAt");

    static final Listing<Assignment> ASSIGNMENTS = Listing.of(Entity.of(Assignment.class, ASSIGNMENT))
            .ascending("ASSIGNED_AT", ASSIGNMENT.ASSIGNED_AT, "assignedAt");

    static final Listing<Lease> LEASES =
            Listing.of(Entity.of(Lease.class, LEASE)).ascending("GRANTED_AT", LEASE.GRANTED_AT, "grantedAt");

    static final Listing<CaseEvent> EVENTS = Listing.of(Entity.of(
                    CaseEvent.class,
                    CASE_EVENT,
                    Map.of(
                            "detail", ofDetail(String.class, """
                                    nullif(jsonb_strip_nulls(jsonb_build_object(
                                        'reason', {0} -> 'reason', 'cause', {0} -> 'cause', 'from', {0} -> 'from', 'dueAt', {0} -> 'dueAt')),
                                        '{}')::text"""),
                            "note", DSL.field("""
                                    (select coalesce({0} ->> 'note', {0} ->> 'reference') from vendors.reviewer r where r.id = {1})""", String.class, CASE_EVENT.DETAIL, CASE_EVENT.REVIEWER_ID),
                            "queueId",
                                    ofDetail(
                                            UUID.class,
                                            "(select q.id from cases.queue q where q.key = {0} ->> 'queue')"),
                            "handedToId", ofDetail(UUID.class, "({0} ->> 'to')::uuid"),
                            "otherCaseId", ofDetail(UUID.class, """
                                    (select c.id from cases.moderation_case c
                                    where c.number = coalesce({0} ->> 'into', {0} ->> 'mergedFrom')::bigint)"""),
                            "decisionId", ofDetail(UUID.class, "({0} ->> 'decision')::uuid"),
                            "escalationId", ofDetail(UUID.class, "({0} ->> 'escalation')::uuid"))))
            .ascending("SEQ", CASE_EVENT.SEQ, "seq");

    /** Events name what is another table's: it is told by keys, which lead through that table's policy, and nothing else of the detail comes out but words. */
    private static <T> Field<T> ofDetail(Class<T> type, String expression) {
        return DSL.field(expression, type, CASE_EVENT.DETAIL);
    }

    static final Loader<Long, Case> BY_NUMBER = (db, numbers) -> {
        var query = DSL.select(CASES.entity().columns())
                .from(MODERATION_CASE)
                .where(MODERATION_CASE.NUMBER.eq(DSL.any(numbers.toArray(Long[]::new))));
        return db.map(query, row -> row.getLong(2), row -> CASES.entity().read(row, 0));
    };

    private static final TextSearch SEARCH =
            TextSearch.computed(MODERATION_CASE, MODERATION_CASE.ID, MODERATION_CASE.TITLE, MODERATION_CASE.SUMMARY);

    private CaseRepository() {}

    static Select<Record1<UUID>> idsWhere(Condition condition) {
        return DSL.select(MODERATION_CASE.ID).from(MODERATION_CASE).where(condition);
    }

    private static final String QUEUE_TO_USE = """
            select %s from cases.queue
            where queue.id = ? and (?::uuid is null or queue.vendor_id = ?::uuid)
                and (cardinality(?::text[]) = 0 or queue.market is null or queue.market = any (?::text[]))
            """.formatted(QUEUES.entity().columnList());

    /** A queue in the caller's reach. */
    static @Nullable Queue queue(DSLContext sql, UUID id, Caller caller) {
        var markets = caller.markets().toArray(String[]::new);
        var found = Write.rows(
                sql,
                QUEUE_TO_USE,
                row -> QUEUES.entity().read(row, 0),
                id,
                caller.vendorId(),
                caller.vendorId(),
                markets,
                markets);
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<CaseSearchHit> search(Db db, SearchRequest request, @Nullable String market) {
        var newest = db.isScoped() ? SCOPED_NEWEST : NEWEST;
        var which = newest.returns(
                MODERATION_CASE.ID, DSL.val(request.text()), DSL.val(market, SQLDataType.CLOB), DSL.inline(CANDIDATES));
        return SEARCH.hits(db, request, which, CaseSearchHit::new);
    }

    /** Counts by state below each parent that {@code column} names. */
    static Loader<UUID, List<CaseStateCount>> stateCounts(Field<UUID> column) {
        var sql = Sql.of(DSL.select(column, MODERATION_CASE.STATE, DSL.count())
                .from(MODERATION_CASE)
                .where(column.eq(DSL.any(Sql.keys())))
                .groupBy(column, MODERATION_CASE.STATE)
                .orderBy(MODERATION_CASE.STATE));
        return (db, keys) -> db.groups(
                sql,
                Sql.keys(keys),
                row -> row.getObject(1, UUID.class),
                row -> new CaseStateCount(row.getString(2), row.getInt(3)));
    }
}
