package docket.quality;

import static docketdb.quality.Tables.QA_FINDING;
import static docketdb.quality.Tables.QA_PLAN;
import static docketdb.quality.Tables.QA_REVIEW;
import static docketdb.quality.Tables.QA_SAMPLE;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** All SQL about audits. */
final class QualityRepository {
    static final Listing<QaPlan> PLANS = Listing.of(Entity.of(QaPlan.class, QA_PLAN))
            .filter("key", QA_PLAN.KEY)
            .filter("name", QA_PLAN.NAME)
            .filter("domain", QA_PLAN.DOMAIN)
            .filter("market", QA_PLAN.MARKET)
            .filterId("vendor", QA_PLAN.VENDOR_ID, "Vendor")
            .filter("startsAt", QA_PLAN.STARTS_AT)
            .filter("endsAt", QA_PLAN.ENDS_AT)
            .descending("STARTS_AT", QA_PLAN.STARTS_AT, "startsAt")
            .ascending("KEY", QA_PLAN.KEY, "key")
            .small();

    static final Listing<QaSample> SAMPLES = Listing.of(Entity.of(QaSample.class, QA_SAMPLE))
            .anchorId("plan", QA_SAMPLE.QA_PLAN_ID, "QaPlan")
            .anchorId("decision", QA_SAMPLE.DECISION_ID, "Decision")
            .filter("stratum", QA_SAMPLE.STRATUM)
            .filter("sampledAt", QA_SAMPLE.SAMPLED_AT)
            .descending("ID", QA_SAMPLE.ID, "id");

    static final Listing<QaReview> REVIEWS = Listing.of(Entity.of(
                    QaReview.class, QA_REVIEW, Map.of("isBlind", QA_REVIEW.BLIND, "isDisputed", QA_REVIEW.DISPUTED)))
            .anchorId("sample", QA_REVIEW.QA_SAMPLE_ID, "QaSample")
            .anchorId("plan", QA_REVIEW.QA_PLAN_ID, "QaPlan")
            .anchorId("decision", QA_REVIEW.DECISION_ID, "Decision")
            .anchorId("auditor", QA_REVIEW.AUDITOR_ID, "Reviewer")
            .anchorId("arbiter", QA_REVIEW.ARBITER_ID, "Reviewer")
            .anchor("state", QA_REVIEW.STATE)
            .filter("isBlind", QA_REVIEW.BLIND)
            .filter("auditedOutcome", QA_REVIEW.AUDITED_OUTCOME)
            .filter("verdict", QA_REVIEW.VERDICT)
            .filter("score", QA_REVIEW.SCORE)
            .filter("isDisputed", QA_REVIEW.DISPUTED)
            .filter("market", QA_REVIEW.MARKET)
            .filterId("site", QA_REVIEW.SITE_ID, "VendorSite")
            .anchorId("vendor", QA_REVIEW.VENDOR_ID, "Vendor")
            .filter("assignedAt", QA_REVIEW.ASSIGNED_AT)
            .filter("auditedAt", QA_REVIEW.AUDITED_AT)
            .anchor("finalAt", QA_REVIEW.FINAL_AT)
            .descending("ID", QA_REVIEW.ID, "id");

    static final Listing<QaFinding> FINDINGS = Listing.of(Entity.of(QaFinding.class, QA_FINDING))
            .anchorId("review", QA_FINDING.QA_REVIEW_ID, "QaReview")
            .filter("errorClass", QA_FINDING.ERROR_CLASS)
            .filter("severity", QA_FINDING.SEVERITY)
            .descending("ID", QA_FINDING.ID, "id");

    static final Loader<UUID, List<QaFinding>> FINDINGS_OF_REVIEW =
            FINDINGS.entity().allBy(QA_FINDING.QA_REVIEW_ID, QA_FINDING.ID.asc());

    private QualityRepository() {}
}
