package docket.sla;

import docket.platform.sql.RowReader;
import docket.platform.sql.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** What is read to verify clocks, page by page. */
final class VerifyClocksRepository {
    private static final int PAGE = 5_000;
    private static final UUID FIRST = new UUID(0, 0);

    private static final String CASES = """
            select c.id, c.domain, c.market, c.severity, c.vendor_id
            from cases.moderation_case c
            where c.id > {0} and c.source_platform is null
            order by c.id limit {1}
            """;

    private static final String OTHERS = """
            select k.id, k.case_id, k.sla_policy_id, k.clock_kind, k.agreement, k.vendor_id, k.status, k.started_at, k.due_at, k.stopped_at, %s,
                coalesce(a.filed_at, e.opened_at),
                case when a.id is not null and a.decided_at is not null then a.decided_at
                     when a.state in ('INADMISSIBLE', 'WITHDRAWN') then a.closed_at
                     when e.state = 'REJECTED' then e.closed_at
                     else e.ruled_at end,
                a.state in ('INADMISSIBLE', 'WITHDRAWN') or e.state = 'REJECTED'
            from sla.sla_clock k
                left join appeals.appeal a on a.id = k.appeal_id
                left join escalations.escalation e on e.id = k.escalation_id
            where k.id > {0} and k.clock_kind in ('APPEAL', 'ESCALATION')
            order by k.id limit {1}
            """.formatted(CaseClockRepository.PAUSES);

    private static final String ESCALATIONS = """
            select e.id, e.case_id, c.domain, c.market, c.severity, c.vendor_id, e.opened_at,
                array(select k.agreement from sla.sla_clock k where k.escalation_id = e.id)
            from escalations.escalation e join cases.moderation_case c on c.id = e.case_id
            where e.id > {0}
            order by e.id limit {1}
            """;

    private VerifyClocksRepository() {}

    record CaseRow(UUID id, PromiseBook.Subject subject) {}

    /**
     * A clock on an appeal or an escalation.
     *
     * @param endedAt null: open
     */
    record Other(
            StoredClock clock, Instant startedAt, @Nullable Instant endedAt, boolean cancelled) {}

    /**
     * An escalation, and on which promises a clock runs.
     *
     * @param subject as its case is now: the promise is looked for that holds for such cases
     */
    record EscalationRow(
            UUID id, UUID caseId, PromiseBook.Subject subject, Instant openedAt, Set<SlaAgreement> agreements) {}

    /** Everything that follows sees one snapshot, and may take its time. */
    static void begin(DSLContext sql) {
        sql.execute("set transaction isolation level repeatable read, read only");
        Transactions.allow(sql, Duration.ofMinutes(10));
    }

    static long edition(DSLContext sql) {
        return sql.fetchSingle("select " + PromiseRepository.EDITION).get(0, Long.class);
    }

    static List<CaseRow> cases(DSLContext sql, @Nullable UUID after) {
        return page(
                sql,
                CASES,
                after,
                row -> new CaseRow(
                        ClockRows.id(row, 1),
                        new PromiseBook.Subject(
                                row.getString(2), row.getString(3), row.getString(4), row.getObject(5, UUID.class))));
    }

    static List<EscalationRow> escalations(DSLContext sql, @Nullable UUID after) {
        return page(
                sql,
                ESCALATIONS,
                after,
                row -> new EscalationRow(
                        ClockRows.id(row, 1),
                        ClockRows.id(row, 2),
                        new PromiseBook.Subject(
                                row.getString(3), row.getString(4), row.getString(5), row.getObject(6, UUID.class)),
                        ClockRows.required(row, 7),
                        Arrays.stream((String[]) row.getArray(8).getArray())
                                .map(SlaAgreement::valueOf)
                                .collect(Collectors.toSet())));
    }

    static List<Other> others(DSLContext sql, @Nullable UUID after) {
        return page(
                sql,
                OTHERS,
                after,
                row -> new Other(
                        CaseClockRepository.clock(row),
                        ClockRows.required(row, 12),
                        ClockRows.instant(row, 13),
                        row.getBoolean(14)));
    }

    private static <T> List<T> page(DSLContext sql, String text, @Nullable UUID after, RowReader<T> reader) {
        var rows = new ArrayList<T>(PAGE);
        ClockRows.each(
                sql.resultQuery(text, DSL.val(after == null ? FIRST : after), DSL.val(PAGE)),
                row -> rows.add(reader.read(row)));
        return rows;
    }
}
