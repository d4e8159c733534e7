package docket.platform.bulk;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL that is the same for plans of every feature, on its tables. However many cases there are, the statements are the same. */
public final class BulkTables {
    /** A mutation that is sent again within two days is answered with the plan that it made: it is still there then. */
    private static final Duration KEPT = Duration.ofDays(3);

    /** Plans, with up to a thousand items each. */
    private static final int AT_ONCE = 20;

    private final String itemsOf;
    private final String answer;
    private final String applied;
    private final String undo;
    private final String undone;
    private final String old;
    private final List<String> forget;

    /**
     * @param bulk the table of plans
     * @param item that of their cases
     * @param key its column that names the plan
     * @param link its column of what {@link PlanItem#link} says
     * @param more tables that hang on a plan by the same column
     */
    public BulkTables(String bulk, String item, String key, String link, String... more) {
        itemsOf = """
                select i.place, i.case_id, i.case_version, i.%s, i.result, i.fault, i.message from %s i where i.%s = ? order by i.place
                """.formatted(link, item, key);
        answer = """
                update %1$s i
                set result = r.result, %2$s = coalesce(r.link, i.%2$s), fault = r.fault, message = r.message
                from jsonb_to_recordset(?::jsonb) as r (case_id uuid, result text, link uuid, fault text, message text)
                where i.%3$s = ? and i.case_id = r.case_id
                """.formatted(item, link, key);
        applied = """
                update %s
                set state = 'APPLIED', on_error = ?, applied_at = least(clock_timestamp(), expires_at - interval '1 microsecond'), version = version + 1
                where id = ?
                """.formatted(bulk);
        undo = """
                update %s i
                set undo = r.result, undo_fault = r.fault, undo_message = r.message
                from jsonb_to_recordset(?::jsonb) as r (case_id uuid, result text, fault text, message text)
                where i.%s = ? and i.case_id = r.case_id
                """.formatted(item, key);
        undone = """
                update %s set state = 'UNDONE', undone_at = clock_timestamp(), undo_reason = ?, version = version + 1
                where id = ?
                """.formatted(bulk);
        old = """
                select b.id from %s b
                where b.state = 'PLANNED' and b.planned_at <= ? order by b.planned_at limit ? for update skip locked
                """.formatted(bulk);
        // What hangs on a plan goes first: it may as long as the plan is there, and was not applied.
        forget = Stream.concat(
                        Stream.concat(Stream.of(item), Stream.of(more))
                                .map(part -> "delete from %s where %s = any (?)".formatted(part, key)),
                        Stream.of("delete from %s where id = any (?)".formatted(bulk)))
                .toList();
    }

    /** In the order of the plan. */
    public List<PlanItem> items(DSLContext sql, UUID bulk) {
        return Write.rows(
                sql,
                itemsOf,
                row -> new PlanItem(
                        row.getInt(1),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getObject(4, UUID.class),
                        row.getString(5),
                        row.getString(6) == null ? null : new Failure(row.getString(6), row.getString(7))),
                bulk);
    }

    /**
     * Keeps what became of each case.
     *
     * @param done by case; all others have failed
     * @param failures of those that were not expected to fail
     */
    public void answer(
            DSLContext sql,
            UUID bulk,
            String onError,
            List<PlanItem> items,
            Map<UUID, Done> done,
            Map<UUID, Failure> failures) {
        var rows = items.stream()
                .map(item -> {
                    var did = done.get(item.caseId());
                    return did == null
                            ? row(item, "FAILED", null, failures.getOrDefault(item.caseId(), item.failure()))
                            : row(item, did.result(), did.link(), null);
                })
                .toList();
        Write.run(sql, answer, JsonRows.of(rows), bulk);
        Write.run(sql, applied, onError, bulk);
    }

    private static Map<String, @Nullable Object> row(
            PlanItem item, String result, @Nullable UUID link, @Nullable Failure failure) {
        return JsonRows.row(
                "case_id",
                item.caseId(),
                "result",
                result,
                "link",
                link,
                "fault",
                failure == null ? null : failure.fault(),
                "message",
                failure == null ? null : failure.message());
    }

    /**
     * Keeps what undoing did about each case to which something had been done.
     *
     * @param kept those that were left as they are
     */
    public void undo(DSLContext sql, UUID bulk, String reason, List<PlanItem> items, Map<UUID, Failure> kept) {
        var rows = items.stream()
                .map(item -> {
                    var why = kept.get(item.caseId());
                    return row(item, why == null ? "UNDONE" : "KEPT", null, why);
                })
                .toList();
        Write.run(sql, undo, JsonRows.of(rows), bulk);
        Write.run(sql, undone, reason, bulk);
    }

    /** Forgets what was planned and never applied. */
    public Sweep forgetting(String name, DSLContext sql) {
        return new Sweep(
                name,
                Duration.ofMinutes(10),
                by -> Rounds.repeat(sql, AT_ONCE, transaction -> forget(transaction, by.minus(KEPT))));
    }

    /** @return how many plans, the oldest that were made until then and not applied */
    private int forget(DSLContext sql, Instant until) {
        var ids = Write.rows(sql, old, row -> row.getObject(1, UUID.class), until, AT_ONCE)
                .toArray(UUID[]::new);
        if (ids.length > 0) {
            forget.forEach(part -> Write.run(sql, part, (Object) ids));
        }
        return ids.length;
    }
}
