package docket.cases;

import static docketdb.cases.Tables.BULK_ACTION;
import static docketdb.cases.Tables.BULK_ACTION_ITEM;

import docket.platform.lifecycle.LifeCycles;
import docket.platform.listing.Listing;
import docket.platform.mutation.Refusal;
import docket.platform.request.Caller;
import docket.platform.sql.Entity;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about bulk actions. However many cases there are, the statements are the same. */
final class BulkActionRepository {
    static final Entity<BulkAction> BULKS = Entity.of(BulkAction.class, BULK_ACTION);

    static final Listing<BulkActionItem> ITEMS = Listing.of(Entity.of(BulkActionItem.class, BULK_ACTION_ITEM))
            .filter("expected", BULK_ACTION_ITEM.EXPECTED)
            .filter("result", BULK_ACTION_ITEM.RESULT)
            .filter("fault", BULK_ACTION_ITEM.FAULT)
            .ascending("PLACE", BULK_ACTION_ITEM.PLACE, "place");

    private static final String PLAN = """
            with planned as (
                insert into cases.bulk_action (
                    owner, kind, queue_id, cancel_reason, case_count, seller_count, creator_count, to_change, to_fail, planned_at, expires_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, now(), now() + interval '1 hour')
                returning id),
            kept as (
                insert into cases.bulk_action_item (
                    bulk_action_id, place, case_id, case_version, from_queue_id, expected, fault, message)
                select p.id, i.place, i.case_id, i.version, i.queue_id, i.expected, i.fault, i.message
                from planned p, jsonb_to_recordset(?::jsonb) as i (
                    place int, case_id uuid, version int, queue_id uuid, expected text, fault text, message text)
                order by i.place)
            select p.id from planned p
            """;

    private static final String LOCK = """
            select b.queue_id, b.cancel_reason, b.state, b.expires_at, b.expires_at <= clock_timestamp()
            from cases.bulk_action b
            where b.id = ? and (?::text is null or b.owner = ?::text)
            for no key update
            """;

    private static final String ITEMS_OF = """
            select i.place, i.case_id, i.case_version, i.from_queue_id, i.result, i.fault, i.message
            from cases.bulk_action_item i where i.bulk_action_id = ? order by i.place
            """;

    private static final String QUEUES_OF = "select %s from cases.queue where id = any (?)"
            .formatted(CaseRepository.QUEUES.entity().columnList());

    private static final String ANSWER = """
            update cases.bulk_action_item i
            set result = r.result, fault = r.fault, message = r.message
            from jsonb_to_recordset(?::jsonb) as r (case_id uuid, result text, fault text, message text)
            where i.bulk_action_id = ? and i.case_id = r.case_id
            """;

    private static final String APPLIED = """
            update cases.bulk_action
            set state = 'APPLIED', on_error = ?, applied_at = least(clock_timestamp(), expires_at - interval '1 microsecond'), version = version + 1
            where id = ?
            """;

    private static final String UNDO = """
            update cases.bulk_action_item i
            set undo = r.result, undo_fault = r.fault, undo_message = r.message
            from jsonb_to_recordset(?::jsonb) as r (case_id uuid, result text, fault text, message text)
            where i.bulk_action_id = ? and i.case_id = r.case_id
            """;

    private static final String UNDONE = """
            update cases.bulk_action set state = 'UNDONE', undone_at = clock_timestamp(), undo_reason = ?, version = version + 1
            where id = ?
            """;

    private static final String OLD = """
            select b.id from cases.bulk_action b
            where b.state = 'PLANNED' and b.planned_at <= ? order by b.planned_at limit ? for update skip locked
            """;

    /** Items go first: they may as long as the plan is there, and was not applied. */
    private static final List<String> FORGET = List.of(
            "delete from cases.bulk_action_item i where i.bulk_action_id = any (?)",
            "delete from cases.bulk_action b where b.id = any (?)");

    private static final String BULK = "bulkAction";

    private BulkActionRepository() {}

    /** @param failure null: it can be done */
    record Planned(Case before, BulkStep.@Nullable Failure failure) {}

    /**
     * A bulk action as it was planned.
     *
     * @param isOver whether it is too late to apply it
     */
    record Plan(
            @Nullable UUID queueId, @Nullable String cancelReason, String state, Instant expiresAt, boolean isOver) {
        /** @throws Refusal when it was applied already, or it is too late */
        void requireApplicable(LifeCycles lifeCycles, UUID id) {
            requireLeads(lifeCycles, id, "APPLIED");
            if (isOver) {
                throw Refusal.of(
                                CaseErrorCode.BULK_EXPIRED,
                                BULK,
                                "The plan was good until %s: plan it anew".formatted(expiresAt))
                        .showing(BULK, id);
            }
        }

        /** @throws Refusal when it was not applied, was undone already, or is of a kind that cannot be */
        void requireUndoable(LifeCycles lifeCycles, UUID id) {
            requireLeads(lifeCycles, id, "UNDONE");
            if (cancelReason != null) {
                throw Refusal.of(
                                CaseErrorCode.INVALID_TRANSITION,
                                BULK,
                                "What was cancelled has ended: whoever has news of it reports it anew")
                        .showing(BULK, id);
            }
        }

        private void requireLeads(LifeCycles lifeCycles, UUID id, String to) {
            var lifeCycle = lifeCycles.of(BulkAction.LIFE_CYCLE);
            if (!lifeCycle.allows(state, to, to)) {
                throw Refusal.of(CaseErrorCode.INVALID_TRANSITION, BULK, lifeCycle.refusal("The bulk action", state))
                        .showing(BULK, id);
            }
        }
    }

