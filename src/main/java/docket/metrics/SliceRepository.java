package docket.metrics;

import static docketdb.platform.Tables.MARKET;

import docket.metrics.MetricQuestion.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.CommonTableExpression;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What the statements of all figures share: the window in the days of each market, the filter, the breakdown. */
final class SliceRepository {
    /** More rows than this are no answer for a person, and a part of them would pass for the whole. */
    static final int MAX_ROWS = 1_000;

    private static final Duration EARLIEST_MIDNIGHT = Duration.ofHours(14);
    private static final Duration LATEST_MIDNIGHT = Duration.ofHours(12);
    private static final Table<?> ZONE = DSL.table(DSL.name("zone"));
    private static final Field<String> ZONE_MARKET = DSL.field(DSL.name("zone", "market"), SQLDataType.CLOB);
    private static final Field<String> TIME_ZONE = DSL.field(DSL.name("zone", "time_zone"), SQLDataType.CLOB);
    private static final Field<Instant> STARTS_AT = DSL.field(DSL.name("zone", "starts_at"), SQLDataType.INSTANT);
    private static final Field<Instant> ENDS_AT = DSL.field(DSL.name("zone", "ends_at"), SQLDataType.INSTANT);

    private SliceRepository() {}

    /**
     * Things to be counted.
     *
     * @param at when each happened, for window and week
     */
    record Facts(
            Table<?> rows,
            Condition condition,
            Field<Instant> at,
            Field<UUID> vendor,
            Field<String> market,
            Field<String> domain,
            Field<UUID> queue) {

        private Field<?> dimension(MetricDimension dimension) {
            return switch (dimension) {
                case VENDOR -> vendor;
                case MARKET -> market;
                case DOMAIN -> domain;
                case QUEUE -> queue;
                case WEEK -> week(at);
            };
        }
    }

    /** What is counted of them: numerator, denominator, trials (for the interval), three percentiles; a null constant where there is none. */
    record Measures(
            Field<Double> numerator,
            Field<Double> denominator,
            Field<Double> trials,
            Field<Double> p50,
            Field<Double> p90,
            Field<Double> p95) {
        private static final Field<Double> NONE = DSL.inline(null, SQLDataType.DOUBLE);

        static Measures count(Field<Double> counted) {
            return new Measures(counted, NONE, NONE, NONE, NONE, NONE);
        }

        static Measures share(Field<Double> numerator, Field<Double> denominator, Field<Double> trials) {
            return new Measures(numerator, denominator, trials, NONE, NONE, NONE);
        }

        static Measures percentiles(Field<Double> counted, Field<Double> measured) {
            return new Measures(
                    NONE,
                    counted,
                    NONE,
                    percentile(0.5, measured),
                    percentile(0.9, measured),
                    percentile(0.95, measured));
        }

        private static Field<Double> percentile(double share, Field<Double> measured) {
            return DSL.percentileCont(DSL.inline(share))
                    .withinGroupOrderBy(measured)
                    .coerce(Double.class);
        }

        List<Field<Double>> all() {
            return List.of(
                    numerator.as("numerator"),
                    denominator.as("denominator"),
                    trials.as("trials"),
                    p50.as("p50"),
                    p90.as("p90"),
                    p95.as("p95"));
        }
    }

    /** The facts inside the window, filtered, grouped and measured. */
    static Select<?> grouped(MetricQuestion question, Facts facts, Measures measures) {
        return grouped(question, facts, inWindow(question.requiredWindow(), facts.at()), measures);
    }

    static Select<?> grouped(MetricQuestion question, Facts facts, Condition when, Measures measures) {
        return DSL.select(dimensions(question, facts))
                .select(measures.all())
                .from(facts.rows().leftJoin(ZONE).on(ZONE_MARKET.eq(facts.market())))
                .where(facts.condition())
                .and(when)
                .and(filter(question.filter(), facts))
                .groupBy(question.by().stream().map(facts::dimension).toList())
                .limit(MAX_ROWS + 1);
    }

