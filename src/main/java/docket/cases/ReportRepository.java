package docket.cases;

import docket.platform.sql.Write;
import docket.subjects.Reported;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which reports open cases and end with them. */
final class ReportRepository {
    /** Reports that one transaction writes, each with its entry in the audit. */
    private static final int AT_ONCE = 1_000;

    private static final String OPEN = """
            insert into cases.moderation_case (
                domain, subject_kind, seller_id, creator_id, listing_id, content_id, ipr_claim_id, title, summary, severity,
                market, language, source_type, source_detail, priority_rank, received_at, intake_key)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, clock_timestamp(), ?)
            on conflict (intake_key)
                where intake_key is not null and state in ('RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL')
                do nothing
            returning id
            """;

    private static final String WAITING = """
            from cases.moderation_case c
            where c.intake_key = ? and c.state in ('RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL')
            """;

    private static final String LOCK = "select c.id " + WAITING + " for no key update";

    /** However many reports a case has got already: nothing of it is read but its last event, and its row stays as it is. */
    private static final String ADD_TO_WAITING = """
            with waiting as (select c.id, c.state, c.severity %s),
            noted as (
                insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, reviewer_id)
                select w.id, last.seq + 1, 'REPORT_ADDED', w.state, w.state, greatest(clock_timestamp(), last.occurred_at), ?, ?
                from waiting w
                cross join lateral (
                    select e.seq, e.occurred_at from cases.case_event e where e.case_id = w.id order by e.seq desc limit 1) last
                returning case_id, occurred_at)
            insert into cases.case_report (case_id, reporter_kind, source_type, alleged_category, text, language, received_at)
            select n.case_id, ?, ?, ?, ?, ?, n.occurred_at from noted n
            returning case_id, id,
                (select w.state = 'RECEIVED' or w.severity > ?::text from waiting w)
            """.formatted(WAITING);

    private static final String ADD = """
            insert into cases.case_report (case_id, reporter_kind, source_type, alleged_category, text, language, received_at)
            values (?, ?, ?, ?, ?, ?, ?)
            returning id
            """;

    /** What came of a report {@code r}, by the category of the violation, null: there was none, and whether its case was cancelled. */
    private static final String OUTCOME = """
            case when %2$s then 'NOT_EXAMINED'
                when %1$s is null then 'NOT_UPHELD'
                when r.alleged_category is null or r.alleged_category = %1$s then 'UPHELD'
                else 'OTHER_VIOLATION' end
            """;

    /** What is not done at once is written down for {@link SettleReports}; what was left to do before is to be done by the last word. */
    private static final String SETTLE = """
            with given as (select ?::text as category, ?::boolean as is_cancelled),
            target as materialized (
                select r.id, %s as outcome
                from cases.case_report r cross join given g
                where r.case_id = any (?)
                limit ?),
            settled as (
                update cases.case_report r set outcome = t.outcome
                from target t
                where r.id = t.id and r.outcome is distinct from t.outcome)
            insert into cases.unsettled_case (case_id, category, is_cancelled)
            select c.id, g.category, g.is_cancelled
            from unnest(?::uuid[]) c (id) cross join given g
            where (select count(*) from target) = ? or exists (select from cases.unsettled_case u where u.case_id = c.id)
                or exists (select from cases.unmoved_case m where m.into_id = c.id)
            on conflict (case_id) do update set category = excluded.category, is_cancelled = excluded.is_cancelled
            """.formatted(OUTCOME.formatted("g.category", "g.is_cancelled"));

    private static final String UNSETTLED = """
            select c.id
            from cases.unsettled_case u join cases.moderation_case c on c.id = u.case_id
            where u.case_id <> all (?) and not exists (select from cases.unmoved_case m where m.into_id = u.case_id)
            order by u.case_id
            limit ?
            for no key update of c skip locked
            """;

    private static final String MOVE = """
            with target as materialized (select r.id from cases.case_report r where r.case_id = ? limit ?),
            moved as (update cases.case_report r set case_id = ? from target t where r.id = t.id)
            insert into cases.unmoved_case (case_id, into_id)
            select ?, ?
            where (select count(*) from target) = ? or exists (select from cases.unmoved_case m where m.into_id = ?)
            """;

    /** Of cases that were merged one after the other the first ones first. */
    private static final String UNMOVED = """
            select u.case_id from cases.unmoved_case u
            where u.case_id <> all (?) and not exists (select from cases.unmoved_case m where m.into_id = u.case_id)
            order by u.case_id
            limit ?
            for update skip locked
            """;

    private static final String MOVE_MORE = """
            with target as materialized (
                select r.id, u.into_id
                from cases.unmoved_case u join cases.case_report r on r.case_id = u.case_id
                where u.case_id = any (?)
                limit ?),
            moved as (update cases.case_report r set case_id = t.into_id from target t where r.id = t.id)
            delete from cases.unmoved_case u where u.case_id = any (?) and (select count(*) from target) < ?
            """;

