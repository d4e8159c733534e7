package docket.decisions;

import static docketdb.decisions.Tables.BULK_DECISION;
import static docketdb.decisions.Tables.BULK_ITEM;
import static docketdb.decisions.Tables.BULK_MEASURE;

import docket.platform.listing.Listing;
import docket.platform.request.Caller;
import docket.platform.sql.Entity;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Loader;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL about bulk decisions. However many cases there are, the statements are the same. */
final class BulkRepository {
    static final Entity<BulkDecision> BULKS = Entity.of(BulkDecision.class, BULK_DECISION);

    static final Listing<BulkItem> ITEMS = Listing.of(Entity.of(BulkItem.class, BULK_ITEM))
            .filter("expected", BULK_ITEM.EXPECTED)
            .filter("result", BULK_ITEM.RESULT)
            .filter("fault", BULK_ITEM.FAULT)
            .filter("undo", BULK_ITEM.UNDO)
            .ascending("PLACE", BULK_ITEM.PLACE, "place");

    private static final Sql MEASURES_SQL = Sql.of(DSL.select(
                    BULK_MEASURE.BULK_DECISION_ID,
                    BULK_MEASURE.KIND,
                    BULK_MEASURE.MEASURE_COUNT,
                    BULK_MEASURE.TO_APPROVE)
            .from(BULK_MEASURE)
            .where(BULK_MEASURE.BULK_DECISION_ID.eq(DSL.any(Sql.keys())))
            .orderBy(BULK_MEASURE.KIND));
    static final Loader<UUID, List<BulkMeasures>> MEASURES = (db, keys) -> db.groups(
            MEASURES_SQL,
            Sql.keys(keys),
            row -> row.getObject(1, UUID.class),
            row -> new BulkMeasures(row.getString(2), row.getInt(3), row.getInt(4)));

    private static final String PLAN = """
            with planned as (
                insert into decisions.bulk_decision (
                    owner, reviewer_id, vendor_id, template, case_count, seller_count, creator_count, to_decide, to_propose, to_fail,
                    planned_at, expires_at)
                values (?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, now(), now() + interval '1 hour')
                returning id),
            kept as (
                insert into decisions.bulk_item (bulk_decision_id, place, case_id, case_version, expected, fault, message)
                select p.id, i.place, i.case_id, i.version, i.expected, i.fault, i.message
                from planned p, jsonb_to_recordset(?::jsonb) as i (
                    place int, case_id uuid, version int, expected text, fault text, message text)
                order by i.place),
            measured as (
                insert into decisions.bulk_measure (bulk_decision_id, kind, measure_count, to_approve)
                select p.id, m.kind, m.measure_count, m.to_approve
                from planned p, jsonb_to_recordset(?::jsonb) as m (kind text, measure_count int, to_approve int))
            select p.id from planned p
            """;

    private static final String OLD = """
            select b.id from decisions.bulk_decision b
            where b.state = 'PLANNED' and b.planned_at <= ? order by b.planned_at limit ? for update skip locked
            """;

    /** What hangs on a plan goes first: it may go as long as the plan is there, and was not applied. */
    private static final List<String> FORGET = List.of(
            "delete from decisions.bulk_item i where i.bulk_decision_id = any (?)",
            "delete from decisions.bulk_measure m where m.bulk_decision_id = any (?)",
            "delete from decisions.bulk_decision b where b.id = any (?)");

    private static final String LOCK = """
            select b.reviewer_id, b.template::text, b.state, b.expires_at, b.expires_at <= clock_timestamp()
            from decisions.bulk_decision b
            where b.id = ? and (?::uuid is null or b.vendor_id = ?::uuid) and (?::text is null or b.owner = ?::text)
            for no key update
            """;

    private static final String ITEMS_OF = """
            select i.place, i.case_id, i.case_version, i.expected, i.result, i.decision_id, i.fault, i.message
            from decisions.bulk_item i where i.bulk_decision_id = ? order by i.place
            """;

