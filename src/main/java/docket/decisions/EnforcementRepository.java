package docket.decisions;

import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which measures change. What follows from that for whom they hit, triggers do. */
final class EnforcementRepository {
    /** Takes when, why, and twice again when. */
    private static final String REVERSED = """
            update decisions.enforcement_action a
            set state = 'REVERSED', reversed_at = ?, reversed_reason = ?, effective_at = least(coalesce(a.effective_at, ?), ?),
                version = a.version + 1
            """;

    private static final String END_SUPERSEDED = REVERSED + """
            from decisions.decision n join decisions.decision o on o.case_id = n.case_id and o.id <> n.id
            where n.id = any (?) and n.supersedes_id is not null
                and a.decision_id = o.id and a.state in ('PLANNED', 'NOTICE', 'ACTIVE') and a.reversible
                and not exists (select from decisions.carried_action k where k.decision_id = n.id and k.action_id = a.id)
            """;

    private static final String REVERSE = REVERSED + "where a.id = any (?)";

    private static final String REVERSE_DECIDED =
            REVERSED + "where a.decision_id = any (?) and a.state in ('PLANNED', 'NOTICE', 'ACTIVE')";

    private static final String ACTIVATE = """
            update decisions.enforcement_action a set state = 'ACTIVE', version = a.version + 1
            from (
                select p.id from decisions.enforcement_action p
                where p.state in ('PLANNED', 'NOTICE') and p.effective_at is not null and p.effective_at <= ?
                order by p.effective_at
                limit ?
                for no key update skip locked) due
            where a.id = due.id
            """;

    private static final String EXPIRE = """
            update decisions.enforcement_action a set state = 'EXPIRED', version = a.version + 1
            from (
                select p.id from decisions.enforcement_action p
                where p.state = 'ACTIVE' and p.ends_at is not null and p.ends_at <= ?
                order by p.ends_at
                limit ?
                for no key update skip locked) due
            where a.id = due.id
            """;

    private EnforcementRepository() {}

    /** As a measure stands. */
    record State(String state, boolean isReversible) {}

    static @Nullable UUID caseOf(DSLContext sql, UUID action) {
        var found = Write.rows(
                sql,
                "select d.case_id from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id where a.id = ?",
                row -> row.getObject(1, UUID.class),
                action);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Nobody else changes it now. */
    static State lock(DSLContext sql, UUID action) {
        return Write.rows(
                        sql,
                        "select a.state, a.reversible from decisions.enforcement_action a where a.id = ? for no key update",
                        row -> new State(row.getString(1), row.getBoolean(2)),
                        action)
                .getFirst();
    }

    static void reverse(DSLContext sql, Collection<UUID> actions, Instant at, String reason) {
        Write.run(sql, REVERSE, at, reason, at, at, actions.toArray(UUID[]::new));
    }

    /** All that decisions have brought about and that is in force or to come. */
    static void reverseDecided(DSLContext sql, Collection<UUID> decisions, Instant at, String reason) {
        Write.run(sql, REVERSE_DECIDED, at, reason, at, at, decisions.toArray(UUID[]::new));
    }

    /** @return how many have come into force */
    static int activateDue(DSLContext sql, Instant by, int most) {
        return Write.count(sql, ACTIVATE, by, most);
    }

    /** @return how many have ended */
    static int expireDue(DSLContext sql, Instant by, int most) {
        return Write.count(sql, EXPIRE, by, most);
    }

    /** Undoes measures of earlier decisions that these do not leave in force. What cannot be undone stays. */
    static void endSuperseded(DSLContext sql, Collection<UUID> decisions, Instant at) {
        Write.run(sql, END_SUPERSEDED, at, "Superseded by a later decision", at, at, decisions.toArray(UUID[]::new));
    }
}
