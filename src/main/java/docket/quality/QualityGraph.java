package docket.quality;

import static docket.quality.QualityRepository.FINDINGS;
import static docket.quality.QualityRepository.PLANS;
import static docket.quality.QualityRepository.REVIEWS;
import static docket.quality.QualityRepository.SAMPLES;
import static docketdb.quality.Tables.QA_FINDING;
import static docketdb.quality.Tables.QA_PLAN;
import static docketdb.quality.Tables.QA_REVIEW;
import static docketdb.quality.Tables.QA_SAMPLE;

import docket.cases.Cases;
import docket.decisions.Decision;
import docket.decisions.Decisions;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.sops.SopStep;
import docket.sops.Sops;
import docket.vendors.Reviewer;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import org.springframework.stereotype.Component;

/** How the fields of {@code quality.graphqls} get their values. */
@Component
final class QualityGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("qaPlan", "QaPlan", PLANS.entity()).page("qaPlans", PLANS);
        graph.one("qaReview", "QaReview", REVIEWS.entity()).page("qaReviews", REVIEWS);

        graph.node("QaPlan", PLANS.entity())
                .toOne("vendor", QaPlan::vendorId, Vendors.VENDORS)
                .connection("samples", QaPlan::id, SAMPLES, Relation.by(QA_SAMPLE.QA_PLAN_ID))
                .connection("reviews", QaPlan::id, REVIEWS, Relation.by(QA_REVIEW.QA_PLAN_ID));
        graph.node("QaSample", SAMPLES.entity())
                .toOne("plan", QaSample::qaPlanId, PLANS.entity())
                .toOne("decision", QaSample::decisionId, Decisions.DECISIONS)
                .connection("reviews", QaSample::id, REVIEWS, Relation.by(QA_REVIEW.QA_SAMPLE_ID));
        graph.node("QaReview", REVIEWS.entity())
                .toOne("sample", QaReview::qaSampleId, SAMPLES.entity())
                .toOne("plan", QaReview::qaPlanId, PLANS.entity())
                .toOne("decision", QaReview::decisionId, Decisions.DECISIONS)
                .toOne("case", QaReview::caseId, Cases.CASES)
                .toOne("sopVersion", QaReview::sopVersionId, Sops.VERSIONS)
                .toOne("snapshot", QaReview::snapshotId, Cases.SNAPSHOTS)
                .toOne("auditor", QaReview::auditorId, Vendors.REVIEWERS)
                .toOne("arbiter", QaReview::arbiterId, Vendors.REVIEWERS)
                .toOne("site", QaReview::siteId, Vendors.SITES)
                .toOne("vendor", QaReview::vendorId, Vendors.VENDORS)
                .toMany("findings", QaReview::id, QualityRepository.FINDINGS_OF_REVIEW);
        graph.node("QaFinding", FINDINGS.entity())
                .toOne("review", QaFinding::qaReviewId, REVIEWS.entity())
                .toOne("sopStep", QaFinding::sopStepId, Sops.STEPS);
        wireParents(graph);
    }

    private static void wireParents(Graph graph) {
        graph.extend("Decision", Decision.class)
                .connection("qaSamples", Decision::id, SAMPLES, Relation.by(QA_SAMPLE.DECISION_ID))
                .connection("qaReviews", Decision::id, REVIEWS, Relation.by(QA_REVIEW.DECISION_ID));
        graph.extend("Reviewer", Reviewer.class)
                .connection("audits", Reviewer::id, REVIEWS, Relation.by(QA_REVIEW.AUDITOR_ID))
                .connection("arbitrations", Reviewer::id, REVIEWS, Relation.by(QA_REVIEW.ARBITER_ID));
        graph.extend("Vendor", Vendor.class)
                .connection("qaPlans", Vendor::id, PLANS, Relation.by(QA_PLAN.VENDOR_ID))
                .connection("qaReviews", Vendor::id, REVIEWS, Relation.by(QA_REVIEW.VENDOR_ID));
        graph.extend("SopStep", SopStep.class)
                .connection("qaFindings", SopStep::id, FINDINGS, Relation.by(QA_FINDING.SOP_STEP_ID));
    }
}
