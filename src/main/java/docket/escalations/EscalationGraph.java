package docket.escalations;

import static docket.escalations.EscalationRepository.ESCALATIONS;
import static docketdb.escalations.Tables.ESCALATION;

import docket.appeals.Appeal;
import docket.appeals.Appeals;
import docket.cases.Case;
import docket.cases.CaseEvent;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.policies.Policies;
import docket.policies.PolicyClause;
import docket.vendors.Reviewer;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** How the fields of {@code escalations.graphqls} get their values. */
@Component
final class EscalationGraph implements Feature {
    private final CaseWork work;
    private final ObjectProvider<EscalationClocks> clocks;

    EscalationGraph(CaseWork work, ObjectProvider<EscalationClocks> clocks) {
        this.work = work;
        this.clocks = clocks;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("escalation", "Escalation", ESCALATIONS.entity()).page("escalations", ESCALATIONS);

        graph.node("Escalation", ESCALATIONS.entity())
                .toOne("case", Escalation::caseId, Cases.CASES)
                .toOne("appeal", Escalation::appealId, Appeals.APPEALS)
                .toOne("asker", Escalation::askerId, Vendors.REVIEWERS)
                .toOne("policyClause", Escalation::policyClauseId, Policies.CLAUSES)
                .toOne("ruler", Escalation::rulerId, Vendors.REVIEWERS)
                .toOne("site", Escalation::siteId, Vendors.SITES)
                .toOne("vendor", Escalation::vendorId, Vendors.VENDORS);

        graph.mutation("escalateCase", new EscalateCase(work, clocks), "EscalationError")
                .toOne("case", payload -> payload.id("case"), Cases.CASES)
                .toOne("escalation", payload -> payload.id("escalation"), ESCALATIONS.entity());

        graph.extend("CaseEvent", CaseEvent.class).toOne("escalation", CaseEvent::escalationId, ESCALATIONS.entity());
        graph.extend("Case", Case.class)
                .connection("escalations", Case::id, ESCALATIONS, Relation.by(ESCALATION.CASE_ID));
        graph.extend("Appeal", Appeal.class)
                .connection("escalations", Appeal::id, ESCALATIONS, Relation.by(ESCALATION.APPEAL_ID));
        graph.extend("PolicyClause", PolicyClause.class)
                .connection("escalations", PolicyClause::id, ESCALATIONS, Relation.by(ESCALATION.POLICY_CLAUSE_ID));
        graph.extend("Reviewer", Reviewer.class)
                .connection("escalations", Reviewer::id, ESCALATIONS, Relation.by(ESCALATION.ASKER_ID))
                .connection("rulings", Reviewer::id, ESCALATIONS, Relation.by(ESCALATION.RULER_ID));
        graph.extend("Vendor", Vendor.class)
                .connection("escalations", Vendor::id, ESCALATIONS, Relation.by(ESCALATION.VENDOR_ID));
    }
}
