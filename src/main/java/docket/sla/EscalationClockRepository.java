package docket.sla;

import docket.escalations.EscalationClocks.Asked;
import docket.platform.sql.Write;
import java.util.UUID;
import org.jooq.DSLContext;

/** All SQL by which clocks of escalations are started. */
final class EscalationClockRepository {
    private static final String START = """
            insert into sla.sla_clock (
                sla_policy_id, clock_kind, agreement, case_id, escalation_id, vendor_id, market, status, started_at, due_at)
            values (?, 'ESCALATION', ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private EscalationClockRepository() {}

    static long edition(DSLContext sql) {
        return Write.rows(sql, "select " + PromiseRepository.EDITION, row -> row.getLong(1))
                .getFirst();
    }

    static void start(DSLContext sql, UUID escalation, Asked asked, SlaAgreement agreement, ClockReading reading) {
        Write.run(
                sql,
                START,
                reading.promise().policyId(),
                agreement.name(),
                asked.caseId(),
                escalation,
                asked.vendorId(),
                asked.market(),
                reading.status(asked.at()).name(),
                reading.startedAt(),
                reading.dueAt());
    }
}
