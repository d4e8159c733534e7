package docket.sla;

import docket.cases.CaseClocks;
import docket.platform.sql.Db;
import docket.platform.sql.JsonRows;
import docket.platform.sql.Later;
import docket.platform.sql.RowReader;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** The clocks of cases: what their events say, what their rows say, and how rows are written. */
final class CaseClockRepository {
    /** One row at least, for the edition of the promises. Further reports, of which there may be thousands, mean nothing to clocks. */
    private static final String EVENTS = """
            select e.case_id, e.kind, e.to_state, e.occurred_at, q.id is not null, q.vendor_id,
                e.detail ->> 'reason', coalesce((e.detail -> 'owesReasons')::boolean, e.detail ->> 'outcome' = 'VIOLATION'),
                coalesce((e.detail -> 'keepsOwed')::boolean, false), case e.kind when 'SEVERITY_CHANGED' then e.detail ->> 'from' end, book.edition, book.now
            from (select number as edition, now() from sla.edition) book
            left join cases.case_event e on e.case_id = any (%s) and e.kind <> 'REPORT_ADDED'
            left join cases.queue q on q.key = e.detail ->> 'queue'
            order by e.case_id, e.seq
            """;

    /** Those that are named, or else the one that has just been locked, see {@link docket.cases.CaseClocks#history}. */
    private static final String CASES =
            "coalesce(?::uuid[], array[nullif(current_setting('docket.locked', true), '')::uuid])";

    private static final String EVENTS_OF_CASES = EVENTS.formatted(CASES);

    /** Of a clock {@code k}: reason, begin and end of each, times in microseconds. */
    static final String PAUSES = """
            (select string_agg(
                concat_ws('|', p.reason, (extract(epoch from p.paused_at) * 1000000)::bigint, (extract(epoch from p.resumed_at) * 1000000)::bigint),
                ',' order by p.paused_at, p.resumed_at)
             from sla.sla_pause p where p.sla_clock_id = k.id)
            """;

    private static final String CLOCKS = """
            select k.id, k.case_id, k.sla_policy_id, k.clock_kind, k.agreement, k.vendor_id, k.status, k.started_at, k.due_at, k.stopped_at, %s
            from sla.sla_clock k
            where k.case_id = any (%s) and k.clock_kind in ('FIRST_TOUCH', 'DECISION', 'NOTICE')
            order by k.case_id, k.id
            """.formatted(PAUSES, CASES);

    /** The alerts that the row of a clock {@code c} under a policy {@code p} calls for; what is late was at risk before. */
    static final String ALERTS = """
            select 'AT_RISK' as kind, c.due_at - make_interval(mins => p.imminent_minutes) as occurred_at
            where c.status in ('IMMINENT', 'BREACHING', 'BREACHED') and p.imminent_minutes > 0
            union all
            select 'BREACH', c.due_at where c.status in ('BREACHING', 'BREACHED')
            """;

    private static final String CHANGE = """
            with clock as (
                select * from jsonb_to_recordset(?::jsonb) as c (id uuid, status text, vendor_id uuid, started_at timestamptz, due_at timestamptz,
                    stopped_at timestamptz))
            update sla.sla_clock k
            set status = c.status, vendor_id = c.vendor_id, started_at = c.started_at, due_at = coalesce(c.due_at, 'infinity'),
                stopped_at = c.stopped_at, version = k.version + 1
            from clock c where k.id = c.id
            """;

    private static final String PAUSE = """
            with pause as (
                select * from jsonb_to_recordset(?::jsonb) as p (clock uuid, reason text, paused_at timestamptz, resumed_at timestamptz)),
            ended as (
                update sla.sla_pause s set resumed_at = p.resumed_at
                from pause p
                where s.sla_clock_id = p.clock and s.paused_at = p.paused_at and s.resumed_at is null and p.resumed_at is not null)
            insert into sla.sla_pause (sla_clock_id, reason, paused_at, resumed_at)
            select p.clock, p.reason, p.paused_at, p.resumed_at from pause p
            where not exists (select from sla.sla_pause s where s.sla_clock_id = p.clock and s.paused_at = p.paused_at)
            """;

    private static final String ALERT = """
            insert into sla.clock_alert (sla_clock_id, kind, due_at, occurred_at, case_id, vendor_id, market)
            select c.id, a.kind, c.due_at, a.occurred_at, c.case_id, c.vendor_id, c.market
            from sla.sla_clock c join sla.sla_policy p on p.id = c.sla_policy_id cross join lateral (%1$s) a
            where c.id = any (?)
            on conflict do nothing
            """.formatted(ALERTS);

    /** Rows of clocks and their pauses; {@code clock} numbers them within the statement. */
    private static final String START = """
            with clock as materialized (
                select uuidv7() as id, c.* from jsonb_to_recordset(?::jsonb) as c (number int, sla_policy_id uuid, clock_kind text, agreement text,
                    case_id uuid, vendor_id uuid, market text, status text, started_at timestamptz, due_at timestamptz, stopped_at timestamptz)),
            pause as (
                select * from jsonb_to_recordset(?::jsonb) as p (clock int, reason text, paused_at timestamptz, resumed_at timestamptz)),
            started as (
                insert into sla.sla_clock (id, sla_policy_id, clock_kind, agreement, case_id, vendor_id, market, status, started_at, due_at, stopped_at)
                select id, sla_policy_id, clock_kind, agreement, case_id, vendor_id, market, status, started_at, coalesce(due_at, 'infinity'), stopped_at
                from clock),
            alerted as (
                insert into sla.clock_alert (sla_clock_id, kind, due_at, occurred_at, case_id, vendor_id, market)
                select c.id, a.kind, c.due_at, a.occurred_at, c.case_id, c.vendor_id, c.market
                from clock c join sla.sla_policy p on p.id = c.sla_policy_id cross join lateral (%1$s) a)
            insert into sla.sla_pause (sla_clock_id, reason, paused_at, resumed_at)
            select c.id, p.reason, p.paused_at, p.resumed_at from pause p join clock c on c.number = p.clock
            """.formatted(ALERTS);

