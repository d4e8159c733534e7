package docket.sla;

import docket.platform.sql.Db;
import docket.platform.sql.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** Reads the promises with their calendars, all at once: a few hundred rows. */
final class PromiseRepository {
    /** To be read along with what is read by promises. */
    static final String EDITION = "(select number from sla.edition)";

    private static final String CALENDARS = """
            select c.id, c.time_zone, null::int as weekday, null::int as opens, null::int as closes, null::date as holiday_on, null::text as name,
                null::timestamptz as announced_at
            from sla.business_calendar c
            union all
            select business_calendar_id, null, weekday, opens_minute, closes_minute, null, null, null from sla.calendar_hours
            union all
            select business_calendar_id, null, null, null, null, holiday_on, name, announced_at from sla.calendar_holiday
            """;

    private static final String POLICIES = """
            select p.id, p.clock_kind, p.agreement, p.domain, p.market, p.severity, p.vendor_id, p.key, p.effective_at, p.ends_at,
                p.target_minutes, p.imminent_minutes, p.pauses_for, p.business_calendar_id
            from sla.sla_policy p
            """;

    private static final Sql CALENDARS_SQL = Sql.of(DSL.resultQuery(CALENDARS));
    private static final Sql POLICIES_SQL = Sql.of(DSL.resultQuery(POLICIES));

    private final Map<UUID, Calendar> calendars = new HashMap<>();
    private final Map<UUID, UUID> calendarOfPolicy = new HashMap<>();
    private final List<PromiseBook.Offer> offers = new ArrayList<>();

    private PromiseRepository() {}

    /** Rows of one calendar, in any order. */
    private static final class Calendar {
        private ZoneId zone = ZoneId.of("UTC");
        private final List<WorkingHours.Stretch> week = new ArrayList<>();
        private final List<WorkingHours.Holiday> holidays = new ArrayList<>();
    }

    /** @param edition that was read before: what is read here is of that one, or of a later one, and then read again soon */
    static PromiseBook read(DSLContext sql, long edition) {
        var book = new PromiseRepository();
        ClockRows.each(sql.resultQuery(POLICIES), book::addPolicy);
        ClockRows.each(sql.resultQuery(CALENDARS), book::addCalendarRow);
        return book.bound(edition);
    }

    /** As the other one. */
    static PromiseBook read(Db db, long edition) {
        var book = new PromiseRepository();
        db.each(POLICIES_SQL, Map.of(), book::addPolicy);
        db.each(CALENDARS_SQL, Map.of(), book::addCalendarRow);
        return book.bound(edition);
    }

    private PromiseBook bound(long edition) {
        var hours = new HashMap<UUID, WorkingHours>();
        calendars.forEach(
                (id, calendar) -> hours.put(id, new WorkingHours(calendar.zone, calendar.week, calendar.holidays)));
        var complete = offers.stream()
                .map(offer -> {
                    var calendar = calendarOfPolicy.get(offer.promise().policyId());
                    return calendar == null ? offer : offer.within(Objects.requireNonNull(hours.get(calendar)));
                })
                .toList();
        return PromiseBook.of(edition, complete);
    }

    private void addCalendarRow(ResultSet row) throws SQLException {
        var calendar = calendars.computeIfAbsent(row.getObject(1, UUID.class), any -> new Calendar());
        if (row.getString(2) != null) {
            calendar.zone = ZoneId.of(row.getString(2));
        } else if (row.getObject(6) == null) {
            calendar.week.add(new WorkingHours.Stretch(row.getInt(3), row.getInt(4), row.getInt(5)));
        } else {
            calendar.holidays.add(new WorkingHours.Holiday(
                    row.getObject(6, LocalDate.class), row.getString(7), ClockRows.required(row, 8)));
        }
    }

    private void addPolicy(ResultSet row) throws SQLException {
        var id = row.getObject(1, UUID.class);
        var calendarId = row.getObject(14, UUID.class);
        if (calendarId != null) {
            calendarOfPolicy.put(id, calendarId);
        }
        var promise = new Promise(
                id,
                Duration.ofMinutes(row.getInt(11)),
                Duration.ofMinutes(row.getInt(12)),
                Set.of((String[]) row.getArray(13).getArray()),
                WorkingHours.ALWAYS);
        offers.add(new PromiseBook.Offer(
                SlaClockKind.valueOf(row.getString(2)),
                SlaAgreement.valueOf(row.getString(3)),
                new PromiseBook.Subject(
                        row.getString(4), row.getString(5), row.getString(6), row.getObject(7, UUID.class)),
                row.getString(8),
                ClockRows.required(row, 9),
                ClockRows.instant(row, 10),
                promise));
    }
}
