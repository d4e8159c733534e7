package docket.cases;

import static docket.platform.sql.JsonRows.row;

import docket.platform.sql.JsonRows;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about leases that run, and about cases that nobody holds any longer. */
final class LeaseRepository {
    private LeaseRepository() {}

    /** How many somebody has; whoever else asks it of her waits until the transaction has ended. */
    static Later<Integer> count(DSLContext sql, UUID reviewer) {
        return Write.later(sql, "select cases.open_leases(?)", row -> row.getInt(1), reviewer)
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

    private static final String ENDED = """
            select l.ended_by, case l.ended_by when 'EXPIRED' then l.expires_at else l.ended_at end
            from cases.lease l where l.case_id = ? and l.token = ? and l.reviewer_id = ? and l.ended_at is not null
            """;

    /** How and when a lease was over. */
    record Ended(LeaseEnd how, Instant at) {}

    /** @return null: the reviewer had no lease of the case with that number, or has it still */
    static @Nullable Ended ended(DSLContext sql, UUID caseId, long token, UUID reviewer) {
        return Write.rows(
                        sql,
                        ENDED,
                        row -> new Ended(LeaseEnd.valueOf(row.getString(1)), CaseWorkRepository.time(row, 2)),
                        caseId,
                        token,
                        reviewer)
                .stream()
                .findFirst()
                .orElse(null);
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
        return Write.map(
                sql,
                EVIDENCE,
                (row, evidence) -> evidence.put(
                        row.getObject(1, UUID.class),
                        new CaseWork.Evidence(row.getObject(2, UUID.class), row.getInt(3))),
                JsonRows.of(asked));
    }

    private static final String LEASES = """
            select l.case_id, l.token, l.reviewer_id, l.expires_at from cases.lease l where l.case_id = any (?) and l.ended_at is null
            """;

    /** The open ones by case. */
    static Map<UUID, WorkedCase.OpenLease> open(DSLContext sql, Collection<UUID> cases) {
        return Write.<UUID, WorkedCase.OpenLease>map(
                        sql,
                        LEASES,
                        (row, leases) -> leases.put(
                                row.getObject(1, UUID.class),
                                new WorkedCase.OpenLease(
                                        row.getLong(2), row.getObject(3, UUID.class), CaseWorkRepository.time(row, 4))),
                        (Object) cases.toArray(UUID[]::new))
                .get();
    }

    private static final String EXPIRED = """
            select c.id
            from cases.lease l join cases.moderation_case c on c.id = l.case_id
            where l.ended_at is null and l.expires_at <= now() and l.case_id <> all (?)
            order by l.expires_at
            limit ?
            for no key update of c skip locked
            """;

    /** Cases whose lease has run out, locked but for those that others hold. */
    static List<UUID> expired(DSLContext sql, int most, Collection<UUID> without) {
        return Write.rows(sql, EXPIRED, row -> row.getObject(1, UUID.class), without.toArray(UUID[]::new), most);
    }

    private static final String AWAKE = """
            select c.id
            from cases.moderation_case c
            where c.state = 'ON_HOLD' and c.wake_at <= now() and c.id <> all (?)
            order by c.wake_at
            limit ?
            for no key update of c skip locked
            """;

    /** Cases whose hold is over, locked but for those that others hold. */
    static List<UUID> awake(DSLContext sql, int most, Collection<UUID> without) {
        return Write.rows(sql, AWAKE, row -> row.getObject(1, UUID.class), without.toArray(UUID[]::new), most);
    }
}
