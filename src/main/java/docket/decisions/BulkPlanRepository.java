package docket.decisions;

import docket.platform.request.Caller;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which bulk decisions are planned. However many cases there are, the statements are the same. */
final class BulkPlanRepository {
    private static final String PLAN = """
            with planned as (
                insert into decisions.bulk_decision (
                    owner, reviewer_id, vendor_id, markets, template, case_count, seller_count, creator_count, to_decide, to_propose, to_fail,
                    planned_at, expires_at)
                values (?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, now(), now() + interval '1 hour')
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
                        markets(drafts),
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

    private static String[] markets(List<BulkDraft> drafts) {
        return drafts.stream()
                .map(draft -> draft.worked().before().market())
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toArray(String[]::new);
    }

    private static int distinct(List<BulkDraft> drafts, Function<BulkDraft, @Nullable UUID> key) {
        return (int)
                drafts.stream().map(key).filter(Objects::nonNull).distinct().count();
    }

    private static List<Map<String, @Nullable Object>> items(List<BulkDraft> drafts) {
        var items = new ArrayList<Map<String, @Nullable Object>>();
        for (var draft : drafts) {
            var failure = draft.failure();
            items.add(JsonRows.row(
                    "place", items.size(),
                    "case_id", draft.worked().id(),
                    "version", draft.worked().before().version(),
                    "expected", draft.expected(),
                    "fault", failure == null ? null : failure.fault(),
                    "message", failure == null ? null : failure.message()));
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
}
