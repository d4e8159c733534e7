package docket.decisions;

import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * All SQL by which measures change. What follows from that for whom they hit, triggers do. In which order rows are locked, so that nobody waits for
 * somebody who waits for him, stands in decision 036.
 */
final class EnforcementRepository {
    /**
     * Takes when, why, and twice again when. What has not taken effect keeps the time at which it was to; where that has just come, it is too late for it
     * to take effect.
     */
    private static final String REVERSED = """
            update decisions.enforcement_action a
            set state = 'REVERSED', reversed_at = ?, reversed_reason = ?,
                effective_at = case a.state when 'ACTIVE' then least(a.effective_at, ?) else greatest(a.effective_at, ?) end,
                version = a.version + 1
            """;

    /** Takes now. What is over stays for the sweep, which ends it as over. */
    private static final String NOT_OVER =
            "a.state in ('PLANNED', 'NOTICE', 'ACTIVE') and (a.ends_at is null or a.ends_at > ?)";

    private static final String END_SUPERSEDED = REVERSED + """
            from decisions.decision n join decisions.decision o on o.case_id = n.case_id and o.id <> n.id
            where n.id = any (?) and n.supersedes_id is not null
                and a.decision_id = o.id and %s and (a.reversible or a.state <> 'ACTIVE' and a.effective_at > ?)
                and not exists (select from decisions.carried_action k where k.decision_id = n.id and k.action_id = a.id)
            """.formatted(NOT_OVER);

    private static final String REVERSE = REVERSED + "where a.id = any (?)";

    private static final String REVERSE_DECIDED = REVERSED + "where a.decision_id = any (?) and " + NOT_OVER;

    private static final String MEASURES_OF = """
            with held as materialized (
                select a.decision_id, a.state, a.reversible or a.state <> 'ACTIVE' and a.effective_at > clock_timestamp() as reversible
                from decisions.enforcement_action a
                where a.decision_id = any (?) order by a.id for no key update)
            select h.decision_id, bool_or(h.state in ('REVERSED', 'FAILED')),
                bool_and(h.reversible or h.state in ('EXPIRED', 'REVERSED', 'FAILED'))
            from held h group by h.decision_id
            """;

    private static final String TO_ACTIVATE = """
            select a.id
            from decisions.enforcement_action a
            where a.state in ('PLANNED', 'NOTICE') and a.effective_at is not null and a.effective_at <= ? and a.id <> all (?)
            order by a.effective_at
            limit ?
            for no key update skip locked
            """;

    private static final String TO_EXPIRE = """
            select a.id
            from decisions.enforcement_action a
            where a.state = 'ACTIVE' and a.ends_at is not null and a.ends_at <= ? and a.id <> all (?)
            order by a.ends_at
            limit ?
            for no key update skip locked
            """;

    private static final String HOLD = "select decisions.hold_measures(?, ?)";

    private static final String MOVE =
            "update decisions.enforcement_action a set state = ?, version = a.version + 1 where a.id = any (?)";

    private EnforcementRepository() {}

    /**
     * The measures of one decision together.
     *
     * @param hasChanged somebody has undone one
     * @param isReversible all that are in force or to come can be undone or called off
     */
    record Measured(boolean hasChanged, boolean isReversible) {
        static final Measured NONE = new Measured(false, true);
    }

    /** What a measure follows from. */
    record Decided(UUID caseId, UUID decisionId) {}

    /** @return null: there is no such measure */
    static @Nullable Decided decided(DSLContext sql, UUID action) {
        var found = Write.rows(
                sql,
                "select d.case_id, d.id from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id where a.id = ?",
                row -> new Decided(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                action);
        return found.isEmpty() ? null : found.getFirst();
    }

    /** Nobody else changes it now. */
    static Undoable lock(DSLContext sql, UUID action) {
        return Write.rows(
                        sql,
                        "select a.state, a.reversible, a.effective_at, a.ends_at from decisions.enforcement_action a where a.id = ? for no key update",
                        row -> new Undoable(action, row.getString(1), row.getBoolean(2), time(row, 3), time(row, 4)),
                        action)
                .getFirst();
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    /** By decision, for those that have any; nobody else changes them now. */
    static Map<UUID, Measured> lockDecided(DSLContext sql, Collection<UUID> decisions) {
        return Write.<UUID, Measured>map(
                        sql,
                        MEASURES_OF,
                        (row, measures) -> measures.put(
                                row.getObject(1, UUID.class), new Measured(row.getBoolean(2), row.getBoolean(3))),
                        (Object) decisions.toArray(UUID[]::new))
                .get();
    }

    /**
     * Nobody else changes the measures of a case now, nor those whom they hit. For whoever changes measures in more than one step, before the first one.
     *
     * @param coming measures that are about to be written
     */
    static void hold(DSLContext sql, UUID caseId, List<PlannedMeasure> coming) {
        Write.run(
                sql,
                HOLD,
                caseId,
                coming.stream().map(measure -> measure.target().id()).toArray(UUID[]::new));
    }

    static void reverse(DSLContext sql, Collection<UUID> actions, Instant at, String reason) {
        Write.run(sql, REVERSE, at, reason, at, at, actions.toArray(UUID[]::new));
    }

    /** All that decisions have brought about and that is in force or to come. */
    static void reverseDecided(DSLContext sql, Collection<UUID> decisions, Instant at, String reason) {
        Write.run(sql, REVERSE_DECIDED, at, reason, at, at, decisions.toArray(UUID[]::new), at);
    }

    /** Measures whose time has come, locked but for those that others hold. */
    static List<UUID> toActivate(DSLContext sql, Instant by, int most, Collection<UUID> without) {
        return due(sql, TO_ACTIVATE, by, most, without);
    }

    /** Measures whose time is over, locked but for those that others hold. */
    static List<UUID> toExpire(DSLContext sql, Instant by, int most, Collection<UUID> without) {
        return due(sql, TO_EXPIRE, by, most, without);
    }

    private static List<UUID> due(DSLContext sql, String text, Instant by, int most, Collection<UUID> without) {
        return Write.rows(sql, text, row -> row.getObject(1, UUID.class), by, without.toArray(UUID[]::new), most);
    }

    static void activate(DSLContext sql, Collection<UUID> actions) {
        Write.run(sql, MOVE, "ACTIVE", actions.toArray(UUID[]::new));
    }

    static void expire(DSLContext sql, Collection<UUID> actions) {
        Write.run(sql, MOVE, "EXPIRED", actions.toArray(UUID[]::new));
    }

    /** Undoes measures of earlier decisions that these do not leave in force. What is in force and cannot be undone stays. */
    static void endSuperseded(DSLContext sql, Collection<UUID> decisions, Instant at) {
        Write.run(
                sql,
                END_SUPERSEDED,
                at,
                "Superseded by a later decision",
                at,
                at,
                decisions.toArray(UUID[]::new),
                at,
                at);
    }
}
