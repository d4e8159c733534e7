package docket.cases;

import static docket.platform.sql.JsonRows.row;

import docket.platform.request.Caller;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which cases are locked, and what has happened to them is written down. However many cases there are, the statements are the same. */
final class CaseWorkRepository {
    private static final String COLUMNS = CaseRepository.CASES.entity().columns().stream()
            .map(column -> "c." + column.getName())
            .collect(Collectors.joining(", "));
    private static final int CASE_WIDTH =
            CaseRepository.CASES.entity().columns().size();

    /** What a caller may see who is bound to a company; the same as the policy of the table says to readers. */
    static final String IN_REACH =
            "(?::uuid is null or c.vendor_id = ?::uuid) and (cardinality(?::text[]) = 0 or c.market = any (?::text[]))";

    /** As {@link #found} reads it, of a case {@code c} with its queue {@code q} and its open lease {@code l}. */
    static final String FOUND = COLUMNS + """
            , clock_timestamp(), uuidv7(),
            (select e.occurred_at from cases.case_event e where e.case_id = c.id order by e.seq desc limit 1),
            q.key, coalesce(q.certified, false), q.language, c.returned_to_id
            """;

    private static final String LOOK = """
            select %s, l.token, l.reviewer_id, l.expires_at
            from cases.moderation_case c
            left join cases.queue q on q.id = c.queue_id
            left join cases.lease l on l.case_id = c.id and l.ended_at is null
            where c.id = any (?) and %s
            order by c.id
            """.formatted(FOUND, IN_REACH);

    /** Looked at by a statement of its own: what was waited for is not in the snapshot of this one. */
    private static final String LOCK = """
            select c.id from cases.moderation_case c where c.id = any (?) and %s order by c.id for no key update
            """.formatted(IN_REACH);

    private static final String END = """
            with ending as (
                select * from jsonb_to_recordset(?::jsonb) as e (case_id uuid, at timestamptz, lease text, assignment boolean)),
            ended as (
                update cases.lease l
                set ended_at = greatest(e.at, l.granted_at), ended_by = e.lease,
                    active_seconds = coalesce(l.active_seconds, 0) + greatest(0, least(120, extract(epoch from e.at - l.heartbeat_at)))::int
                from ending e
                where l.case_id = e.case_id and l.ended_at is null and e.lease is not null)
            update cases.assignment a
            set ended_at = greatest(e.at, a.assigned_at)
            from ending e
            where a.case_id = e.case_id and a.ended_at is null and e.assignment
            """;

    private static final String RECORD = """
            with happened as (
                select h.*, coalesce(p.seq, 0) + h.place as seq, greatest(h.at, p.occurred_at) as occurred_at
                from jsonb_to_recordset(?::jsonb) as h (
                    case_id uuid, place int, kind text, from_state text, to_state text, at timestamptz,
                    actor_kind text, reviewer_id uuid, rule_key text, detail jsonb)
                left join lateral (
                    select e.seq, e.occurred_at from cases.case_event e where e.case_id = h.case_id order by e.seq desc limit 1) p on true)
            insert into cases.case_event (
                case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id, rule_key, detail)
            select h.case_id, h.seq, h.kind, h.from_state, h.to_state, h.occurred_at, h.actor_kind, h.reviewer_id, h.rule_key, h.detail
            from happened h
            order by h.case_id, h.seq
            """;

    /** Only where something begins: a statement sets up each table that it writes to, whether or not rows come. */
    private static final String BEGIN = """
            with beginning as (
                select * from jsonb_to_recordset(?::jsonb) as b (
                    id uuid, case_id uuid, reviewer_id uuid, reason text, at timestamptz, expires_at timestamptz)),
            assigned as (
                insert into cases.assignment (case_id, reviewer_id, assigned_at, reason)
                select b.case_id, b.reviewer_id, b.at, b.reason from beginning b)
            insert into cases.lease (id, case_id, reviewer_id, token, granted_at, heartbeat_at, expires_at)
            select b.id, b.case_id, b.reviewer_id, coalesce((select max(l.token) from cases.lease l where l.case_id = b.case_id), 0) + 1,
                b.at, b.at, b.expires_at
            from beginning b
            """;

    private static final String MOVE = """
            update cases.moderation_case c
            set state = m.state, severity = m.severity, queue_id = m.queue_id, vendor_id = m.vendor_id, assignee_id = m.assignee_id,
                returned_to_id = m.returned_to_id, merged_into_id = m.merged_into_id, queued_at = m.queued_at, first_touch_at = m.first_touch_at,
                decided_at = m.decided_at, closed_at = m.closed_at, wake_at = m.wake_at, due_at = m.due_at,
                reopen_count = m.reopen_count, version = c.version + 1,
                -- Further reports may have opened another case meanwhile, and go on there.
                intake_key = case when m.reopen_count = c.reopen_count then c.intake_key end
            from jsonb_to_recordset(?::jsonb) as m (
                id uuid, state text, severity text, queue_id uuid, vendor_id uuid, assignee_id uuid, returned_to_id uuid,
                merged_into_id uuid, queued_at timestamptz, first_touch_at timestamptz, decided_at timestamptz, closed_at timestamptz,
                wake_at timestamptz, due_at timestamptz, reopen_count int)
            where c.id = m.id
            """;