    /**
     * One case of it.
     *
     * @param fromQueueId where it was; null: nowhere
     * @param failure as planned, or as it was applied
     */
    record Item(
            int place,
            UUID caseId,
            int version,
            @Nullable UUID fromQueueId,
            @Nullable String result,
            BulkStep.@Nullable Failure failure) {

        boolean isChanged() {
            return "CHANGED".equals(result);
        }
    }

    /** @return the new one's id */
    static UUID plan(DSLContext sql, Caller caller, BulkStep step, List<Planned> planned) {
        var sound = planned.stream().filter(each -> each.failure() == null).toList();
        var queue = step instanceof BulkStep.Move(var to) ? to.id() : null;
        var reason = step instanceof BulkStep.Cancel(var why) ? why : null;
        return Write.rows(
                        sql,
                        PLAN,
                        row -> row.getObject(1, UUID.class),
                        caller.id(),
                        queue == null ? "CANCEL" : "MOVE",
                        queue,
                        reason,
                        planned.size(),
                        distinct(sound, Case::sellerId),
                        distinct(sound, Case::creatorId),
                        sound.size(),
                        planned.size() - sound.size(),
                        JsonRows.of(items(planned)))
                .getFirst();
    }

    private static int distinct(List<Planned> planned, Function<Case, @Nullable UUID> key) {
        return (int) planned.stream()
                .map(each -> key.apply(each.before()))
                .filter(Objects::nonNull)
                .distinct()
                .count();
    }

    private static List<Map<String, @Nullable Object>> items(List<Planned> planned) {
        var items = new ArrayList<Map<String, @Nullable Object>>();
        for (var each : planned) {
            var failure = each.failure();
            items.add(JsonRows.row(
                    "place", items.size(),
                    "case_id", each.before().id(),
                    "version", each.before().version(),
                    "queue_id", each.before().queueId(),
                    "expected", failure == null ? "CHANGED" : "FAILED",
                    "fault", failure == null ? null : failure.fault(),
                    "message", failure == null ? null : failure.message()));
        }
        return items;
    }

    /**
     * Nobody else applies or undoes it now.
     *
     * @param owner who has to have planned it; null: anybody
     * @return null: there is none
     */
    static @Nullable Plan lock(DSLContext sql, UUID id, @Nullable String owner) {
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
                owner,
                owner);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** In the order of the plan. */
    static List<Item> items(DSLContext sql, UUID bulk) {
        return Write.rows(
                sql,
                ITEMS_OF,
                row -> new Item(
                        row.getInt(1),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6) == null ? null : new BulkStep.Failure(row.getString(6), row.getString(7))),
                bulk);
    }

    static Map<UUID, Queue> queues(DSLContext sql, Collection<UUID> ids) {
        return Write.rows(sql, QUEUES_OF, row -> CaseRepository.QUEUES.entity().read(row, 0), (Object)
                        ids.toArray(UUID[]::new))
                .stream()
                .collect(Collectors.toMap(Queue::id, Function.identity()));
    }

    /** Keeps what became of each case. */
    static void answer(
            DSLContext sql, UUID bulk, String onError, List<Item> items, Map<UUID, BulkStep.Failure> failures) {
        Write.run(sql, ANSWER, JsonRows.of(results(items, failures, "CHANGED", "FAILED")), bulk);
        Write.run(sql, APPLIED, onError, bulk);
    }

    /** Keeps what undoing did about each case that had been changed. */
    static void undo(DSLContext sql, UUID bulk, String reason, List<Item> changed, Map<UUID, BulkStep.Failure> kept) {
        Write.run(sql, UNDO, JsonRows.of(results(changed, kept, "UNDONE", "KEPT")), bulk);
        Write.run(sql, UNDONE, reason, bulk);
    }

    private static List<Map<String, @Nullable Object>> results(
            List<Item> items, Map<UUID, BulkStep.Failure> failures, String done, String left) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : items) {
            var failure = failures.get(item.caseId());
            rows.add(JsonRows.row(
                    "case_id", item.caseId(),
                    "result", failure == null ? done : left,
                    "fault", failure == null ? null : failure.fault(),
                    "message", failure == null ? null : failure.message()));
        }
        return rows;
    }

    /** @return how many plans, the oldest that were made until then and not applied */
    static int forget(DSLContext sql, Instant until, int most) {
        var old = Write.rows(sql, OLD, row -> row.getObject(1, UUID.class), until, most)
                .toArray(UUID[]::new);
        if (old.length > 0) {
            FORGET.forEach(part -> Write.run(sql, part, (Object) old));
        }
        return old.length;
    }
}
