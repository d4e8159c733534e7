package docket.metrics;

import static docketdb.cases.Tables.CASE_EVENT;
import static docketdb.cases.Tables.MODERATION_CASE;

import docket.metrics.MetricQuestion.Window;
import docket.metrics.SliceRepository.Facts;
import docket.metrics.SliceRepository.Measures;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record6;
import org.jooq.Select;
import org.jooq.SelectSelectStep;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/**
 * Open cases. Now: by their state. At other times: the sum of all changes up to then, +1 where a case was opened, -1 where it was decided, merged or
 * cancelled.
 */
final class BacklogRepository {
    private static final Field<?>[] OPEN =
            inlined("RECEIVED", "QUEUED", "IN_REVIEW", "ON_HOLD", "ESCALATED", "PENDING_APPROVAL");
    private static final Field<?>[] LEFT_WITHOUT_DECISION = inlined("MERGED", "CANCELLED");
    private static final Field<Instant> AT = DSL.field(DSL.name("change", "at"), SQLDataType.INSTANT);
    private static final Field<Integer> DELTA = DSL.field(DSL.name("change", "delta"), SQLDataType.INTEGER);

    private BacklogRepository() {}

    static Select<?> backlog(MetricQuestion question) {
        var at = question.at();
        return question.window() != null ? byWeek(question) : at != null ? at(question, at) : now(question);
    }

    private static Select<?> now(MetricQuestion question) {
        var facts = new Facts(
                MODERATION_CASE,
                ours().and(MODERATION_CASE.STATE.in(OPEN)),
                MODERATION_CASE.RECEIVED_AT,
                MODERATION_CASE.VENDOR_ID,
                MODERATION_CASE.MARKET,
                MODERATION_CASE.DOMAIN,
                MODERATION_CASE.QUEUE_ID);
        return SliceRepository.grouped(
                question, facts.rows(), facts, DSL.noCondition(), Measures.count(SliceRepository.real(DSL.count())));
    }

    private static Select<?> at(MetricQuestion question, Instant at) {
        var changes = changes(openAt(at), AT);
        var slices = SliceRepository.grouped(question, changes.rows(), changes, AT.le(at), open());
        var isEmptied = DSL.field(DSL.name("numerator")).eq(DSL.inline(0));
        return question.by().isEmpty()
                ? slices
                : DSL.select().from(slices.asTable("slice")).where(DSL.not(isEmptied));
    }

    /** Each case is read once, however many weeks there are: what came before the window counts as a change of its first week. */
    private static Select<?> byWeek(MetricQuestion question) {
        var window = question.requiredWindow();
        var changes = changes(openedAndClosed(), DSL.greatest(AT, WindowRepository.start()));
        var weekly = SliceRepository.grouped(
                        question,
                        WindowRepository.zoned(List.of(window), changes.rows(), changes.market()),
                        changes,
                        WindowRepository.beforeEnd(window, AT),
                        open())
                .asTable("weekly");
        var week = DSL.field(DSL.name("calendar", "week"), SQLDataType.LOCALDATE);
        var slice = weekly.fields("vendor_id", "market", "domain", "queue_id");
        var sum = DSL.sum(DSL.field(DSL.name("weekly", "numerator"), SQLDataType.DOUBLE));
        return DSL.select(slice)
                .select(week)
                .select(Measures.count(SliceRepository.real(sum)).columns())
                .from(calendar(window))
                .join(weekly)
                .on(DSL.field(DSL.name("weekly", "week"), SQLDataType.LOCALDATE).le(week))
                .groupBy(
                        DSL.field("weekly.vendor_id"),
                        DSL.field("weekly.market"),
                        DSL.field("weekly.domain"),
                        DSL.field("weekly.queue_id"),
                        week)
                .limit(SliceRepository.MAX_ROWS + 1);
    }