    private static final String SETTLE_MORE = """
            with target as materialized (
                select r.id, %1$s as outcome
                from cases.unsettled_case g join cases.case_report r on r.case_id = g.case_id
                where g.case_id = any (?) and r.outcome is distinct from %1$s
                limit ?),
            settled as (update cases.case_report r set outcome = t.outcome from target t where r.id = t.id)
            delete from cases.unsettled_case u where u.case_id = any (?) and (select count(*) from target) < ?
            """.formatted(OUTCOME.formatted("g.category", "g.is_cancelled"));

    private ReportRepository() {}

    /**
     * A report as it came in.
     *
     * @param severity null: not told
     */
    record NewReport(
            String reporterKind,
            String sourceType,
            String sourceDetail,
            @Nullable String allegedCategory,
            @Nullable String text,
            @Nullable String language,
            @Nullable String severity,
            String title,
            String summary) {

        String intakeKey(Reported subject) {
            return "%s %s %s".formatted(subject.kind(), subject.id(), allegedCategory == null ? "-" : allegedCategory);
        }
    }

    /** @return null: there is a case already to which such reports go */
    static @Nullable UUID open(DSLContext sql, Reported subject, NewReport report) {
        var opened = Write.rows(
                sql,
                OPEN,
                row -> row.getObject(1, UUID.class),
                subject.domain(),
                subject.kind(),
                subject.sellerId(),
                subject.creatorId(),
                subject.listingId(),
                subject.contentId(),
                subject.iprClaimId(),
                report.title(),
                report.summary(),
                Objects.requireNonNullElse(report.severity(), "P2"),
                subject.market(),
                report.language(),
                report.sourceType(),
                report.sourceDetail(),
                subject.reach(),
                report.intakeKey(subject));
        return opened.isEmpty() ? null : opened.getFirst();
    }

    /**
     * A report that went to a case that was there.
     *
     * @param moves whether the case is less severe than the report says, or in no queue yet
     */
    record Added(UUID caseId, UUID reportId, boolean moves) {}

    /** @return null: no case waits to which such reports go */
    static @Nullable Added addToWaiting(DSLContext sql, Reported subject, NewReport report, By by) {
        var key = report.intakeKey(subject);
        Write.run(sql, LOCK, key);
        var added = Write.rows(
                sql,
                ADD_TO_WAITING,
                row -> new Added(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getBoolean(3)),
                key,
                by.kind(),
                by.reviewerId(),
                report.reporterKind(),
                report.sourceType(),
                report.allegedCategory(),
                report.text(),
                report.language(),
                report.severity());
        return added.isEmpty() ? null : added.getFirst();
    }

    static UUID add(DSLContext sql, UUID caseId, NewReport report, Instant at) {
        return Write.rows(
                        sql,
                        ADD,
                        row -> row.getObject(1, UUID.class),
                        caseId,
                        report.reporterKind(),
                        report.sourceType(),
                        report.allegedCategory(),
                        report.text(),
                        report.language(),
                        at)
                .getFirst();
    }

    /** To another case; what is not done at once is written down for {@link MoveReports}. */
    static void move(DSLContext sql, UUID from, UUID to) {
        Write.run(sql, MOVE, from, AT_ONCE, to, from, to, AT_ONCE, from);
    }

    /** Cases with reports that are to go to another one, locked but for those that others hold. */
    static List<UUID> unmoved(DSLContext sql, int most, Collection<UUID> without) {
        return Write.rows(sql, UNMOVED, row -> row.getObject(1, UUID.class), without.toArray(UUID[]::new), most);
    }

    /** Goes on with them, so many reports at most. */
    static void moveMore(DSLContext sql, Collection<UUID> cases) {
        var ids = cases.toArray(UUID[]::new);
        Write.run(sql, MOVE_MORE, ids, AT_ONCE, ids, AT_ONCE);
    }

    /** Of cases that were cancelled. */
    static void settle(DSLContext sql, Collection<UUID> cases) {
        settle(sql, cases, null, true);
    }

    /** @param category of the violation; null: there was none */
    static void settle(DSLContext sql, Collection<UUID> cases, @Nullable String category) {
        settle(sql, cases, category, false);
    }

    private static void settle(DSLContext sql, Collection<UUID> cases, @Nullable String category, boolean isCancelled) {
        var ids = cases.toArray(UUID[]::new);
        Write.run(sql, SETTLE, category, isCancelled, ids, AT_ONCE, ids, AT_ONCE);
    }

    /** Cases with reports that are not settled yet, locked but for those that others hold. */
    static List<UUID> unsettled(DSLContext sql, int most, Collection<UUID> without) {
        return Write.rows(sql, UNSETTLED, row -> row.getObject(1, UUID.class), without.toArray(UUID[]::new), most);
    }

    /** Goes on with them, so many reports at most. */
    static void settleMore(DSLContext sql, Collection<UUID> cases) {
        var ids = cases.toArray(UUID[]::new);
        Write.run(sql, SETTLE_MORE, ids, AT_ONCE, ids, AT_ONCE);
    }
}
