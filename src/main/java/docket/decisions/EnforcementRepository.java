package docket.decisions;

import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;

/** All SQL by which measures change. What follows from that for whom they hit, triggers do. */
final class EnforcementRepository {
    private static final String END_SUPERSEDED = """
            update decisions.enforcement_action a
            set state = 'REVERSED', reversed_at = ?, reversed_reason = 'Superseded by a later decision',
                effective_at = least(coalesce(a.effective_at, ?), ?), version = a.version + 1
            from decisions.decision n join decisions.decision o on o.case_id = n.case_id and o.id <> n.id
            where n.id = any (?) and n.supersedes_id is not null
                and a.decision_id = o.id and a.state in ('PLANNED', 'NOTICE', 'ACTIVE') and a.reversible
                and not exists (select from decisions.carried_action k where k.decision_id = n.id and k.action_id = a.id)
            """;

    private EnforcementRepository() {}

    /** Undoes measures of earlier decisions that these do not leave in force. What cannot be undone stays. */
    static int endSuperseded(DSLContext sql, Collection<UUID> decisions, Instant at) {
        return Write.count(sql, END_SUPERSEDED, at, at, at, decisions.toArray(UUID[]::new));
    }
}
