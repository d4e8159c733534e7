package docket.decisions;

import static docket.platform.sql.JsonRows.row;

import docket.platform.sql.JsonRows;
import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about what keeps cases from being closed. */
final class CloseRepository {
    /**
     * Reasons are owed for restrictions that the decision which holds has brought about, as its event tells the clocks ({@link
     * PlannedMeasure#oweReasons}), and for those of earlier ones that it has left in force.
     */
    private static final String ENDS = """
            select asked.id,
                array(
                    select case when d.vendor_id is distinct from coalesce(?::uuid, d.vendor_id) then 'a measure of somebody else''s'
                        when a.effective_at is null then a.kind || ' (' || a.state || ')'
                        else a.kind || ' takes effect at ' || to_char(a.effective_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') end
                    from decisions.decision d join decisions.enforcement_action a on a.decision_id = d.id
                    where d.case_id = asked.id and d.approval in ('NOT_REQUIRED', 'APPROVED') and a.state in ('PLANNED', 'NOTICE')
                    order by a.effective_at, a.id),
                case when exists (
                    select from decisions.enforcement_action a where a.decision_id = s.id and a.dsa_restriction <> 'NONE')
                    then s.decided_at
                    else (
                        select max(coalesce(d.approved_at, d.decided_at))
                        from decisions.decision d join decisions.enforcement_action a on a.decision_id = d.id
                        where d.case_id = asked.id and d.id <> s.id and d.approval in ('NOT_REQUIRED', 'APPROVED') and a.dsa_restriction <> 'NONE'
                            and (exists (select from decisions.carried_action k where k.decision_id = s.id and k.action_id = a.id)
                                or not a.reversible and a.state <> 'REVERSED'
                                    and (a.state in ('PLANNED', 'NOTICE', 'ACTIVE') or a.ends_at > s.decided_at))) end,
                s.decided_at,
                (select min(a.effective_at)
                 from decisions.decision d join decisions.enforcement_action a on a.decision_id = d.id
                 where d.case_id = asked.id and d.approval in ('NOT_REQUIRED', 'APPROVED') and a.state in ('PLANNED', 'NOTICE'))
            from unnest(?::uuid[]) asked (id)
            left join lateral (
                select d.id, coalesce(d.approved_at, d.decided_at) as decided_at
                from decisions.decision d
                where d.case_id = asked.id and d.approval in ('NOT_REQUIRED', 'APPROVED')
                order by d.decided_at desc, d.id desc
                limit 1) s on true
            """;

    /**
     * A case that has been looked at since the last thing happened to it is passed over until its time has come; those are told apart in one pass over an
     * index, so that only the others are read.
     */
    private static final String TO_LOOK_AT = """
            select c.id
            from cases.moderation_case c left join decisions.kept_open k on k.case_id = c.id
            where c.state = 'DECIDED' and c.source_platform is null and c.decided_at <= ? and c.id <> all (?)
                and (k.case_id is null or k.case_version <> c.version or k.look_at <= ?)
            order by c.id
            limit ?
            for no key update of c skip locked
            """;

    private static final String LOOK_AGAIN = """
            with done as (delete from decisions.kept_open k where k.case_id = any (?))
            insert into decisions.kept_open (case_id, case_version, look_at)
            select k.case_id, k.version, k.look_at from jsonb_to_recordset(?::jsonb) as k (case_id uuid, version int, look_at timestamptz)
            on conflict (case_id) do update set case_version = excluded.case_version, look_at = excluded.look_at
            """;

    private static final String LEFT = """
            select max(coalesce(o.approved_at, o.decided_at))
            from decisions.decision n
            join decisions.decision o on o.case_id = n.case_id and o.id <> n.id and o.approval in ('NOT_REQUIRED', 'APPROVED')
            join decisions.enforcement_action a on a.decision_id = o.id and a.dsa_restriction <> 'NONE'
            where n.id = ? and a.state in ('PLANNED', 'NOTICE', 'ACTIVE')
                and (not a.reversible and (a.state = 'ACTIVE' or a.effective_at <= now())
                    or exists (select from decisions.carried_action k where k.decision_id = n.id and k.action_id = a.id))
            """;

    private CloseRepository() {}

    /** A case that has open ends, in the version in which it was looked at. */
    record Kept(UUID caseId, int version, Instant lookAt) {}

    /** Cases that may be closed by themselves, locked but for those that others hold. */
    static List<UUID> toLookAt(DSLContext sql, Instant decidedBefore, Instant by, int most, Collection<UUID> without) {
        return Write.rows(
                sql,
                TO_LOOK_AT,
                row -> row.getObject(1, UUID.class),
                decidedBefore,
                without.toArray(UUID[]::new),
                by,
                most);
    }

    static void lookAgain(DSLContext sql, List<Kept> kept, List<UUID> closed) {
        var rows = kept.stream()
                .map(each -> row("case_id", each.caseId(), "version", each.version(), "look_at", each.lookAt()))
                .toList();
        Write.run(sql, LOOK_AGAIN, closed.toArray(UUID[]::new), JsonRows.of(rows));
    }

    /** @param vendor who is told measures of its own decisions only, and of others that there are some; null: all */
    static Map<UUID, OpenEnds> ends(DSLContext sql, Collection<UUID> cases, @Nullable UUID vendor) {
        return Write.<UUID, OpenEnds>map(
                        sql,
                        ENDS,
                        (row, ends) -> ends.put(row.getObject(1, UUID.class), ends(row)),
                        vendor,
                        cases.toArray(UUID[]::new))
                .get();
    }

    /** When the latest of those earlier decisions was taken, or approved, of which one leaves restrictions in force; null: of none. */
    static @Nullable Instant leftInForce(DSLContext sql, UUID decision) {
        return Write.rows(sql, LEFT, row -> Optional.ofNullable(time(row, 1)), decision)
                .getFirst()
                .orElse(null);
    }

    private static OpenEnds ends(ResultSet row) throws SQLException {
        return new OpenEnds(List.of((String[]) row.getArray(2).getArray()), time(row, 3), time(row, 4), time(row, 5));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