    private static final String ANSWER = """
            update decisions.bulk_item i
            set result = r.result, decision_id = r.decision_id, fault = r.fault, message = r.message
            from jsonb_to_recordset(?::jsonb) as r (case_id uuid, result text, decision_id uuid, fault text, message text)
            where i.bulk_decision_id = ? and i.case_id = r.case_id
            """;

    private static final String APPLIED = """
            update decisions.bulk_decision
            set state = 'APPLIED', on_error = ?, applied_at = least(clock_timestamp(), expires_at - interval '1 microsecond'), version = version + 1
            where id = ?
            """;

    private static final String MEASURES_OF = """
            with held as materialized (
                select a.decision_id, a.state, a.reversible from decisions.enforcement_action a
                where a.decision_id = any (?) order by a.id for no key update)
            select h.decision_id, bool_or(h.state in ('REVERSED', 'FAILED')),
                bool_and(h.reversible or h.state in ('EXPIRED', 'REVERSED', 'FAILED'))
            from held h group by h.decision_id
            """;

    private static final String UNDO = """
            update decisions.bulk_item i
            set undo = r.undo, undo_fault = r.fault, undo_message = r.message
            from jsonb_to_recordset(?::jsonb) as r (case_id uuid, undo text, fault text, message text)
            where i.bulk_decision_id = ? and i.case_id = r.case_id
            """;

    private static final String UNDONE = """
            update decisions.bulk_decision set state = 'UNDONE', undone_at = clock_timestamp(), undo_reason = ?, version = version + 1
            where id = ?
            """;

    private BulkRepository() {}

    /** @return how many plans, the oldest that were made until then and not applied */
    static int forget(DSLContext sql, Instant until, int most) {
        var old = Write.rows(sql, OLD, row -> row.getObject(1, UUID.class), until, most)
                .toArray(UUID[]::new);
        if (old.length > 0) {
            FORGET.forEach(part -> Write.run(sql, part, (Object) old));
        }
        return old.length;
    }

    /**
     * A bulk decision as it was planned.
     *
     * @param isOver whether it is too late to apply it
     */
    record Plan(UUID reviewerId, String template, String state, Instant expiresAt, boolean isOver) {}

    /** One case of it. */
    record Item(
            int place,
            UUID caseId,
            int version,
            String expected,
            @Nullable String result,
            @Nullable UUID decisionId,
            @Nullable BulkFailure failure) {

        boolean isExpectedToFail() {
            return expected.equals("FAILED");
        }

        boolean isProposed() {
            return "PROPOSED".equals(result);
        }
    }

    /** @param result DECIDED or PROPOSED */
    record Taken(UUID decisionId, String result) {}

    /** Why the decision of a case was not undone. */
    record Kept(String fault, String message) {}

    /**
     * The measures of one decision together.
     *
     * @param hasChanged somebody has undone one
     * @param isReversible all that are in force or to come can be undone
     */
    record Measured(boolean hasChanged, boolean isReversible) {
        static final Measured NONE = new Measured(false, true);
    }

    /** @return the new one's id */
    static UUID plan(DSLContext sql, Caller caller, Worker worker, String template, List<BulkDraft> drafts) {
        var sound = drafts.stream().filter(draft -> draft.failure() == null).toList();
        var proposed = (int) sound.stream().filter(BulkDraft::isProposal).count();
        return Write.rows(
                        sql,
                        PLAN,
                        row -> row.getObject(1, UUID.class),
                        caller.id(),
                        worker.id(),
                        caller.vendorId(),
                        template,
                        drafts.size(),
                        distinct(sound, draft -> draft.worked().before().sellerId()),
                        distinct(sound, draft -> draft.worked().before().creatorId()),
                        sound.size() - proposed,
                        proposed,
                        drafts.size() - sound.size(),
                        JsonRows.of(items(drafts)),
                        JsonRows.of(measures(sound)))
                .getFirst();
    }

    private static int distinct(List<BulkDraft> drafts, Function<BulkDraft, @Nullable UUID> key) {
        return (int)
                drafts.stream().map(key).filter(Objects::nonNull).distinct().count();
    }

