package docket.escalations;

import static docketdb.escalations.Tables.ESCALATION;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import docket.platform.sql.Write;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about escalations. */
final class EscalationRepository {
    static final Listing<Escalation> ESCALATIONS = Listing.of(Entity.of(Escalation.class, ESCALATION))
            .anchorId("case", ESCALATION.CASE_ID, "Case")
            .anchorId("appeal", ESCALATION.APPEAL_ID, "Appeal")
            .filter("type", ESCALATION.TYPE)
            .filter("severity", ESCALATION.SEVERITY)
            .filter("level", ESCALATION.LEVEL)
            .anchor("region", ESCALATION.REGION)
            .anchorId("asker", ESCALATION.ASKER_ID, "Reviewer")
            .anchorId("policyClause", ESCALATION.POLICY_CLAUSE_ID, "PolicyClause")
            .anchor("state", ESCALATION.STATE)
            .anchor("openedAt", ESCALATION.OPENED_AT)
            .filter("acknowledgedAt", ESCALATION.ACKNOWLEDGED_AT)
            .filter("dueAt", ESCALATION.DUE_AT)
            .anchorId("ruler", ESCALATION.RULER_ID, "Reviewer")
            .filter("ruledAt", ESCALATION.RULED_AT)
            .filter("closedAt", ESCALATION.CLOSED_AT)
            .filter("reopenCount", ESCALATION.REOPEN_COUNT)
            .filter("csat", ESCALATION.CSAT)
            .filter("market", ESCALATION.MARKET)
            .filterId("site", ESCALATION.SITE_ID, "VendorSite")
            .anchorId("vendor", ESCALATION.VENDOR_ID, "Vendor")
            .descending("OPENED_AT", ESCALATION.OPENED_AT, "openedAt")
            .ascendingWithin("DUE_AT", ESCALATION.DUE_AT, "dueAt");

    private static final String OPEN = """
            insert into escalations.escalation (
                case_id, type, severity, level, region, asker_id, question, policy_clause_id, opened_at, due_at, market, site_id, vendor_id)
            select ?, ?, ?, ?, m.region, ?, ?, ?, ?, ?, m.code, ?, ? from platform.market m where m.code = ?
            returning id
            """;

    private EscalationRepository() {}

    /** A question as it is asked. */
    record Question(
            UUID caseId,
            String market,
            String type,
            String severity,
            String level,
            String text,
            @Nullable UUID clauseId,
            Worker asker,
            Instant at,
            Instant dueAt) {}

    /** @return the new one's id */
    static UUID open(DSLContext sql, Question question) {
        return Write.rows(
                        sql,
                        OPEN,
                        row -> row.getObject(1, UUID.class),
                        question.caseId(),
                        question.type(),
                        question.severity(),
                        question.level(),
                        question.asker().id(),
                        question.text(),
                        question.clauseId(),
                        question.at(),
                        question.dueAt(),
                        question.asker().siteId(),
                        question.asker().vendorId(),
                        question.market())
                .getFirst();
    }
}
