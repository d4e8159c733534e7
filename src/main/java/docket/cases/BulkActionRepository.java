package docket.cases;

import static docketdb.cases.Tables.BULK_ACTION;
import static docketdb.cases.Tables.BULK_ACTION_ITEM;

import docket.platform.bulk.BulkPlan;
import docket.platform.bulk.BulkTables;
import docket.platform.bulk.Failure;
import docket.platform.listing.Listing;
import docket.platform.request.Caller;
import docket.platform.sql.Entity;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
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

/** All SQL about bulk actions, beside {@link BulkTables}. However many cases there are, the statements are the same. */
final class BulkActionRepository {
    static final Entity<BulkAction> BULKS = Entity.of(BulkAction.class, BULK_ACTION);

    static final Listing<BulkActionItem> ITEMS = Listing.of(Entity.of(BulkActionItem.class, BULK_ACTION_ITEM))
            .filter("expected", BULK_ACTION_ITEM.EXPECTED)
            .filter("result", BULK_ACTION_ITEM.RESULT)
            .filter("fault", BULK_ACTION_ITEM.FAULT)
            .ascending("PLACE", BULK_ACTION_ITEM.PLACE, "place");

    static final BulkTables TABLES =
            new BulkTables("cases.bulk_action", "cases.bulk_action_item", "bulk_action_id", "from_queue_id");

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
            select %s, b.queue_id, b.cancel_reason from cases.bulk_action b
            where b.id = ? and (?::text is null or b.owner = ?::text)
            for no key update
            """.formatted(BulkPlan.COLUMNS);

    private static final String QUEUES_OF = "select %s from cases.queue where id = any (?)"
            .formatted(CaseRepository.QUEUES.entity().columnList());

    private BulkActionRepository() {}

    /** @param failure null: it can be done */
    record Planned(Case before, @Nullable Failure failure) {}

    /** A bulk action as it was planned. */
    record Plan(
            BulkPlan standing,
            @Nullable UUID queueId,
            @Nullable String cancelReason) {}

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
                row -> new Plan(BulkPlan.read(row), row.getObject(5, UUID.class), row.getString(6)),
                id,
                owner,
                owner);
        return found.isEmpty() ? null : found.getFirst();
    }

    static Map<UUID, Queue> queues(DSLContext sql, Collection<UUID> ids) {
        return Write.rows(sql, QUEUES_OF, row -> CaseRepository.QUEUES.entity().read(row, 0), (Object)
                        ids.toArray(UUID[]::new))
                .stream()
                .collect(Collectors.toMap(Queue::id, Function.identity()));
    }
}
