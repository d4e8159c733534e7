package docket.decisions;

import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about what keeps cases from being closed. */
final class CloseRepository {
    /** A statement of reasons is owed for restrictions that the decision which holds has brought about (DSA Art. 17). */
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
                    then s.decided_at end,
                s.decided_at
            from unnest(?::uuid[]) asked (id)
            left join lateral (
                select d.id, coalesce(d.approved_at, d.decided_at) as decided_at
                from decisions.decision d
                where d.case_id = asked.id and d.approval in ('NOT_REQUIRED', 'APPROVED')
                order by d.decided_at desc, d.id desc
                limit 1) s on true
            """;

    private CloseRepository() {}

    /** @param vendor who is told measures of its own decisions only, and of others that there are some; null: all */
    static Map<UUID, OpenEnds> ends(DSLContext sql, Collection<UUID> cases, @Nullable UUID vendor) {
        var ends = new HashMap<UUID, OpenEnds>();
        Write.rows(
                sql,
                ENDS,
                row -> ends.put(row.getObject(1, UUID.class), ends(row)),
                vendor,
                cases.toArray(UUID[]::new));
        return ends;
    }

    private static OpenEnds ends(ResultSet row) throws SQLException {
        return new OpenEnds(List.of((String[]) row.getArray(2).getArray()), time(row, 3), time(row, 4));
    }

    private static @Nullable Instant time(ResultSet row, int column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
