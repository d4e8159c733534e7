package docket.metrics;

import static docketdb.metrics.Tables.CHANGED_WEEK;
import static docketdb.metrics.Tables.KEPT_WEEK;
import static docketdb.metrics.Tables.WEEK_CELL;
import static docketdb.metrics.Tables.WEEK_PERCENTILE;

import docket.metrics.SliceRepository.Measures;
import docket.platform.sql.Db;
import docket.platform.sql.Sql;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** Reads the weeks that {@link WeekKeeper} kept, those only that nothing has changed since. */
final class KeptRepository {
    private static final String WANTED = "weeks";
    private static final Set<MetricDimension> BY_COMPANY = Set.of(MetricDimension.WEEK, MetricDimension.VENDOR);
    private static final Table<?> KEPT = DSL.table(DSL.name("kept"));
    private static final Field<LocalDate> WEEK = DSL.field(DSL.name("kept", "week"), SQLDataType.LOCALDATE);
    private static final Map<Shape, Sql> STATEMENTS = new ConcurrentHashMap<>();

    private KeptRepository() {}

    /** What decides on the text of a statement; there are some thousand at most. */
    private record Shape(MetricKey key, List<MetricDimension> by, Set<String> filters, boolean isScoped) {}

    /**
     * Sums answer any question; percentiles only by week, and by what they were kept for. Who sees one company alone sees of all breakdowns that by
     * company, in which its own rows stand for everything.
     */
    static boolean canAnswer(MetricQuestion question, boolean isScoped) {
        var filter = question.filter();
        if (filter.sourcePlatforms() != null) {
            return false;
        }
        if (question.key() != MetricKey.TURNAROUND) {
            return true;
        }
        var others = new HashMap<>(filters(filter));
        for (var dimension : question.by()) {
            others.remove(SliceRepository.name(dimension));
        }
        var isServed = !isScoped || BY_COMPANY.containsAll(question.by());
        return question.isBy(MetricDimension.WEEK) && others.isEmpty() && isServed;
    }

    /** Returns the Mondays of the weeks that the reader has got now; all others are to be counted. */
    static Set<LocalDate> read(MetricQuestion question, List<LocalDate> weeks, MetricReader reader, Db db) {
        if (weeks.isEmpty()) {
            return Set.of();
        }
        var values = new HashMap<String, Object>(filters(question.filter()));
        var shape = new Shape(question.key(), question.by(), Set.copyOf(values.keySet()), db.isScoped());
        values.put(WANTED, weeks.toArray(LocalDate[]::new));
        var sql = STATEMENTS.computeIfAbsent(shape, KeptRepository::statement);
        db.each(sql, values, reader::read);
        return reader.weeks();
    }

    private static Map<String, Object> filters(MetricFilter filter) {
        var values = new HashMap<String, Object>();
        put(values, WEEK_CELL.VENDOR_ID, filter.vendors(), UUID[]::new);
        put(values, WEEK_CELL.MARKET, filter.markets(), String[]::new);
        put(values, WEEK_CELL.DOMAIN, filter.domains(), String[]::new);
        put(values, WEEK_CELL.QUEUE_ID, filter.queues(), UUID[]::new);
        put(values, WEEK_CELL.CLOCK_KIND, filter.clockKinds(), String[]::new);
        put(values, WEEK_CELL.AGREEMENT, filter.agreements(), String[]::new);
        put(values, WEEK_CELL.AUTOMATED_DECISION, filter.automatedDecisions(), String[]::new);
        return values;
    }

    private static <T> void put(
            Map<String, Object> values, Field<T> column, @Nullable List<T> admitted, IntFunction<T[]> array) {
        if (admitted != null) {
            values.put(column.getName(), admitted.toArray(array));
        }
    }

