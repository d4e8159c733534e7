package docket.decisions;

import docket.platform.sql.Write;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;

/** All SQL that looks for decisions whose approval is overdue. */
final class OverdueRepository {
    private static final String OVERDUE = """
            select c.id
            from decisions.decision d join cases.moderation_case c on c.id = d.case_id
            where d.approval = 'PENDING' and d.approval_due_at <= ? and c.state = 'PENDING_APPROVAL' and c.id <> all (?)
                and not exists (
                    select from cases.case_event e
                    where e.case_id = c.id and e.kind = 'APPROVAL_OVERDUE' and e.detail ->> 'decision' = d.id::text)
            order by d.approval_due_at, d.id
            limit ?
            for no key update of c skip locked
            """;

    private static final String PENDING = """
            select d.case_id, d.id, d.approval_due_at from decisions.decision d where d.case_id = any (?) and d.approval = 'PENDING'
            """;

    private OverdueRepository() {}

    /** What waits for approval. */
    record Pending(UUID decisionId, Instant dueAt) {}

    /** Cases whose approval is overdue, and whose history does not say so; locked but for those that others hold. */
    static List<UUID> cases(DSLContext sql, Instant by, int most, Collection<UUID> without) {
        return Write.rows(sql, OVERDUE, row -> row.getObject(1, UUID.class), by, without.toArray(UUID[]::new), most);
    }

    /** By case. */
    static Map<UUID, Pending> pending(DSLContext sql, Collection<UUID> cases) {
        return Write.<UUID, Pending>map(
                        sql,
                        PENDING,
                        (row, pending) -> pending.put(
                                row.getObject(1, UUID.class),
                                new Pending(
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, OffsetDateTime.class).toInstant())),
                        (Object) cases.toArray(UUID[]::new))
                .get();
    }
}