    /** The whole statement: one row at least, so that its instant is known even if there is nothing to tell. */
    static ResultQuery<?> statement(MetricQuestion question, Select<?> grouped) {
        var one = DSL.selectOne().asTable("one");
        var figure = DSL.select(DSL.inline(true).as("found"), DSL.asterisk())
                .from(grouped.asTable("slice"))
                .asTable("figure");
        return DSL.with(zones(question))
                .select(DSL.currentOffsetDateTime(), DSL.field("figure.*"))
                .from(one.leftJoin(figure).on(DSL.trueCondition()))
                .orderBy(question.by().stream().map(SliceRepository::order).toList());
    }

    /** Coarse bounds for the index, then those of the market's own midnights. */
    static Condition inWindow(Window window, Field<Instant> at) {
        return at.ge(DSL.val(utc(window.from()).minus(EARLIEST_MIDNIGHT)))
                .and(at.ge(start(window)))
                .and(beforeEnd(window, at));
    }

    static Field<Instant> start(Window window) {
        return DSL.coalesce(STARTS_AT, DSL.val(utc(window.from())));
    }

    static Condition beforeEnd(Window window, Field<Instant> at) {
        return at.lt(DSL.val(utc(window.until()).plus(LATEST_MIDNIGHT)))
                .and(at.lt(DSL.coalesce(ENDS_AT, DSL.val(utc(window.until())))));
    }

    /** Rows joined with the days of their market. */
    static Table<?> zoned(Table<?> rows, Field<String> market) {
        return rows.leftJoin(ZONE).on(ZONE_MARKET.eq(market));
    }

    static Field<LocalDate> week(Field<Instant> at) {
        return DSL.field(
                "date_trunc('week', {0} at time zone coalesce({1}, 'UTC'))::date",
                SQLDataType.LOCALDATE, at, TIME_ZONE);
    }

    static Condition filter(MetricFilter filter, Facts facts) {
        var conditions = new ArrayList<Condition>();
        restrict(conditions, facts.vendor(), filter.vendors().toArray(UUID[]::new));
        restrict(conditions, facts.market(), filter.markets().toArray(String[]::new));
        restrict(conditions, facts.domain(), filter.domains().toArray(String[]::new));
        restrict(conditions, facts.queue(), filter.queues().toArray(UUID[]::new));
        return DSL.and(conditions);
    }

    static <T> void restrict(List<Condition> conditions, Field<T> column, T[] values) {
        if (values.length > 0) {
            conditions.add(column.eq(DSL.any(values)));
        }
    }

    /** All five columns in a fixed order; null where the question does not break down by it. */
    static List<SelectField<?>> dimensions(MetricQuestion question, Facts facts) {
        var columns = new ArrayList<SelectField<?>>();
        for (var dimension : MetricDimension.values()) {
            var column = facts.dimension(dimension);
            columns.add(
                    (question.isBy(dimension) ? column : DSL.inline(null, column.getDataType())).as(name(dimension)));
        }
        return columns;
    }

    static String name(MetricDimension dimension) {
        return NAMES.get(dimension);
    }

    private static final Map<MetricDimension, String> NAMES = Map.of(
            MetricDimension.VENDOR, "vendor_id",
            MetricDimension.MARKET, "market",
            MetricDimension.DOMAIN, "domain",
            MetricDimension.QUEUE, "queue_id",
            MetricDimension.WEEK, "week");

    private static SortField<?> order(MetricDimension dimension) {
        return DSL.field(DSL.name("figure", name(dimension))).asc().nullsLast();
    }

    /** Materialized, so that the midnights are computed once per market and not once per row. */
    private static CommonTableExpression<?> zones(MetricQuestion question) {
        var window = question.window();
        var market = window == null
                ? DSL.select(MARKET.CODE, MARKET.TIME_ZONE, instant(null), instant(null))
                : DSL.select(MARKET.CODE, MARKET.TIME_ZONE, midnight(window.from()), midnight(window.until()));
        return DSL.name("zone")
                .fields("market", "time_zone", "starts_at", "ends_at")
                .asMaterialized(market.from(MARKET));
    }

    private static Field<Instant> instant(@org.jspecify.annotations.Nullable Instant value) {
        return DSL.inline(value, SQLDataType.INSTANT);
    }

    private static Field<Instant> midnight(LocalDate day) {
        return DSL.field(
                "{0} at time zone {1}",
                SQLDataType.INSTANT, DSL.val(LocalDateTime.of(day, java.time.LocalTime.MIDNIGHT)), MARKET.TIME_ZONE);
    }

    static Instant utc(LocalDate day) {
        return day.atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