    private static final Sql EVENTS_SQL = Sql.of(DSL.resultQuery(EVENTS.formatted("{0}"), Sql.keys()));

    private CaseClockRepository() {}

    /**
     * What there is to read about cases.
     *
     * @param edition of the promises
     * @param now the time of the transaction
     */
    record Histories(
            Map<UUID, List<CaseEvent>> events, Map<UUID, List<StoredClock>> clocks, long edition, Instant now) {}

    /** What has been asked for, see {@link docket.cases.CaseClocks#history}. */
    static final class Asked implements CaseClocks.History {
        private final Later<Histories> histories;

        private Asked(Later<Histories> histories) {
            this.histories = histories;
        }

        Histories get() {
            return histories.get();
        }
    }

    private static final class Reader {
        private final Map<UUID, List<CaseEvent>> events = new LinkedHashMap<>();
        private final Map<UUID, List<StoredClock>> clocks = new HashMap<>();
        private final Map<String, String> words = new HashMap<>();
        private long edition;
        private Instant now = Instant.EPOCH;

        private void event(ResultSet row) throws SQLException {
            edition = row.getLong(11);
            now = ClockRows.required(row, 12);
            if (row.getObject(1) == null) {
                return;
            }
            var event = new CaseEvent(
                    word(row.getString(2)),
                    word(row.getString(3)),
                    ClockRows.required(row, 4),
                    row.getBoolean(5),
                    row.getObject(6, UUID.class),
                    row.getString(7),
                    (Boolean) row.getObject(8),
                    row.getBoolean(9),
                    row.getString(10));
            events.computeIfAbsent(ClockRows.id(row, 1), any -> new ArrayList<>())
                    .add(event);
        }

        private String word(String text) {
            return words.computeIfAbsent(text, any -> text);
        }

        private void clock(ResultSet row) throws SQLException {
            var clock = CaseClockRepository.clock(row);
            clocks.computeIfAbsent(clock.caseId(), any -> new ArrayList<>()).add(clock);
        }

        private Histories histories() {
            return new Histories(events, clocks, edition, now);
        }
    }

    static StoredClock clock(ResultSet row) throws SQLException {
        return new StoredClock(
                ClockRows.id(row, 1),
                ClockRows.id(row, 2),
                ClockRows.id(row, 3),
                SlaClockKind.valueOf(row.getString(4)),
                SlaAgreement.valueOf(row.getString(5)),
                row.getObject(6, UUID.class),
                SlaStatus.valueOf(row.getString(7)),
                ClockRows.instant(row, 8),
                ClockRows.instant(row, 9),
                ClockRows.instant(row, 10),
                pauses(row.getString(11)));
    }

    private static List<StoredClock.Pause> pauses(@Nullable String text) {
        if (text == null) {
            return List.of();
        }
        var pauses = new ArrayList<StoredClock.Pause>();
        for (var one : text.split(",", -1)) {
            var parts = one.split("\\|", -1);
            var to = parts.length > 2 ? Micros.instant(Long.parseLong(parts[2])) : null;
            pauses.add(new StoredClock.Pause(parts[0], Micros.instant(Long.parseLong(parts[1])), to));
        }
        return pauses;
    }

    /** @param cases null: the one that has just been locked */
    static Asked read(DSLContext sql, UUID @Nullable [] cases) {
        var reader = new Reader();
        var events = Write.later(sql, EVENTS_OF_CASES, each(reader::event), (Object) cases);
        var clocks = Write.later(sql, CLOCKS, each(reader::clock), (Object) cases);
        return new Asked(clocks.map(all -> {
            events.get();
            return reader.histories();
        }));
    }

    private static RowReader<Boolean> each(Db.RowConsumer consumer) {
        return row -> {
            consumer.accept(row);
            return true;
        };
    }

    /** Their events alone. */
    static Histories read(Db db, Collection<UUID> cases) {
        var reader = new Reader();
        db.each(EVENTS_SQL, Sql.keys(cases), reader::event);
        return reader.histories();
    }

    /** @param alerting those of which alerts may be due that are not there yet */
    static void change(
            DSLContext sql,
            List<Map<String, @Nullable Object>> clocks,
            List<Map<String, @Nullable Object>> pauses,
            List<UUID> alerting) {
        Write.run(sql, CHANGE, JsonRows.of(clocks));
        if (!pauses.isEmpty()) {
            Write.run(sql, PAUSE, JsonRows.of(pauses));
        }
        if (!alerting.isEmpty()) {
            Write.run(sql, ALERT, (Object) alerting.toArray(UUID[]::new));
        }
    }

    static void start(
            DSLContext sql, List<Map<String, @Nullable Object>> clocks, List<Map<String, @Nullable Object>> pauses) {
        Write.run(sql, START, JsonRows.of(clocks), JsonRows.of(pauses));
    }
}