    private static Sql statement(Shape shape) {
        var figure = DSL.inline(shape.key().name());
        var isChanged = DSL.exists(DSL.selectOne()
                .from(CHANGED_WEEK)
                .where(CHANGED_WEEK.FIGURE.eq(KEPT_WEEK.FIGURE))
                .and(CHANGED_WEEK.WEEK.eq(KEPT_WEEK.WEEK)));
        var kept = DSL.name("kept")
                .fields(WEEK.getName())
                .as(DSL.select(KEPT_WEEK.WEEK)
                        .from(KEPT_WEEK)
                        .where(KEPT_WEEK.FIGURE.eq(figure))
                        .and(KEPT_WEEK.WEEK.eq(DSL.any(Sql.value(WANTED, SQLDataType.LOCALDATE.array()))))
                        .andNot(isChanged));
        var slices = shape.key() == MetricKey.TURNAROUND ? percentiles(shape) : sums(shape);
        return Sql.of(DSL.with(kept)
                .select(SliceRepository.head(
                        DSL.field(DSL.select(DSL.arrayAgg(WEEK)).from(KEPT))))
                .unionAll(DSL.select(SliceRepository.body()).from(slices.asTable(SliceRepository.SLICE))));
    }

    private static Select<?> sums(Shape shape) {
        var numerator = sum(WEEK_CELL.NUMERATOR);
        var denominator = sum(WEEK_CELL.DENOMINATOR);
        var measures = switch (shape.key()) {
            case QA_ACCURACY -> Measures.share(numerator, denominator, sum(WEEK_CELL.SQUARES));
            // Everything weighs 1, so that the squares are the things themselves; the database adds them up once.
            case SLA_ATTAINMENT, OVERTURN_RATE -> Measures.share(numerator, denominator, denominator);
            case DECISIONS -> Measures.count(numerator);
            case BACKLOG, TURNAROUND -> throw new IllegalArgumentException(shape + " is no sum of cells");
        };
        return DSL.select(dimensions(shape, WEEK_CELL))
                .select(measures.columns())
                .from(WEEK_CELL)
                .where(WEEK_CELL.FIGURE.eq(DSL.inline(shape.key().name())))
                .and(isOfKeptWeek(WEEK_CELL.WEEK))
                .and(filter(shape, WEEK_CELL))
                .groupBy(shape.by().stream().map(SliceRepository::position).toList())
                .limit(SliceRepository.MAX_ROWS + 1);
    }

    private static Select<?> percentiles(Shape shape) {
        var dimension = shape.by().stream()
                .filter(one -> one != MetricDimension.WEEK)
                .map(MetricDimension::name)
                .findAny()
                .orElse(shape.isScoped() ? MetricDimension.VENDOR.name() : WeekRepository.ALL);
        var measures = new Measures(
                DSL.inline(null, SQLDataType.DOUBLE),
                WEEK_PERCENTILE.DENOMINATOR,
                DSL.inline(null, SQLDataType.DOUBLE),
                WEEK_PERCENTILE.P50,
                WEEK_PERCENTILE.P90,
                WEEK_PERCENTILE.P95);
        return DSL.select(dimensions(shape, WEEK_PERCENTILE))
                .select(measures.columns())
                .from(WEEK_PERCENTILE)
                .where(WEEK_PERCENTILE.DIMENSION.eq(DSL.inline(dimension)))
                .and(isOfKeptWeek(WEEK_PERCENTILE.WEEK))
                .and(filter(shape, WEEK_PERCENTILE))
                .limit(SliceRepository.MAX_ROWS + 1);
    }

    /** As an array, so that the index brings the weeks in order, and nothing has to be sorted or hashed. */
    private static Condition isOfKeptWeek(Field<LocalDate> week) {
        return week.eq(DSL.any(DSL.array(DSL.select(WEEK).from(KEPT))));
    }

    /** The columns of both tables are named as the dimensions are. */
    private static List<SelectField<?>> dimensions(Shape shape, Table<?> table) {
        var columns = new ArrayList<SelectField<?>>();
        for (var dimension : MetricDimension.values()) {
            var name = SliceRepository.name(dimension);
            var column = Objects.requireNonNull(table.field(name));
            columns.add(
                    shape.by().contains(dimension)
                            ? column
                            : DSL.inline(null, column.getDataType()).as(name));
        }
        return columns;
    }

    private static Condition filter(Shape shape, Table<?> table) {
        return DSL.and(shape.filters().stream()
                .sorted()
                .map(name -> admits(name, Objects.requireNonNull(table.field(name))))
                .toList());
    }

    private static <T> Condition admits(String name, Field<T> column) {
        return column.eq(DSL.any(Sql.value(name, column.getDataType().array())));
    }

    private static Field<Double> sum(Field<Double> part) {
        return SliceRepository.real(DSL.coalesce(DSL.sum(part), DSL.inline(BigDecimal.ZERO)));
    }
}
