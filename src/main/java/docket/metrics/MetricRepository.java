package docket.metrics;

import static docketdb.appeals.Tables.APPEAL;
import static docketdb.cases.Tables.MODERATION_CASE;
import static docketdb.decisions.Tables.DECISION;
import static docketdb.quality.Tables.QA_REVIEW;
import static docketdb.quality.Tables.QA_SAMPLE;
import static docketdb.sla.Tables.SLA_CLOCK;

import docket.metrics.SliceRepository.Facts;
import docket.metrics.SliceRepository.Measures;
import docket.platform.sql.Db;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** One statement per figure. */
final class MetricRepository {
    private MetricRepository() {}

    static Metric answer(MetricQuestion question, Db db) {
        var slices = switch (question.key()) {
            case BACKLOG -> BacklogRepository.backlog(question);
            case SLA_ATTAINMENT -> slaAttainment(question);
            case TURNAROUND -> turnaround(question);
            case DECISIONS -> decisions(question);
            case OVERTURN_RATE -> overturnRate(question);
            case QA_ACCURACY -> qaAccuracy(question);
        };
        return MetricReader.metric(
                question, db.list(SliceRepository.statement(question, slices), MetricReader.of(question)));
    }

    private static Select<?> slaAttainment(MetricQuestion question) {
        var late = SLA_CLOCK.DUE_AT.lt(DSL.currentTimestamp().coerce(Instant.class));
        var conditions = new ArrayList<Condition>();
        conditions.add(SLA_CLOCK.STATUS.ne(DSL.inline("CANCELLED")));
        conditions.add(SLA_CLOCK.STOPPED_AT.isNotNull().or(late));
        SliceRepository.restrict(
                conditions, SLA_CLOCK.CLOCK_KIND, question.filter().clockKinds());
        SliceRepository.restrict(
                conditions, SLA_CLOCK.AGREEMENT, question.filter().agreements());
        var facts = new Facts(
                withCase(question, SLA_CLOCK, SLA_CLOCK.CASE_ID),
                DSL.and(conditions),
                SLA_CLOCK.DUE_AT,
                SLA_CLOCK.VENDOR_ID,
                SLA_CLOCK.MARKET,
                MODERATION_CASE.DOMAIN,
                MODERATION_CASE.QUEUE_ID);
        var met = DSL.count().filterWhere(SLA_CLOCK.STOPPED_AT.le(SLA_CLOCK.DUE_AT));
        return SliceRepository.grouped(question, facts, share(met));
    }

    private static Select<?> turnaround(MetricQuestion question) {
        var effectiveAt = DSL.coalesce(DECISION.APPROVED_AT, DECISION.DECIDED_AT);
        var minutes = DSL.field(
                "date_part('epoch', {0} - {1}) / 60", SQLDataType.DOUBLE, effectiveAt, MODERATION_CASE.RECEIVED_AT);
        var isFirst = DECISION.DECIDED_AT.le(MODERATION_CASE.DECIDED_AT);
        var rows = DECISION.join(MODERATION_CASE).on(MODERATION_CASE.ID.eq(DECISION.CASE_ID));
        var facts = ofDecisions(question, rows, own().and(isFirst));
        return SliceRepository.grouped(question, facts, Measures.percentiles(count(), minutes));
    }

    private static Select<?> decisions(MetricQuestion question) {
        var platforms = question.filter().sourcePlatforms();
        var origin = platforms == null ? own() : DECISION.SOURCE_PLATFORM.eq(DSL.any(platforms.toArray(String[]::new)));
        var facts = ofDecisions(question, withCase(question, DECISION, DECISION.CASE_ID), origin);
        return SliceRepository.grouped(question, facts, Measures.count(count()));
    }

