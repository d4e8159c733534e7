package docket.cases;

import static docket.platform.sql.JsonRows.row;

import docket.platform.sql.JsonRows;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about leases that run. */
final class LeaseRepository {
    private LeaseRepository() {}

    /** How many somebody has. */
    static Later<Integer> count(DSLContext sql, UUID reviewer) {
        return Write.later(
                        sql,
                        "select count(*)::int from cases.lease l where l.reviewer_id = ? and l.ended_at is null",
                        row -> row.getInt(1),
                        reviewer)
                .map(List::getFirst);
    }

    private static final String RENEW = """
            update cases.lease l
            set heartbeat_at = ?, expires_at = ?,
                active_seconds = coalesce(l.active_seconds, 0) + greatest(0, least(120, extract(epoch from ? - l.heartbeat_at)))::int
            where l.case_id = ? and l.ended_at is null
            returning l.id
            """;

    /** @return the lease */
    static UUID renew(DSLContext sql, WorkedCase worked, Instant until) {
        return Write.rows(sql, RENEW, row -> row.getObject(1, UUID.class), worked.at(), until, worked.at(), worked.id())
                .getFirst();
    }

    private static final String EVIDENCE = """
            select l.case_id, s.id, coalesce(l.active_seconds, 0) + greatest(0, least(120, extract(epoch from w.at - l.heartbeat_at)))::int
            from jsonb_to_recordset(?::jsonb) as w (id uuid, at timestamptz, snapshot uuid)
            join cases.lease l on l.case_id = w.id and l.ended_at is null
            cross join lateral (
                select s.id from cases.subject_snapshot s
                where s.case_id = l.case_id
                    and case when w.snapshot is null then not s.on_request or s.taken_by = l.reviewer_id or s.taken_at <= l.granted_at
                        else s.id = w.snapshot end
                order by s.taken_at desc, s.id desc
                limit 1) s
            """;

    /** By case. What others have taken since somebody got the case is not what she saw. */
    static Later<Map<UUID, CaseWork.Evidence>> evidence(
            DSLContext sql, Collection<WorkedCase> held, @Nullable UUID snapshot) {
        var asked = held.stream()
                .map(worked -> row("id", worked.id(), "at", worked.at(), "snapshot", snapshot))
                .toList();
        var evidence = new HashMap<UUID, CaseWork.Evidence>();
        return Write.later(
                        sql,
                        EVIDENCE,
                        row -> evidence.put(
                                row.getObject(1, UUID.class),
                                new CaseWork.Evidence(row.getObject(2, UUID.class), row.getInt(3))),
                        JsonRows.of(asked))
                .map(rows -> evidence);
    }

    private static final String LEASES = """
            select l.case_id, l.token, l.reviewer_id, l.expires_at from cases.lease l where l.case_id = any (?) and l.ended_at is null
            """;

    /** The open ones by case. */
    static Map<UUID, WorkedCase.OpenLease> open(DSLContext sql, Collection<UUID> cases) {
        var leases = new HashMap<UUID, WorkedCase.OpenLease>();
        Write.rows(
                sql,
                LEASES,
                row -> leases.put(
                        row.getObject(1, UUID.class),
                        new WorkedCase.OpenLease(
                                row.getLong(2), row.getObject(3, UUID.class), CaseWorkRepository.time(row, 4))),
                (Object) cases.toArray(UUID[]::new));
        return leases;
    }

    private static final String EXPIRED = """
            select l.case_id from cases.lease l where l.ended_at is null and l.expires_at <= now() order by l.expires_at limit ?
            """;

    static List<UUID> expired(DSLContext sql, int most) {
        return Write.rows(sql, EXPIRED, row -> row.getObject(1, UUID.class), most);
    }
}
