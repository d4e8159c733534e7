package docket.metrics;

import static docketdb.platform.Tables.MARKET;

import docket.metrics.MetricQuestion.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
    private static final Field<String> ZONE_MARKET = DSL.field(DSL.name("zone", "market"), SQLDataType.CLOB);
    private static final Field<String> TIME_ZONE = DSL.field(DSL.name("zone", "time_zone"), SQLDataType.CLOB);
    private static final Field<Instant> STARTS_AT = DSL.field(DSL.name("zone", "starts_at"), SQLDataType.INSTANT);
    private static final Field<Instant> ENDS_AT = DSL.field(DSL.name("zone", "ends_at"), SQLDataType.INSTANT);

    private WindowRepository() {}

    /** Rows joined with the days of their market. */
    static Table<Record> zoned(Window window, Table<?> rows, Field<String> market) {
        return rows.leftJoin(zones(window)).on(ZONE_MARKET.eq(market));
    }

    /** The offset of nothing keeps the planner from computing midnights per row instead of per market; a CTE would keep it from parallel plans. */
    private static Table<?> zones(Window window) {
        return DSL.select(
                        MARKET.CODE.as("market"),
                        MARKET.TIME_ZONE,
                        midnight(window.from()).as("starts_at"),
                        midnight(window.until()).as("ends_at"))
                .from(MARKET)
                .offset(DSL.inline(0))
                .asTable("zone");
    }

    /** Coarse bounds for the index, then the market's own midnights. */
    static Condition inside(Window window, Field<Instant> at) {
        return at.ge(DSL.val(utc(window.from()).minus(EARLIEST_MIDNIGHT)))
                .and(at.ge(start(window)))
                .and(beforeEnd(window, at));
    }

    static Condition beforeEnd(Window window, Field<Instant> at) {
        return at.lt(DSL.val(utc(window.until()).plus(LATEST_MIDNIGHT)))
                .and(at.lt(DSL.coalesce(ENDS_AT, DSL.val(utc(window.until())))));
    }

    static Field<Instant> start(Window window) {
        return DSL.coalesce(STARTS_AT, DSL.val(utc(window.from())));
    }

    /** The Monday of the week. */
    static Field<LocalDate> week(Field<Instant> at) {
        return DSL.field(
                "date_trunc('week', {0} at time zone coalesce({1}, 'UTC'))::date",
                SQLDataType.LOCALDATE, at, TIME_ZONE);
    }

    private static Field<Instant> midnight(LocalDate day) {
        return DSL.field("{0} at time zone {1}", SQLDataType.INSTANT, DSL.val(day.atStartOfDay()), MARKET.TIME_ZONE);
    }

    private static Instant utc(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
