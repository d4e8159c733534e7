package docket.decisions;

import docket.platform.request.Caller;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which bulk decisions are planned, and plans forgotten. However many cases there are, the statements are the same. */
final class BulkPlanRepository {
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

    private BulkPlanRepository() {}

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
            BulkFailure.put(draft.failure(), item);
            items.add(item);
        }
        return items;
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
