package docket.cases;

import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** All SQL that asks what has happened to cases, for those who go on from there. */
final class HistoryRepository {
    private HistoryRepository() {}

    private static final String PARTS = """
            select asked.id, p.act, p.acted_at
            from unnest(?::uuid[]) asked (id)
            cross join lateral decisions.part(?, asked.id, 'DECIDER', null) p
            """;

    /** The last part in each of the cases, in words, that keeps somebody from deciding it. */
    static Later<Map<UUID, String>> parts(DSLContext sql, UUID reviewer, Collection<UUID> cases) {
        var parts = new HashMap<UUID, String>();
        return Write.later(
                        sql,
                        PARTS,
                        row -> parts.put(
                                row.getObject(1, UUID.class),
                                Fitness.part(row.getString(2), CaseWorkRepository.time(row, 3))),
                        cases.toArray(UUID[]::new),
                        reviewer)
                .map(rows -> parts);
    }

    private static final String TOUCHED = """
            select distinct e.case_id
            from unnest(?::uuid[], ?::uuid[]) i (case_id, decision_id)
            join cases.case_event d on d.case_id = i.case_id and d.detail ->> 'decision' = i.decision_id::text and d.kind = 'DECIDED'
            join cases.case_event e on e.case_id = d.case_id and e.seq > d.seq
            where e.kind not in ('CLOSED', 'NOTICE_SENT')
            """;

    /** @param decisions of the cases in the same places */
    static Set<UUID> touchedSince(DSLContext sql, List<UUID> cases, List<UUID> decisions) {
        return Set.copyOf(Write.rows(
                sql,
                TOUCHED,
                row -> row.getObject(1, UUID.class),
                cases.toArray(UUID[]::new),
                decisions.toArray(UUID[]::new)));
    }

    private static final String NOTICES = """
            select asked.id, e.occurred_at
            from unnest(?::uuid[]) asked (id)
            cross join lateral (
                select max(e.occurred_at) as occurred_at
                from cases.case_event e
                where e.case_id = asked.id and e.kind = 'NOTICE_SENT') e
            where e.occurred_at is not null
            """;

    static Map<UUID, Instant> latestNotices(DSLContext sql, Collection<UUID> cases) {
        return Write.<UUID, Instant>map(
                        sql,
                        NOTICES,
                        (row, notices) -> notices.put(row.getObject(1, UUID.class), CaseWorkRepository.time(row, 2)),
                        (Object) cases.toArray(UUID[]::new))
                .get();
    }
}
