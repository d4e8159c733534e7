package docket.cases;

import docket.platform.sql.Write;
import docket.subjects.Reported;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL by which reports open cases and end with them. */
final class ReportRepository {
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
            select c.id from cases.moderation_case c
            where c.intake_key = ? and c.state in ('RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL')
            """;

    private static final String ADD = """
            insert into cases.case_report (case_id, reporter_kind, source_type, alleged_category, text, language, received_at)
            values (?, ?, ?, ?, ?, ?, ?)
            returning id
            """;

    private static final String SETTLE = """
            update cases.case_report r
            set outcome = case
                when c.state = 'CANCELLED' then 'NOT_EXAMINED'
                when ?::text is null then 'NOT_UPHELD'
                when r.alleged_category is null or r.alleged_category = ? then 'UPHELD'
                else 'OTHER_VIOLATION' end
            from cases.moderation_case c
            where c.id = r.case_id and c.id = any (?)
            """;

    private ReportRepository() {}

    /** A report as it came in. */
    record NewReport(
            String reporterKind,
            String sourceType,
            String sourceDetail,
            @Nullable String allegedCategory,
            @Nullable String text,
            @Nullable String language,
            String severity,
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
                report.severity(),
                subject.market(),
                report.language(),
                report.sourceType(),
                report.sourceDetail(),
                subject.reach(),
                report.intakeKey(subject));
        return opened.isEmpty() ? null : opened.getFirst();
    }

    /** The case to which such reports go; null: it has just been decided. */
    static @Nullable UUID waiting(DSLContext sql, Reported subject, NewReport report) {
        var waiting = Write.rows(sql, WAITING, row -> row.getObject(1, UUID.class), report.intakeKey(subject));
        return waiting.isEmpty() ? null : waiting.getFirst();
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

    /** To another case. */
    static void move(DSLContext sql, UUID from, UUID to) {
        Write.run(sql, "update cases.case_report set case_id = ? where case_id = ?", to, from);
    }

    /** Of cases that ended without a violation or a decision. */
    static void settle(DSLContext sql, Collection<UUID> cases) {
        settle(sql, cases, null);
    }

    /** @param category of the violation; null: there was none */
    static void settle(DSLContext sql, Collection<UUID> cases, @Nullable String category) {
        Write.run(sql, SETTLE, category, category, cases.toArray(UUID[]::new));
    }
}
