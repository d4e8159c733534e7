package docket.metrics;

import static docketdb.metrics.Tables.CHANGED_WEEK;
import static docketdb.metrics.Tables.KEPT_WEEK;
import static docketdb.metrics.Tables.WEEK_CELL;
import static docketdb.metrics.Tables.WEEK_PERCENTILE;

import docket.metrics.MetricQuestion.Window;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Counts weeks and keeps what it counted. A week and the notes of its changes are read in one snapshot, and only the notes seen there are removed:
 * whatever changes meanwhile leaves a note that stays.
 */
final class WeekRepository {
    /** The breakdown of percentiles by nothing. */
    static final String ALL = "ALL";

    /** Ended for a day, so that no transaction is open any more that began when the week was running, and so left no note. */
    private static final String NEXT = """
            with figure (key, first_at) as (
                values ('SLA_ATTAINMENT', (select min(due_at) from sla.sla_clock)),
                       ('TURNAROUND', (select min(decided_at) from decisions.decision)),
                       ('DECISIONS', (select min(decided_at) from decisions.decision)),
                       ('OVERTURN_RATE', (select min(decided_at) from appeals.appeal)),
                       ('QA_ACCURACY', (select min(decided_at) from decisions.decision)))
            select key, week::date
            from figure, generate_series(
                metrics.running_week(first_at) - 7, metrics.running_week(now() - interval '1 day') - 7, interval '7 days') week
            where isfinite(first_at)
                and (not exists (select from metrics.kept_week k where k.figure = key and k.week = week.week::date)
                     or exists (select from metrics.changed_week c where c.figure = key and c.week = week.week::date))
            order by week desc, key
            limit 1""";

    private WeekRepository() {}

    private record Week(MetricKey figure, LocalDate monday) {}

    /**
     * Keeps the latest week that is not kept, or is no longer valid; false if there is none.
     *
     * @param sql in a transaction that has read nothing yet
     */
    static boolean keepNext(DSLContext sql) {
        sql.execute("set transaction isolation level repeatable read");
        // A lock takes no snapshot, so that what is read next is from after whoever held it before.
        sql.execute("lock table metrics.kept_week in share row exclusive mode nowait");
        sql.execute("set local statement_timeout = '5min'");
        var next = sql.fetchOne(NEXT);
        if (next == null) {
            return false;
        }
        var week = new Week(MetricKey.valueOf(next.get(0, String.class)), next.get(1, LocalDate.class));
        var figure = week.figure().name();
        sql.deleteFrom(KEPT_WEEK)
                .where(KEPT_WEEK.FIGURE.eq(figure).and(KEPT_WEEK.WEEK.eq(week.monday())))
                .execute();
        sql.insertInto(KEPT_WEEK, KEPT_WEEK.FIGURE, KEPT_WEEK.WEEK)
                .values(figure, week.monday())
                .execute();
        if (week.figure() == MetricKey.TURNAROUND) {
            keepPercentiles(sql, week);
        } else {
            keepCells(sql, week);
        }
        sql.deleteFrom(CHANGED_WEEK)
                .where(CHANGED_WEEK.FIGURE.eq(figure).and(CHANGED_WEEK.WEEK.eq(week.monday())))
                .execute();
        return true;
    }

    /** The lock was taken, or the weeks that were found have been kept meanwhile. */
    static boolean isAnotherKeeping(DataAccessException failed) {
        return List.of("55P03", "40001").contains(failed.sqlState());
    }

    private static void keepCells(DSLContext sql, Week week) {
        var all =
                List.of(MetricDimension.VENDOR, MetricDimension.MARKET, MetricDimension.DOMAIN, MetricDimension.QUEUE);
        var window = Window.week(week.monday());
        var figure = FigureRepository.of(question(week, all));
        var facts = figure.facts();
        var measures = figure.measures();
        sql.insertInto(
                        WEEK_CELL,
                        WEEK_CELL.FIGURE,
                        WEEK_CELL.WEEK,
                        WEEK_CELL.VENDOR_ID,
                        WEEK_CELL.MARKET,
                        WEEK_CELL.DOMAIN,
                        WEEK_CELL.QUEUE_ID,
                        WEEK_CELL.CLOCK_KIND,
                        WEEK_CELL.AGREEMENT,
                        WEEK_CELL.AUTOMATED_DECISION,
                        WEEK_CELL.NUMERATOR,
                        WEEK_CELL.DENOMINATOR,
                        WEEK_CELL.SQUARES)
                .select(DSL.select(
                                figure(week),
                                monday(week),
                                facts.vendor(),
                                facts.market(),
                                facts.domain(),
                                facts.queue(),
                                facts.clockKind(),
                                facts.agreement(),
                                facts.automatedDecision(),
                                measures.numerator(),
                                measures.denominator(),
                                measures.squares())
                        .from(WindowRepository.zoned(List.of(window), facts.rows(), facts.market()))
                        .where(facts.condition())
                        .and(WindowRepository.inside(List.of(window), facts.at()))
                        .groupBy(IntStream.rangeClosed(3, 9)
                                .mapToObj(DSL::inline)
                                .toList()))
                .execute();
    }

    private static void keepPercentiles(DSLContext sql, Week week) {
        var window = Window.week(week.monday());
        for (var by : List.of(
                List.<MetricDimension>of(),
                List.of(MetricDimension.VENDOR),
                List.of(MetricDimension.MARKET),
                List.of(MetricDimension.DOMAIN),
                List.of(MetricDimension.QUEUE))) {
            var question = question(week, by);
            var dimension = by.isEmpty() ? ALL : by.getFirst().name();
            var slice = SliceRepository.grouped(question, List.of(window), FigureRepository.of(question))
                    .asTable("slice");
            var denominator = SliceRepository.column(slice, WEEK_PERCENTILE.DENOMINATOR);
            sql.insertInto(
                            WEEK_PERCENTILE,
                            WEEK_PERCENTILE.WEEK,
                            WEEK_PERCENTILE.DIMENSION,
                            WEEK_PERCENTILE.VENDOR_ID,
                            WEEK_PERCENTILE.MARKET,
                            WEEK_PERCENTILE.DOMAIN,
                            WEEK_PERCENTILE.QUEUE_ID,
                            WEEK_PERCENTILE.DENOMINATOR,
                            WEEK_PERCENTILE.P50,
                            WEEK_PERCENTILE.P90,
                            WEEK_PERCENTILE.P95)
                    .select(DSL.select(
                                    monday(week),
                                    DSL.inline(dimension),
                                    SliceRepository.column(slice, WEEK_PERCENTILE.VENDOR_ID),
                                    SliceRepository.column(slice, WEEK_PERCENTILE.MARKET),
                                    SliceRepository.column(slice, WEEK_PERCENTILE.DOMAIN),
                                    SliceRepository.column(slice, WEEK_PERCENTILE.QUEUE_ID),
                                    denominator,
                                    SliceRepository.column(slice, WEEK_PERCENTILE.P50),
                                    SliceRepository.column(slice, WEEK_PERCENTILE.P90),
                                    SliceRepository.column(slice, WEEK_PERCENTILE.P95))
                            .from(slice)
                            .where(denominator.gt(0.0)))
                    .execute();
        }
    }

    private static MetricQuestion question(Week week, List<MetricDimension> by) {
        return new MetricQuestion(week.figure(), by, Window.week(week.monday()), null, MetricFilter.NONE);
    }

    private static Field<String> figure(Week week) {
        return DSL.inline(week.figure().name());
    }

    private static Field<LocalDate> monday(Week week) {
        return DSL.inline(week.monday(), SQLDataType.LOCALDATE);
    }
}
