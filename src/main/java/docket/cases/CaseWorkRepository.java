package docket.cases;

import docket.platform.lifecycle.LifeCycle;
import docket.platform.request.Caller;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** All SQL by which cases are worked on. However many cases there are, the statements are the same. */
final class CaseWorkRepository {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String COLUMNS = CaseRepository.CASES.entity().columns().stream()
            .map(column -> "c." + column.getName())
            .collect(Collectors.joining(", "));
    private static final int CASE_WIDTH =
            CaseRepository.CASES.entity().columns().size();

    /** What a caller may see who is bound to a company; the same as the policy of the table says to readers. */
    private static final String IN_REACH =
            "(?::uuid is null or c.vendor_id = ?::uuid) and (cardinality(?::text[]) = 0 or c.market = any (?::text[]))";

    private static final String LOOK = """
            select %s, clock_timestamp(), l.token, l.reviewer_id, l.expires_at
            from cases.moderation_case c left join cases.lease l on l.case_id = c.id and l.ended_at is null
            where c.id = any (?) and %s
            order by c.id
            """.formatted(COLUMNS, IN_REACH);

    /** Two statements: what was waited for is not in the snapshot of the first. */
    private static final String LOCK = """
            select c.id from cases.moderation_case c where c.id = any (?) and %s order by c.id for no key update;
            %s""".formatted(IN_REACH, LOOK);

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
                    select e.seq, e.occurred_at from cases.case_event e where e.case_id = h.case_id order by e.seq desc limit 1) p on true),
            noted as (
                insert into cases.case_event (
                    case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id, rule_key, detail)
                select h.case_id, h.seq, h.kind, h.from_state, h.to_state, h.occurred_at, h.actor_kind, h.reviewer_id, h.rule_key, h.detail
                from happened h
                order by h.case_id, h.seq),
            beginning as (
                select * from jsonb_to_recordset(?::jsonb) as b (
                    case_id uuid, reviewer_id uuid, reason text, at timestamptz, expires_at timestamptz)),
            assigned as (
                insert into cases.assignment (case_id, reviewer_id, assigned_at, reason)
                select b.case_id, b.reviewer_id, b.at, b.reason from beginning b)
            insert into cases.lease (case_id, reviewer_id, granted_at, heartbeat_at, expires_at)
            select b.case_id, b.reviewer_id, b.at, b.at, b.expires_at from beginning b
            returning case_id, id
            """;

    private static final String MOVE = """
            update cases.moderation_case c
            set state = m.state, severity = m.severity, queue_id = m.queue_id, vendor_id = m.vendor_id, assignee_id = m.assignee_id,
                merged_into_id = m.merged_into_id, queued_at = m.queued_at, first_touch_at = m.first_touch_at,
                decided_at = m.decided_at, closed_at = m.closed_at, wake_at = m.wake_at, due_at = m.due_at,
                reopen_count = m.reopen_count, version = c.version + 1,
                -- Further reports may have opened another case meanwhile, and go on there.
                intake_key = case when m.reopen_count = c.reopen_count then c.intake_key end
            from jsonb_to_recordset(?::jsonb) as m (
                id uuid, state text, severity text, queue_id uuid, vendor_id uuid, assignee_id uuid, merged_into_id uuid,
                queued_at timestamptz, first_touch_at timestamptz, decided_at timestamptz, closed_at timestamptz,
                wake_at timestamptz, due_at timestamptz, reopen_count int)
            where c.id = m.id
            """;

    private CaseWorkRepository() {}

    /** The cases that are there and in the caller's reach, in the order of their ids; nobody else changes them now. */
    static List<WorkedCase> lock(DSLContext sql, LifeCycle lifeCycle, Collection<UUID> ids, @Nullable Caller caller) {
        var keys = ids.toArray(UUID[]::new);
        var vendor = caller == null ? null : caller.vendorId();
        var markets = caller == null ? new String[0] : caller.markets().toArray(String[]::new);
        return Write.rows(
                sql,
                LOCK,
                row -> worked(row, lifeCycle),
                keys,
                vendor,
                vendor,
                markets,
                markets,
                keys,
                vendor,
                vendor,
                markets,
                markets);
    }

    /** As {@link #lock}, for those who only want to know: others may change them. */
    static List<WorkedCase> look(DSLContext sql, LifeCycle lifeCycle, Collection<UUID> ids, Caller caller) {
        var vendor = caller.vendorId();
        var markets = caller.markets().toArray(String[]::new);
        return Write.rows(
                sql, LOOK, row -> worked(row, lifeCycle), ids.toArray(UUID[]::new), vendor, vendor, markets, markets);
    }

    static WorkedCase worked(ResultSet row, LifeCycle lifeCycle) throws SQLException {
        var now = time(row, CASE_WIDTH + 1);
        var reviewer = row.getObject(CASE_WIDTH + 3, UUID.class);
        var lease = reviewer == null
                ? null
                : new WorkedCase.OpenLease(row.getLong(CASE_WIDTH + 2), reviewer, time(row, CASE_WIDTH + 4));
        return new WorkedCase(lifeCycle, CaseRepository.CASES.entity().read(row, 0), lease, now);
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    /** What keeps a waiting case from somebody: the language, the caller's markets, her own part in an earlier decision. */
    private static final String FITS = """
            (c.language is null or c.language = any (?::text[]))
            and (cardinality(?::text[]) = 0 or c.market = any (?::text[]))
            and (c.reopen_count = 0 or not exists (
                select from cases.case_event e
                where e.case_id = c.id and e.reviewer_id = ? and e.kind in ('DECIDED', 'PROPOSED', 'APPROVED')))
            """;

    /** The queues that somebody works, those with the most urgent case first. */
    private static final String QUEUES = """
            select q.id
            from cases.queue q
            cross join lateral (
                select c.due_at, c.severity, c.priority_rank
                from cases.moderation_case c
                where c.queue_id = q.id and c.state = 'QUEUED' and %s
                order by c.due_at, c.severity, c.priority_rank desc, c.id
                limit 1) head
            where q.domain = any (?) and q.vendor_id is not distinct from ? and (q.language is null or q.language = any (?))
                and (?::uuid is null or q.id = ?::uuid)
            order by head.due_at, head.severity, head.priority_rank desc, q.id
            """.formatted(FITS);

    private static final String NEXT = """
            select %s, clock_timestamp(), null::bigint, null::uuid, null::timestamptz
            from cases.moderation_case c
            where c.queue_id = ? and c.state = 'QUEUED' and %s
            order by c.due_at, c.severity, c.priority_rank desc, c.id
            limit 1
            for no key update of c skip locked
            """.formatted(COLUMNS, FITS);

    /** What somebody may claim from. */
    record Claimant(Worker worker, Set<String> markets) {
        private String[] languages() {
            return worker.languages().toArray(String[]::new);
        }

        private String[] places() {
            return markets.toArray(String[]::new);
        }
    }

    /** @param only one queue; null: all that she works */
    static List<UUID> queues(DSLContext sql, Claimant claimant, @Nullable UUID only) {
        var worker = claimant.worker();
        var languages = claimant.languages();
        var places = claimant.places();
        return Write.rows(
                sql,
                QUEUES,
                row -> row.getObject(1, UUID.class),
                languages,
                places,
                places,
                worker.id(),
                worker.skills().keySet().toArray(String[]::new),
                worker.vendorId(),
                languages,
                only,
                only);
    }

    /** The most urgent waiting case of a queue that nobody else is just taking, locked; null: there is none. */
    static @Nullable WorkedCase next(DSLContext sql, LifeCycle lifeCycle, Claimant claimant, UUID queue) {
        var places = claimant.places();
        var found = Write.rows(
                sql,
                NEXT,
                row -> worked(row, lifeCycle),
                queue,
                claimant.languages(),
                places,
                places,
                claimant.worker().id());
        return found.isEmpty() ? null : found.getFirst();
    }

    static int openLeases(DSLContext sql, UUID reviewer) {
        return Write.rows(
                        sql,
                        "select count(*)::int from cases.lease l where l.reviewer_id = ? and l.ended_at is null",
                        row -> row.getInt(1),
                        reviewer)
                .getFirst();
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

    private static final String SNAPSHOT = """
            insert into cases.subject_snapshot (case_id, payload, taken_at)
            select c.id, subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id), ?
            from cases.moderation_case c
            where c.id = any (?) and not exists (select from cases.subject_snapshot s where s.case_id = c.id)
            """;

    /** Keeps how the subjects look, of cases where that has not been done. */
    static void takeSnapshots(DSLContext sql, Collection<UUID> cases, Instant now) {
        Write.count(sql, SNAPSHOT, now, cases.toArray(UUID[]::new));
    }

    private static final String EVIDENCE = """
            select l.case_id, s.id, coalesce(l.active_seconds, 0) + greatest(0, least(120, extract(epoch from w.at - l.heartbeat_at)))::int
            from jsonb_to_recordset(?::jsonb) as w (id uuid, at timestamptz)
            join cases.lease l on l.case_id = w.id and l.ended_at is null
            cross join lateral (
                select s.id from cases.subject_snapshot s where s.case_id = l.case_id order by s.taken_at desc, s.id desc limit 1) s
            """;

    /** By case. */
    static Map<UUID, CaseWork.Evidence> evidence(DSLContext sql, Collection<WorkedCase> held) {
        var asked = held.stream()
                .map(worked -> row("id", worked.id(), "at", worked.at()))
                .toList();
        var evidence = new HashMap<UUID, CaseWork.Evidence>();
        Write.rows(
                sql,
                EVIDENCE,
                row -> evidence.put(
                        row.getObject(1, UUID.class),
                        new CaseWork.Evidence(row.getObject(2, UUID.class), row.getInt(3))),
                json(asked));
        return evidence;
    }

    private static final String LEASES = """
            select l.case_id, l.token, l.reviewer_id, l.expires_at from cases.lease l where l.case_id = any (?) and l.ended_at is null
            """;

    /** The open ones by case. */
    static Map<UUID, WorkedCase.OpenLease> leases(DSLContext sql, Collection<UUID> cases) {
        var leases = new HashMap<UUID, WorkedCase.OpenLease>();
        Write.rows(
                sql,
                LEASES,
                row -> leases.put(
                        row.getObject(1, UUID.class),
                        new WorkedCase.OpenLease(row.getLong(2), row.getObject(3, UUID.class), time(row, 4))),
                (Object) cases.toArray(UUID[]::new));
        return leases;
    }

    private static final String PARTS = """
            select distinct on (e.case_id) e.case_id, e.kind, e.occurred_at
            from cases.case_event e
            where e.case_id = any (?) and e.reviewer_id = ? and e.kind in ('DECIDED', 'PROPOSED', 'APPROVED')
            order by e.case_id, e.seq desc
            """;

    /** The last part that somebody had in a decision of each of the cases, in words. */
    static Map<UUID, String> parts(DSLContext sql, UUID reviewer, Collection<UUID> cases) {
        var parts = new HashMap<UUID, String>();
        Write.rows(
                sql,
                PARTS,
                row -> parts.put(row.getObject(1, UUID.class), "%s at %s".formatted(row.getString(2), time(row, 3))),
                cases.toArray(UUID[]::new),
                reviewer);
        return parts;
    }

    private static final String TOUCHED = """
            select distinct e.case_id
            from unnest(?::uuid[], ?::uuid[]) i (case_id, decision_id)
            join cases.case_event d on d.case_id = i.case_id and d.detail ->> 'decision' = i.decision_id::text and d.kind = 'DECIDED'
            join cases.case_event e on e.case_id = d.case_id and e.seq > d.seq
            where e.kind not in ('CLOSED', 'NOTICE_SENT')
            """;

    /** @param decisions of the cases in the same places */
    static Set<UUID> touchedSince(DSLContext sql, List<UUID> cases, List<UUID> decisions) {
        return Set.copyOf(Write.rows(
                sql,
                TOUCHED,
                row -> row.getObject(1, UUID.class),
                cases.toArray(UUID[]::new),
                decisions.toArray(UUID[]::new)));
    }

    private static final String WAITING = """
            select c.id from cases.moderation_case c
            where c.state = 'QUEUED' and (?::uuid is null or c.queue_id = ?::uuid) and (?::uuid is null or c.seller_id = ?::uuid)
                and (?::uuid is null or c.creator_id = ?::uuid) and (cardinality(?::text[]) = 0 or c.severity = any (?::text[]))
                and (?::text is null or c.market = ?::text) and %s
            order by c.due_at, c.severity, c.priority_rank desc, c.id
            limit ?
            """.formatted(IN_REACH);

    static List<UUID> waiting(DSLContext sql, WaitingCases which, Caller caller, int most) {
        var severities = which.severities().toArray(String[]::new);
        var markets = caller.markets().toArray(String[]::new);
        return Write.rows(
                sql,
                WAITING,
                row -> row.getObject(1, UUID.class),
                which.queueId(),
                which.queueId(),
                which.sellerId(),
                which.sellerId(),
                which.creatorId(),
                which.creatorId(),
                severities,
                severities,
                which.market(),
                which.market(),
                caller.vendorId(),
                caller.vendorId(),
                markets,
                markets,
                most);
    }

    private static final String DECIDED = """
            select c.id from cases.moderation_case c
            where c.state = 'DECIDED' and c.source_platform is null and c.id > ?
            order by c.id limit ?
            """;

    static List<UUID> decided(DSLContext sql, UUID after, int most) {
        return Write.rows(sql, DECIDED, row -> row.getObject(1, UUID.class), after, most);
    }

    private static final String NOTICES = """
            select asked.id, e.occurred_at
            from unnest(?::uuid[]) asked (id)
            cross join lateral (
                select max(e.occurred_at) as occurred_at
                from cases.case_event e
                where e.case_id = asked.id and e.kind = 'NOTICE_SENT') e
            where e.occurred_at is not null
            """;

    static Map<UUID, Instant> latestNotices(DSLContext sql, Collection<UUID> cases) {
        var notices = new LinkedHashMap<UUID, Instant>();
        Write.rows(sql, NOTICES, row -> notices.put(row.getObject(1, UUID.class), time(row, 2)), (Object)
                cases.toArray(UUID[]::new));
        return notices;
    }

    private static final String EXPIRED = """
            select l.case_id from cases.lease l where l.ended_at is null and l.expires_at <= now() order by l.expires_at limit ?
            """;

    static List<UUID> expired(DSLContext sql, int most) {
        return Write.rows(sql, EXPIRED, row -> row.getObject(1, UUID.class), most);
    }

    private static final String AWAKE = """
            select c.id from cases.moderation_case c
            where c.state = 'ON_HOLD' and c.wake_at <= now() order by c.wake_at limit ?
            """;

    static List<UUID> awake(DSLContext sql, int most) {
        return Write.rows(sql, AWAKE, row -> row.getObject(1, UUID.class), most);
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
            Write.count(sql, END, json(endings));
        }
    }

    /** @return the new leases by their cases */
    static Map<UUID, UUID> record(DSLContext sql, List<WorkedCase> cases) {
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
                        "case_id", worked.id(),
                        "reviewer_id", beginning.reviewerId(),
                        "reason", beginning.reason(),
                        "at", worked.at(),
                        "expires_at", worked.at().plus(beginning.lease())));
            }
        }
        var leases = new LinkedHashMap<UUID, UUID>();
        Write.rows(
                sql,
                RECORD,
                row -> leases.put(row.getObject(1, UUID.class), row.getObject(2, UUID.class)),
                json(events),
                json(beginnings));
        return leases;
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
                        "merged_into_id", worked.mergedIntoId(),
                        "queued_at", worked.queuedAt(),
                        "first_touch_at", worked.firstTouchAt(),
                        "decided_at", worked.decidedAt(),
                        "closed_at", worked.closedAt(),
                        "wake_at", worked.wakeAt(),
                        "due_at", dueAt.containsKey(worked.id()) ? dueAt.get(worked.id()) : "infinity",
                        "reopen_count", worked.reopenCount()))
                .toList();
        Write.count(sql, MOVE, json(moves));
    }

    private static Map<String, @Nullable Object> row(@Nullable Object... namesAndValues) {
        var row = new LinkedHashMap<String, @Nullable Object>();
        for (var index = 0; index < namesAndValues.length; index += 2) {
            row.put(String.valueOf(namesAndValues[index]), namesAndValues[index + 1]);
        }
        return row;
    }

    private static String json(Object value) {
        return JSON.writeValueAsString(value);
    }
}
