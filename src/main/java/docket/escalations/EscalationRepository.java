package docket.escalations;

import static docketdb.escalations.Tables.ESCALATION;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;

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

    private EscalationRepository() {}
}