    private static Select<?> overturnRate(MetricQuestion question) {
        var window = question.requiredWindow();
        var overturned = DSL.boolOr(APPEAL.OUTCOME.ne(DSL.inline("UPHELD"))).as("overturned");
        var decidedAt = DSL.max(APPEAL.DECIDED_AT).as("decided_at");
        var contested = DSL.select(
                        APPEAL.DECISION_ID, APPEAL.CASE_ID, APPEAL.MARKET, APPEAL.VENDOR_ID, decidedAt, overturned)
                .from(WindowRepository.zoned(window, APPEAL, APPEAL.MARKET))
                .where(WindowRepository.inside(window, APPEAL.DECIDED_AT))
                .groupBy(APPEAL.DECISION_ID, APPEAL.CASE_ID, APPEAL.MARKET, APPEAL.VENDOR_ID)
                .asTable("contested");
        var caseId = SliceRepository.column(contested, APPEAL.CASE_ID);
        var facts = new Facts(
                withCase(question, contested, caseId),
                DSL.noCondition(),
                SliceRepository.column(contested, decidedAt),
                SliceRepository.column(contested, APPEAL.VENDOR_ID),
                SliceRepository.column(contested, APPEAL.MARKET),
                MODERATION_CASE.DOMAIN,
                MODERATION_CASE.QUEUE_ID);
        return SliceRepository.grouped(
                question,
                facts,
                share(DSL.count().filterWhere(DSL.condition(SliceRepository.column(contested, overturned)))));
    }

    private static Select<?> qaAccuracy(MetricQuestion question) {
        var weight = DSL.inline(1.0).div(QA_SAMPLE.INCLUSION_PROB);
        var correct = DSL.sum(weight).filterWhere(QA_REVIEW.VERDICT.eq(DSL.inline("CORRECT")));
        var all = SliceRepository.real(DSL.sum(weight));
        var rows = withCase(question, DECISION, DECISION.CASE_ID)
                .join(QA_REVIEW)
                .on(QA_REVIEW.DECISION_ID.eq(DECISION.ID))
                .join(QA_SAMPLE)
                .on(QA_SAMPLE.ID.eq(QA_REVIEW.QA_SAMPLE_ID));
        var isFinal = QA_REVIEW.STATE.in(DSL.inline("ACCEPTED"), DSL.inline("FINAL"));
        var facts = ofDecisions(question, rows, own().and(isFinal));
        var trials = all.mul(all).div(SliceRepository.real(DSL.sum(weight.mul(weight))));
        return SliceRepository.grouped(
                question, facts, Measures.share(orZero(SliceRepository.real(correct)), orZero(all), trials));
    }

    private static Facts ofDecisions(MetricQuestion question, Table<?> rows, Condition which) {
        var conditions = new ArrayList<Condition>();
        conditions.add(which);
        conditions.add(DECISION.APPROVAL.in(DSL.inline("NOT_REQUIRED"), DSL.inline("APPROVED")));
        SliceRepository.restrict(
                conditions, DECISION.AUTOMATED_DECISION, question.filter().automatedDecisions());
        return new Facts(
                rows,
                DSL.and(conditions),
                DECISION.DECIDED_AT,
                DECISION.VENDOR_ID,
                DECISION.MARKET,
                MODERATION_CASE.DOMAIN,
                MODERATION_CASE.QUEUE_ID);
    }

    private static Condition own() {
        return DECISION.SOURCE_PLATFORM.isNull();
    }

    /** Domain and queue stand on the case; who does not ask for them does not pay for the join. */
    private static Table<?> withCase(MetricQuestion question, Table<?> rows, Field<UUID> caseId) {
        var filter = question.filter();
        var needsCase = question.isBy(MetricDimension.DOMAIN)
                || question.isBy(MetricDimension.QUEUE)
                || filter.domains() != null
                || filter.queues() != null;
        return needsCase ? rows.join(MODERATION_CASE).on(MODERATION_CASE.ID.eq(caseId)) : rows;
    }

    private static Measures share(Field<Integer> hits) {
        return Measures.share(SliceRepository.real(hits), count(), count());
    }

    private static Field<Double> count() {
        return SliceRepository.real(DSL.count());
    }

    private static Field<Double> orZero(Field<Double> sum) {
        return DSL.coalesce(sum, DSL.inline(0.0));
    }
}
