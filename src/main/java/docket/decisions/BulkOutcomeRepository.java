package docket.decisions;

import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL that keeps what became of bulk decisions: of applying them, and of taking them back. However many cases there are, the statements are the same. */
final class BulkOutcomeRepository {
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

    private BulkOutcomeRepository() {}

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

    /** Keeps what became of each case. */
    static void answer(
            DSLContext sql,
            UUID bulk,
            String onError,
            List<BulkRepository.Item> items,
            Map<UUID, Taken> decisions,
            Map<UUID, BulkFailure> failures) {
        var rows = new ArrayList<Map<String, @Nullable Object>>();
        for (var item : items) {
            var decision = decisions.get(item.caseId());
            var row = new LinkedHashMap<String, @Nullable Object>();
            row.put("case_id", item.caseId());
            row.put("decision_id", decision == null ? null : decision.decisionId());
            row.put("result", decision == null ? "FAILED" : decision.result());
            BulkFailure.put(decision == null ? failures.getOrDefault(item.caseId(), item.failure()) : null, row);
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
    static void undo(
            DSLContext sql, UUID bulk, String reason, List<BulkRepository.Item> decided, Map<UUID, Kept> kept) {
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
