package docket.metrics;

import static docketdb.appeals.Tables.APPEAL;
import static docketdb.cases.Tables.MODERATION_CASE;
import static docketdb.decisions.Tables.DECISION;
import static docketdb.quality.Tables.QA_REVIEW;
import static docketdb.quality.Tables.QA_SAMPLE;
import static docketdb.sla.Tables.SLA_CLOCK;

import docket.metrics.SliceRepository.Facts;
import docket.metrics.SliceRepository.Figure;
import docket.metrics.SliceRepository.Measures;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** What each figure of a window counts, over the base tables. */
final class FigureRepository {
    private static final Field<String> UPHELD = DSL.inline("UPHELD");

    private FigureRepository() {}

    static Figure of(MetricQuestion question) {
        return switch (question.key()) {
            case SLA_ATTAINMENT -> slaAttainment(question);
            case TURNAROUND -> turnaround(question);
            case DECISIONS -> decisions(question);
            case OVERTURN_RATE -> overturnRate(question);
            case QA_ACCURACY -> qaAccuracy(question);
            case BACKLOG -> throw new IllegalArgumentException("the backlog is the state at an instant");
        };
    }

    private static Figure slaAttainment(MetricQuestion question) {
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
        return new Figure(facts.ofClocks(SLA_CLOCK.CLOCK_KIND, SLA_CLOCK.AGREEMENT), share(met));
    }

    private static Figure turnaround(MetricQuestion question) {
        var effectiveAt = DSL.coalesce(DECISION.APPROVED_AT, DECISION.DECIDED_AT);
        var minutes = DSL.field(
                "date_part('epoch', {0} - {1}) / 60", SQLDataType.DOUBLE, effectiveAt, MODERATION_CASE.RECEIVED_AT);
        var isFirst = DECISION.DECIDED_AT.le(MODERATION_CASE.DECIDED_AT);
        var rows = DECISION.join(MODERATION_CASE).on(MODERATION_CASE.ID.eq(DECISION.CASE_ID));
        var facts = ofDecisions(question, rows, own().and(isFirst));
        return new Figure(facts, Measures.percentiles(count(), minutes));
    }

    private static Figure decisions(MetricQuestion question) {
        var platforms = question.filter().sourcePlatforms();
        var origin = platforms == null ? own() : DECISION.SOURCE_PLATFORM.eq(DSL.any(platforms.toArray(String[]::new)));
        var facts = ofDecisions(question, withCase(question, DECISION, DECISION.CASE_ID), origin);
        return new Figure(facts, Measures.count(count()));
    }

    /** A decision counts where its latest decided appeal does, so that it counts in one week only, whatever the window. */
    private static Figure overturnRate(MetricQuestion question) {
        var other = APPEAL.as("other");
        var isSame = other.DECISION_ID.eq(APPEAL.DECISION_ID);
        var isLatest = DSL.notExists(DSL.selectOne()
                .from(other)
                .where(isSame)
                .and(DSL.row(other.DECIDED_AT, other.ID).gt(APPEAL.DECIDED_AT, APPEAL.ID)));
        var isOverturned = APPEAL.OUTCOME
                .ne(UPHELD)
                .or(DSL.exists(DSL.selectOne().from(other).where(isSame).and(other.OUTCOME.ne(UPHELD))));
        var facts = new Facts(
                withCase(question, APPEAL, APPEAL.CASE_ID),
                isLatest,
                APPEAL.DECIDED_AT,
                APPEAL.VENDOR_ID,
                APPEAL.MARKET,
                MODERATION_CASE.DOMAIN,
                MODERATION_CASE.QUEUE_ID);
        return new Figure(facts, share(DSL.count().filterWhere(isOverturned)));
    }

    private static Figure qaAccuracy(MetricQuestion question) {
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
        var squares = SliceRepository.real(DSL.sum(weight.mul(weight)));
        return new Figure(facts, Measures.share(orZero(SliceRepository.real(correct)), orZero(all), orZero(squares)));
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
                        MODERATION_CASE.QUEUE_ID)
                .ofDecisions(DECISION.AUTOMATED_DECISION);
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
