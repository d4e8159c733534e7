package docket.appeals;

import static docket.appeals.AppealRepository.APPEALS;
import static docket.appeals.AppealRepository.DISPUTES;
import static docket.appeals.AppealRepository.POLICIES;
import static docketdb.appeals.Tables.APPEAL;

import docket.cases.Case;
import docket.cases.Cases;
import docket.decisions.Decision;
import docket.decisions.Decisions;
import docket.decisions.EnforcementAction;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.subjects.Creator;
import docket.subjects.Seller;
import docket.vendors.Reviewer;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import org.springframework.stereotype.Component;

/** How the fields of {@code appeals.graphqls} get their values. */
@Component
final class AppealGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("appeal", "Appeal", APPEALS.entity()).page("appeals", APPEALS);
        graph.page("appealPolicies", POLICIES).page("externalDisputes", DISPUTES);

        graph.node("Appeal", APPEALS.entity())
                .toOne("decision", Appeal::decisionId, Decisions.DECISIONS)
                .toOne("case", Appeal::caseId, Cases.CASES)
                .toOne("reviewer", Appeal::reviewerId, Vendors.REVIEWERS)
                .toOne("resultingDecision", Appeal::resultingDecisionId, Decisions.DECISIONS)
                .toOne("site", Appeal::siteId, Vendors.SITES)
                .toOne("vendor", Appeal::vendorId, Vendors.VENDORS)
                .toOne("externalDispute", Appeal::id, AppealRepository.DISPUTE_OF_APPEAL)
                .toMany("contestedActions", Appeal::id, AppealRepository.CONTESTED_ACTIONS);
        graph.value("AppealAction", AppealAction.class)
                .toOne("appeal", AppealAction::appealId, APPEALS.entity())
                .toOne("action", AppealAction::enforcementActionId, Decisions.ACTIONS);
        graph.node("AppealPolicy", POLICIES.entity());
        graph.node("ExternalDispute", DISPUTES.entity()).toOne("appeal", ExternalDispute::appealId, APPEALS.entity());
        wireParents(graph);
    }

    private static void wireParents(Graph graph) {
        graph.extend("Decision", Decision.class)
                .connection("appeals", Decision::id, APPEALS, Relation.by(APPEAL.DECISION_ID))
                .toMany("resultOfAppeals", Decision::id, AppealRepository.BY_RESULT);
        graph.extend("EnforcementAction", EnforcementAction.class)
                .connection("appeals", EnforcementAction::id, APPEALS, Relation.via(AppealRepository::contesting));
        graph.extend("Case", Case.class).connection("appeals", Case::id, APPEALS, Relation.by(APPEAL.CASE_ID));
        graph.extend("Seller", Seller.class)
                .connection("appeals", Seller::id, APPEALS, Relation.via(AppealRepository::ofSeller));
        graph.extend("Creator", Creator.class)
                .connection("appeals", Creator::id, APPEALS, Relation.via(AppealRepository::ofCreator));
        graph.extend("Reviewer", Reviewer.class)
                .connection("appeals", Reviewer::id, APPEALS, Relation.by(APPEAL.REVIEWER_ID));
        graph.extend("Vendor", Vendor.class).connection("appeals", Vendor::id, APPEALS, Relation.by(APPEAL.VENDOR_ID));
    }
}
