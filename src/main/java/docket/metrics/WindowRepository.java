package docket.metrics;

import static docketdb.platform.Tables.MARKET;

import docket.metrics.MetricQuestion.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** Windows and weeks in the days of each market; in UTC's where there is none. */
final class WindowRepository {
    private static final Duration EARLIEST_MIDNIGHT = Duration.ofHours(14);
    private static final Duration LATEST_MIDNIGHT = Duration.ofHours(12);
    private static final Field<String> NOWHERE = DSL.inline("");
    private static final Field<String> ZONE_MARKET = DSL.field(DSL.name("zone", "market"), SQLDataType.CLOB);
    private static final Field<String> TIME_ZONE = DSL.field(DSL.name("zone", "time_zone"), SQLDataType.CLOB);
    private static final Field<Instant> STARTS_AT = DSL.field(DSL.name("zone", "starts_at"), SQLDataType.INSTANT);
    private static final Field<Instant> ENDS_AT = DSL.field(DSL.name("zone", "ends_at"), SQLDataType.INSTANT);

    private WindowRepository() {}

    /** Rows joined with the windows of their market: a row as often as there are windows. */
    static Table<Record> zoned(List<Window> windows, Table<?> rows, Field<String> market) {
        return rows.join(zones(windows)).on(ZONE_MARKET.eq(DSL.coalesce(market, NOWHERE)));
    }

    /** The offset of nothing keeps the planner from computing midnights per row instead of per market; a CTE would keep it from parallel plans. */
    private static Table<?> zones(List<Window> windows) {
        var zone = DSL.select(MARKET.CODE.as("market"), MARKET.TIME_ZONE)
                .from(MARKET)
                .unionAll(DSL.select(NOWHERE, DSL.inline("UTC")))
                .asTable("place");
        var market = DSL.field(DSL.name("place", "market"), SQLDataType.CLOB);
        var timeZone = DSL.field(DSL.name("place", "time_zone"), SQLDataType.CLOB);
        var window = DSL.table(
                "unnest({0}, {1}) bounds (first, last)", days(windows, Window::from), days(windows, Window::until));
        return DSL.select(
                        market,
                        timeZone,
                        DSL.field("bounds.first at time zone {0}", SQLDataType.INSTANT, timeZone)
                                .as("starts_at"),
                        DSL.field("bounds.last at time zone {0}", SQLDataType.INSTANT, timeZone)
                                .as("ends_at"))
                .from(zone)
                .crossJoin(window)
                .offset(DSL.inline(0))
                .asTable("zone");
    }

    private static Field<LocalDateTime[]> days(List<Window> windows, Function<Window, LocalDate> day) {
        return DSL.array(windows.stream()
                .map(window -> DSL.val(day.apply(window).atStartOfDay()))
                .toList());
    }

    /** Coarse bounds for the index, then the market's own midnights. */
    static Condition inside(List<Window> windows, Field<Instant> at) {
        var coarse = windows.stream()
                .map(window -> at.ge(DSL.val(utc(window.from()).minus(EARLIEST_MIDNIGHT)))
                        .and(at.lt(latestEnd(window))))
                .toList();
        return DSL.or(coarse).and(at.ge(STARTS_AT)).and(at.lt(ENDS_AT));
    }

    static Condition beforeEnd(Window window, Field<Instant> at) {
        return at.lt(latestEnd(window)).and(at.lt(ENDS_AT));
    }

    static Field<Instant> start() {
        return STARTS_AT;
    }

    /** The Monday of the week. */
    static Field<LocalDate> week(Field<Instant> at) {
        return DSL.field("date_trunc('week', {0} at time zone {1})::date", SQLDataType.LOCALDATE, at, TIME_ZONE);
    }

    private static Field<Instant> latestEnd(Window window) {
        return DSL.val(utc(window.until()).plus(LATEST_MIDNIGHT));
    }

    private static Instant utc(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