    private CaseWorkRepository() {}

    /** The cases that are there and in the caller's reach, in the order of their ids; nobody else changes them now. */
    static Later<List<FoundCase>> lock(DSLContext sql, Collection<UUID> ids, @Nullable Caller caller) {
        var keys = ids.toArray(UUID[]::new);
        var vendor = caller == null ? null : caller.vendorId();
        var markets = caller == null ? new String[0] : caller.markets().toArray(String[]::new);
        Write.run(sql, LOCK, keys, vendor, vendor, markets, markets);
        return Write.later(sql, LOOK, CaseWorkRepository::found, keys, vendor, vendor, markets, markets);
    }

    /** As {@link #lock}, for those who only want to know: others may change them. */
    static Later<List<FoundCase>> look(DSLContext sql, Collection<UUID> ids, Caller caller) {
        var vendor = caller.vendorId();
        var markets = caller.markets().toArray(String[]::new);
        return Write.later(
                sql, LOOK, CaseWorkRepository::found, ids.toArray(UUID[]::new), vendor, vendor, markets, markets);
    }

    static FoundCase found(ResultSet row) throws SQLException {
        var before = CaseRepository.CASES.entity().read(row, 0);
        var reviewer = row.getObject(CASE_WIDTH + 9, UUID.class);
        var lease = reviewer == null
                ? null
                : new WorkedCase.OpenLease(row.getLong(CASE_WIDTH + 8), reviewer, time(row, CASE_WIDTH + 10));
        var lastEventAt = row.getObject(CASE_WIDTH + 3) == null ? null : time(row, CASE_WIDTH + 3);
        return new FoundCase(
                before,
                lease,
                lastEventAt,
                row.getString(CASE_WIDTH + 4),
                row.getBoolean(CASE_WIDTH + 5),
                row.getString(CASE_WIDTH + 6),
                row.getObject(CASE_WIDTH + 7, UUID.class),
                time(row, CASE_WIDTH + 1),
                row.getObject(CASE_WIDTH + 2, UUID.class));
    }

    static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** Ends what has to end before anything new may begin. */
    static void end(DSLContext sql, List<WorkedCase> cases) {
        var endings = new ArrayList<Map<String, @Nullable Object>>();
        for (var worked : cases) {
            var ending = worked.ending();
            if (ending != null) {
                endings.add(row(
                        "case_id",
                        worked.id(),
                        "at",
                        worked.at(),
                        "lease",
                        ending.lease(),
                        "assignment",
                        ending.assignment()));
            }
        }
        if (!endings.isEmpty()) {
            Write.run(sql, END, JsonRows.of(endings));
        }
    }

    /** Events, and what begins with them. */
    static void record(DSLContext sql, List<WorkedCase> cases) {
        var events = new ArrayList<Map<String, @Nullable Object>>();
        var beginnings = new ArrayList<Map<String, @Nullable Object>>();
        for (var worked : cases) {
            var place = 1;
            for (var happened : worked.happened()) {
                events.add(event(worked.id(), happened, place++));
            }
            var beginning = worked.beginning();
            if (beginning != null) {
                beginnings.add(row(
                        "id", worked.newId(),
                        "case_id", worked.id(),
                        "reviewer_id", beginning.reviewerId(),
                        "reason", beginning.reason(),
                        "at", worked.at(),
                        "expires_at", worked.at().plus(beginning.lease())));
            }
        }
        Write.run(sql, RECORD, JsonRows.of(events));
        if (!beginnings.isEmpty()) {
            Write.run(sql, BEGIN, JsonRows.of(beginnings));
        }
    }

    private static Map<String, @Nullable Object> event(UUID id, WorkedCase.Happened happened, int place) {
        var first = happened.kind() == CaseEventKind.RECEIVED;
        return row(
                "case_id", id,
                "place", place,
                "kind", happened.kind(),
                "from_state", first ? null : happened.from(),
                "to_state", happened.to(),
                "at", happened.at(),
                "actor_kind", happened.by().kind(),
                "reviewer_id", happened.by().reviewerId(),
                "rule_key", happened.by().ruleKey(),
                "detail", happened.detail());
    }

    /** @param dueAt when the running decision clocks end, by case */
    static void move(DSLContext sql, List<WorkedCase> cases, Map<UUID, Instant> dueAt) {
        var moves = cases.stream()
                .map(worked -> row(
                        "id", worked.id(),
                        "state", worked.state(),
                        "severity", worked.severity(),
                        "queue_id", worked.queueId(),
                        "vendor_id", worked.vendorId(),
                        "assignee_id", worked.assigneeId(),
                        "returned_to_id", worked.returnedTo(),
                        "merged_into_id", worked.mergedIntoId(),
                        "queued_at", worked.queuedAt(),
                        "first_touch_at", worked.firstTouchAt(),
                        "decided_at", worked.decidedAt(),
                        "closed_at", worked.closedAt(),
                        "wake_at", worked.wakeAt(),
                        "due_at", dueAt.containsKey(worked.id()) ? dueAt.get(worked.id()) : "infinity",
                        "reopen_count", worked.reopenCount()))
                .toList();
        Write.run(sql, MOVE, JsonRows.of(moves));
    }
}