    private static List<Map<String, @Nullable Object>> items(List<BulkDraft> drafts) {
        var items = new ArrayList<Map<String, @Nullable Object>>();
        for (var draft : drafts) {
            var item = new LinkedHashMap<String, @Nullable Object>();
            item.put("place", items.size());
            item.put("case_id", draft.worked().id());
            item.put("version", draft.worked().before().version());
            item.put("expected", draft.expected());
            addFailure(item, draft.failure());
            items.add(item);
        }
        return items;
    }

    private static void addFailure(Map<String, @Nullable Object> item, @Nullable BulkFailure failure) {
        item.put("fault", failure == null ? null : failure.fault());
        item.put("message", failure == null ? null : failure.message());
    }

    private static List<Map<String, Object>> measures(List<BulkDraft> sound) {
        var counts = new TreeMap<String, int[]>();
        for (var draft : sound) {
            for (var measure : draft.measures()) {
                var count = counts.computeIfAbsent(measure.kind(), kind -> new int[2]);
                count[0]++;
                count[1] += draft.isProposal() ? 1 : 0;
            }
        }
        var measures = new ArrayList<Map<String, Object>>();
        counts.forEach(
                (kind, count) -> measures.add(Map.of("kind", kind, "measure_count", count[0], "to_approve", count[1])));
        return measures;
    }

    /**
     * Nobody else applies or undoes it now. What is out of reach is neither locked nor waited for.
     *
     * @param vendor whose it has to be; null: anybody's
     * @param owner who has to have planned it; null: anybody
     * @return null: there is none
     */
    static @Nullable Plan lock(DSLContext sql, UUID id, @Nullable UUID vendor, @Nullable String owner) {
        var found = Write.rows(
                sql,
                LOCK,
                row -> new Plan(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getBoolean(5)),
                id,
                vendor,
                vendor,
                owner,
                owner);
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<Item> items(DSLContext sql, UUID bulk) {
        return Write.rows(
                sql,
                ITEMS_OF,
                row -> new Item(
                        row.getInt(1),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, UUID.class),
                        row.getString(7) == null
                                ? null
                                : new BulkFailure(BulkFault.valueOf(row.getString(7)), row.getString(8))),
                bulk);
    }

    /** Keeps what became of each case. */
    static void answer(
            DSLContext sql,
            UUID bulk,
            String onError,
            List<Item> items,
            Map<UUID, Taken> decisions,
            Map<UUID, BulkFailure> failures) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : items) {
            var decision = decisions.get(item.caseId());
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("case_id", item.caseId());
            row.put("decision_id", decision == null ? null : decision.decisionId());
            row.put("result", decision == null ? "FAILED" : decision.result());
            addFailure(row, decision == null ? failures.getOrDefault(item.caseId(), item.failure()) : null);
            rows.add(row);
        }
        Write.run(sql, ANSWER, JsonRows.of(rows), bulk);
        Write.run(sql, APPLIED, onError, bulk);
    }

    /** By decision, for those that have any; nobody else changes them now. */
    static Map<UUID, Measured> lockMeasures(DSLContext sql, Collection<UUID> decisions) {
        return Write.<UUID, Measured>map(
                        sql,
                        MEASURES_OF,
                        (row, measures) -> measures.put(
                                row.getObject(1, UUID.class), new Measured(row.getBoolean(2), row.getBoolean(3))),
                        (Object) decisions.toArray(UUID[]::new))
                .get();
    }

    /** Keeps what undoing did about each case that was decided. */
    static void undo(DSLContext sql, UUID bulk, String reason, List<Item> decided, Map<UUID, Kept> kept) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : decided) {
            var left = kept.get(item.caseId());
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("case_id", item.caseId());
            row.put("undo", left == null ? "UNDONE" : "KEPT");
            row.put("fault", left == null ? null : left.fault());
            row.put("message", left == null ? null : left.message());
            rows.add(row);
        }
        Write.run(sql, UNDO, JsonRows.of(rows), bulk);
        Write.run(sql, UNDONE, reason, bulk);
    }
}