    /** The Mondays of the weeks that the window touches and that have begun. */
    private static Table<?> calendar(Window window) {
        LocalDate first = window.from().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return DSL.table(
                "(select day::date as week from generate_series({0}, least({1}, current_date), interval '7 days') day) calendar",
                DSL.val(first.atStartOfDay()), DSL.val(window.until().minusDays(1)));
    }

    /** @param plain the changes of the cases that need no events, as far as they matter */
    private static Facts changes(
            Select<Record6<UUID, String, String, UUID, Instant, Integer>> plain, Field<Instant> at) {
        var change = plain.unionAll(byEvents()).asTable("change");
        return new Facts(
                change,
                DSL.noCondition(),
                at,
                SliceRepository.column(change, MODERATION_CASE.VENDOR_ID),
                SliceRepository.column(change, MODERATION_CASE.MARKET),
                SliceRepository.column(change, MODERATION_CASE.DOMAIN),
                SliceRepository.column(change, MODERATION_CASE.QUEUE_ID));
    }

    /** A case that was never reopened, merged or cancelled tells from its row whether it was open at an instant. */
    private static Select<Record6<UUID, String, String, UUID, Instant, Integer>> openAt(Instant at) {
        return select(MODERATION_CASE.RECEIVED_AT, DSL.inline(1))
                .from(MODERATION_CASE)
                .where(ours())
                .and(isPlain())
                .and(MODERATION_CASE.RECEIVED_AT.le(at))
                .and(MODERATION_CASE.DECIDED_AT.isNull().or(MODERATION_CASE.DECIDED_AT.gt(at)));
    }

    /** Its two changes stand on its row, too. */
    private static Select<Record6<UUID, String, String, UUID, Instant, Integer>> openedAndClosed() {
        return select(DSL.field("own.at", SQLDataType.INSTANT), DSL.field("own.delta", SQLDataType.INTEGER))
                .from(MODERATION_CASE)
                .crossJoin(DSL.table(
                        "lateral (values ({0}, 1), ({1}, -1)) own (at, delta)",
                        MODERATION_CASE.RECEIVED_AT, MODERATION_CASE.DECIDED_AT))
                .where(ours())
                .and(isPlain())
                .and(DSL.condition("own.at is not null"));
    }

    /** All others are followed event by event. */
    private static Select<Record6<UUID, String, String, UUID, Instant, Integer>> byEvents() {
        var after = DSL.when(CASE_EVENT.TO_STATE.in(OPEN), DSL.inline(1)).otherwise(DSL.inline(0));
        var before = DSL.when(CASE_EVENT.FROM_STATE.in(OPEN), DSL.inline(1)).otherwise(DSL.inline(0));
        return select(CASE_EVENT.OCCURRED_AT, after.minus(before))
                .from(MODERATION_CASE)
                .join(CASE_EVENT)
                .on(CASE_EVENT.CASE_ID.eq(MODERATION_CASE.ID))
                .where(ours())
                .and(DSL.not(isPlain()));
    }

    private static SelectSelectStep<Record6<UUID, String, String, UUID, Instant, Integer>> select(
            Field<Instant> at, Field<Integer> delta) {
        return DSL.select(
                MODERATION_CASE.VENDOR_ID,
                MODERATION_CASE.MARKET,
                MODERATION_CASE.DOMAIN,
                MODERATION_CASE.QUEUE_ID,
                at.as("at"),
                delta.as("delta"));
    }

    private static Condition isPlain() {
        return MODERATION_CASE.REOPEN_COUNT.eq(DSL.inline(0)).and(MODERATION_CASE.STATE.notIn(LEFT_WITHOUT_DECISION));
    }

    private static Condition ours() {
        return MODERATION_CASE.SOURCE_PLATFORM.isNull();
    }

    private static Measures open() {
        return Measures.count(
                SliceRepository.real(DSL.coalesce(DSL.sum(DELTA), DSL.inline(java.math.BigDecimal.ZERO))));
    }

    private static Field<?>[] inlined(String... values) {
        return Arrays.stream(values).map(DSL::inline).toArray(Field<?>[]::new);
    }
}
