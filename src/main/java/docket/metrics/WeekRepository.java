package docket.metrics;

import static docketdb.metrics.Tables.KEPT_WEEK;
import static docketdb.metrics.Tables.WEEK_CELL;
import static docketdb.metrics.Tables.WEEK_PERCENTILE;

import docket.metrics.MetricQuestion.Window;
import docket.platform.sql.Transactions;
import java.time.Duration;
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

    /** Weeks are found out of the cases that were noted, as far as this snapshot knows them: whatever comes later brings a note of its own. */
    private static final String RESOLVE = """
            with noted as (delete from metrics.change where case_id is not null returning figure, case_id)
            insert into metrics.change (figure, at, market)
            select n.figure, d.decided_at, d.market
            from noted n join decisions.decision d on d.case_id = n.case_id
            where n.figure in ('TURNAROUND', 'DECISIONS', 'QA_ACCURACY')
            union
            select n.figure, c.due_at, c.market
            from noted n join sla.sla_clock c on c.case_id = n.case_id
            where n.figure = 'SLA_ATTAINMENT' and isfinite(c.due_at)
            union
            select n.figure, a.decided_at, a.market
            from noted n join appeals.appeal a on a.case_id = n.case_id
            where n.figure = 'OVERTURN_RATE' and a.decided_at is not null
            on conflict do nothing""";

    private static final String DROP_NOTES_OF_WEEKS_THAT_ARE_NOT_KEPT = """
            delete from metrics.change n
            where n.at is not null
                and not exists (
                    select from metrics.kept_week k where k.figure = n.figure and k.week = metrics.week_of(n.at, n.market))""";

    /**
     * Ended for a day, so that no transaction is open any more that began when the week was running, and so left no note. Ten years at most: a
     * single mistaken date must not have all weeks since counted.
     */
    private static final String DUE = """
            with figure (key, first_at) as (
                values ('SLA_ATTAINMENT', (select min(due_at) from sla.sla_clock)),
                       ('TURNAROUND', (select min(decided_at) from decisions.decision)),
                       ('DECISIONS', (select min(decided_at) from decisions.decision)),
                       ('OVERTURN_RATE', (select min(decided_at) from appeals.appeal)),
                       ('QA_ACCURACY', (select min(decided_at) from decisions.decision)))
            select key, week::date as week
            from figure, generate_series(
                metrics.running_week(greatest(first_at, now() - interval '10 years')) - 7,
                metrics.running_week(now() - interval '1 day') - 7,
                interval '7 days') week
            where isfinite(first_at)
                and not exists (select from metrics.kept_week k where k.figure = key and k.week = week.week::date)
            union
            select k.figure, k.week from metrics.kept_week k join metrics.changed_week c on c.figure = k.figure and c.week = k.week
            order by week desc, key""";

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private WeekRepository() {}

    /** A figure of a week that is not kept, or no longer valid. */
    record Due(MetricKey figure, LocalDate monday) {}

    /**
     * What there is to keep, the latest first.
     *
     * @param sql in a transaction that has read nothing yet
     */
    static List<Due> due(DSLContext sql) {
        begin(sql);
        sql.execute(RESOLVE);
        sql.execute(DROP_NOTES_OF_WEEKS_THAT_ARE_NOT_KEPT);
        return sql.resultQuery(DUE)
                .fetch(row -> new Due(MetricKey.valueOf(row.get(0, String.class)), row.get(1, LocalDate.class)));
    }

    /** @param sql in a transaction that has read nothing yet */
    static void keep(DSLContext sql, Due week) {
        begin(sql);
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
        sql.execute(
                "delete from metrics.change where figure = ? and at is not null and metrics.week_of(at, market) = ?",
                figure,
                week.monday());
    }

    private static void begin(DSLContext sql) {
        sql.execute("set transaction isolation level repeatable read");
        // A lock takes no snapshot, so that what is read next is from after whoever held it before.
        sql.execute("lock table metrics.kept_week in share row exclusive mode nowait");
        Transactions.allow(sql, LONGEST);
    }

    /** The lock was taken, or the weeks that were found have been kept meanwhile. */
    static boolean isAnotherKeeping(DataAccessException failed) {
        return List.of("55P03", "40001").contains(failed.sqlState());
    }

    private static void keepCells(DSLContext sql, Due week) {
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

    private static void keepPercentiles(DSLContext sql, Due week) {
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

    private static MetricQuestion question(Due week, List<MetricDimension> by) {
        return new MetricQuestion(week.figure(), by, Window.week(week.monday()), null, MetricFilter.NONE);
    }

    private static Field<String> figure(Due week) {
        return DSL.inline(week.figure().name());
    }

    private static Field<LocalDate> monday(Due week) {
        return DSL.inline(week.monday(), SQLDataType.LOCALDATE);
    }
}
