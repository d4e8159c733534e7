package docket.metrics;

import docket.metrics.MetricQuestion.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** What the statements of all figures share: filter, breakdown, and the columns that {@link MetricReader} reads. */
final class SliceRepository {
    /** More rows than this are no answer for a person, and a part of them would pass for the whole. */
    static final int MAX_ROWS = 1_000;

    /** What the slices are called inside a statement. */
    static final String SLICE = "slice";

    private static final Field<LocalDate[]> NO_WEEKS = DSL.inline(null, SQLDataType.LOCALDATE.array());

    /** The dimensions, then the measures. */
    private static final List<DataType<?>> COLUMNS = List.of(
            SQLDataType.UUID,
            SQLDataType.CLOB,
            SQLDataType.CLOB,
            SQLDataType.UUID,
            SQLDataType.LOCALDATE,
            SQLDataType.DOUBLE,
            SQLDataType.DOUBLE,
            SQLDataType.DOUBLE,
            SQLDataType.DOUBLE,
            SQLDataType.DOUBLE,
            SQLDataType.DOUBLE);

    private SliceRepository() {}

    /** What is counted, and what is made of it. */
    record Figure(Facts facts, Measures measures) {}

    /**
     * Things to be counted.
     *
     * @param at when each happened, for window and week
     * @param clockKind a null constant, like the next two, where the things have none
     */
    record Facts(
            Table<?> rows,
            Condition condition,
            Field<Instant> at,
            Field<UUID> vendor,
            Field<String> market,
            Field<String> domain,
            Field<UUID> queue,
            Field<String> clockKind,
            Field<String> agreement,
            Field<String> automatedDecision) {
        private static final Field<String> NONE = DSL.inline(null, SQLDataType.CLOB);

        Facts(
                Table<?> rows,
                Condition condition,
                Field<Instant> at,
                Field<UUID> vendor,
                Field<String> market,
                Field<String> domain,
                Field<UUID> queue) {
            this(rows, condition, at, vendor, market, domain, queue, NONE, NONE, NONE);
        }

        Facts ofClocks(Field<String> kind, Field<String> agreed) {
            return new Facts(rows, condition, at, vendor, market, domain, queue, kind, agreed, NONE);
        }

        Facts ofDecisions(Field<String> automated) {
            return new Facts(rows, condition, at, vendor, market, domain, queue, NONE, NONE, automated);
        }

        Field<?> dimension(MetricDimension dimension) {
            return switch (dimension) {
                case VENDOR -> vendor;
                case MARKET -> market;
                case DOMAIN -> domain;
                case QUEUE -> queue;
                case WEEK -> WindowRepository.week(at);
            };
        }
    }

    /**
     * What is made of them; a null constant where a figure has no such part.
     *
     * @param squares the sum of the squared weights that make the denominator, for the interval of a share
     */
    record Measures(
            Field<Double> numerator,
            Field<Double> denominator,
            Field<Double> squares,
            Field<Double> p50,
            Field<Double> p90,
            Field<Double> p95) {
        private static final Field<Double> NONE = DSL.inline(null, SQLDataType.DOUBLE);

        static Measures count(Field<Double> counted) {
            return new Measures(counted, NONE, NONE, NONE, NONE, NONE);
        }

        static Measures share(Field<Double> numerator, Field<Double> denominator, Field<Double> squares) {
            return new Measures(numerator, denominator, squares, NONE, NONE, NONE);
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

        List<Field<Double>> columns() {
            return List.of(
                    numerator.as("numerator"),
                    denominator.as("denominator"),
                    squares.as("squares"),
                    p50.as("p50"),
                    p90.as("p90"),
                    p95.as("p95"));
        }

        private static Field<Double> percentile(double share, Field<Double> measured) {
            return DSL.percentileCont(DSL.inline(share))
                    .withinGroupOrderBy(measured)
                    .coerce(Double.class);
        }
    }

    /** The facts inside the windows, filtered, grouped and measured. */
    static Select<?> grouped(MetricQuestion question, List<Window> windows, Figure figure) {
        var facts = figure.facts();
        return grouped(
                question,
                WindowRepository.zoned(windows, facts.rows(), facts.market()),
                facts,
                WindowRepository.inside(windows, facts.at()),
                figure.measures());
    }

    static Select<?> grouped(MetricQuestion question, Table<?> rows, Facts facts, Condition when, Measures measures) {
        return DSL.select(dimensions(question, facts))
                .select(measures.columns())
                .from(rows)
                .where(facts.condition())
                .and(when)
                .and(filter(question.filter(), facts))
                .groupBy(question.by().stream().map(SliceRepository::position).toList())
                .limit(MAX_ROWS + 1);
    }

    /** The whole statement over base tables. */
    static ResultQuery<?> statement(Select<?> slices) {
        return DSL.select(head(NO_WEEKS)).unionAll(DSL.select(body()).from(slices.asTable(SLICE)));
    }

    /** The row before the slices: the instant of the snapshot, also where there was nothing to count, and the weeks that they hold. */
    static List<SelectField<?>> head(Field<LocalDate[]> weeks) {
        var columns = new ArrayList<SelectField<?>>(List.of(DSL.currentOffsetDateTime(), weeks));
        COLUMNS.forEach(type -> columns.add(DSL.inline(null, type)));
        return columns;
    }

    /** The columns of slices below {@link #head}. */
    static List<SelectField<?>> body() {
        return List.of(DSL.inline(null, SQLDataType.TIMESTAMPWITHTIMEZONE), NO_WEEKS, DSL.field(DSL.raw(SLICE + ".*")));
    }

    static void restrict(List<Condition> conditions, Field<String> column, @Nullable List<String> values) {
        if (values != null) {
            conditions.add(column.eq(DSL.any(values.toArray(String[]::new))));
        }
    }

    private static void restrictIds(List<Condition> conditions, Field<UUID> column, @Nullable List<UUID> values) {
        if (values != null) {
            conditions.add(column.eq(DSL.any(values.toArray(UUID[]::new))));
        }
    }

    static <T> Field<T> column(Table<?> derived, Field<T> column) {
        return Objects.requireNonNull(derived.field(column));
    }

    static Field<Double> real(Field<?> number) {
        return number.cast(SQLDataType.DOUBLE);
    }

    private static Condition filter(MetricFilter filter, Facts facts) {
        var conditions = new ArrayList<Condition>();
        restrictIds(conditions, facts.vendor(), filter.vendors());
        restrict(conditions, facts.market(), filter.markets());
        restrict(conditions, facts.domain(), filter.domains());
        restrictIds(conditions, facts.queue(), filter.queues());
        return DSL.and(conditions);
    }

    /** All five columns in a fixed order; null where the question does not break down by it. */
    private static List<SelectField<?>> dimensions(MetricQuestion question, Facts facts) {
        var columns = new ArrayList<SelectField<?>>();
        for (var dimension : MetricDimension.values()) {
            var column = facts.dimension(dimension);
            var shown = question.isBy(dimension) ? column : DSL.inline(null, column.getDataType());
            columns.add(shown.as(name(dimension)));
        }
        return columns;
    }

    /** The place of a dimension among the columns selected: repeated as an expression it would bring its bind values again, and not be recognised. */
    static Field<Integer> position(MetricDimension dimension) {
        return DSL.inline(dimension.ordinal() + 1);
    }

    static String name(MetricDimension dimension) {
        return switch (dimension) {
            case VENDOR -> "vendor_id";
            case MARKET -> "market";
            case DOMAIN -> "domain";
            case QUEUE -> "queue_id";
            case WEEK -> "week";
        };
    }
}
