package docket.decisions;

import static docket.decisions.DecisionRepository.ACTION;
import static docket.decisions.DecisionRepository.ACTIONS;
import static docket.decisions.DecisionRepository.APPLYING;
import static docket.decisions.DecisionRepository.DECISIONS;
import static docket.decisions.DecisionRepository.LEDGER;
import static docketdb.decisions.Tables.DECISION;
import static docketdb.decisions.Tables.HEALTH_LEDGER_ENTRY;

import docket.cases.Case;
import docket.cases.CaseEvent;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.graph.TypeWiring;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.listing.Relation;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.Payload;
import docket.policies.Policies;
import docket.policies.PolicyClause;
import docket.sops.SopVersion;
import docket.sops.Sops;
import docket.subjects.Creator;
import docket.subjects.Seller;
import docket.subjects.Subjects;
import docket.vendors.Reviewer;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import org.springframework.stereotype.Component;

/** How the fields of {@code decisions.graphqls} get their values. */
@Component
final class DecisionGraph implements Feature {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    DecisionGraph(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("decision", "Decision", DECISIONS.entity()).page("decisions", DECISIONS);
        graph.node("Decision", DECISIONS.entity())
                .toOne("case", Decision::caseId, Cases.CASES)
                .toOne("policyClause", Decision::policyClauseId, Policies.CLAUSES)
                .toMany("clauses", Decision::id, DecisionRepository::clauses)
                .toOne("sopVersion", Decision::sopVersionId, Sops.VERSIONS)
                .toOne("snapshot", Decision::snapshotId, Cases.SNAPSHOTS)
                .toOne("decider", Decision::deciderId, Vendors.REVIEWERS)
                .toOne("site", Decision::siteId, Vendors.SITES)
                .toOne("vendor", Decision::vendorId, Vendors.VENDORS)
                .toOne("approver", Decision::approverId, Vendors.REVIEWERS)
                .toOne("supersedes", Decision::supersedesId, DECISIONS.entity())
                .toOne("supersededBy", Decision::id, DecisionRepository::successors)
                .toOne("hasSubjectChanged", Decision::snapshotId, Cases.SUBJECT_CHANGED_SINCE)
                .batch("viewerCan", Permissions::ofDecisions)
                .value("isApprovalOverdue", Decision::isApprovalOverdue)
                .toMany("carriedActions", Decision::id, DecisionRepository::carried)
                .toMany("actions", Decision::id, ACTIONS);
        graph.value("DecisionPermissions", Permissions.OfDecision.class);
        graph.value("EnforcementActionPermissions", Permissions.OfAction.class);
        graph.node("EnforcementAction", ACTION)
                .batch("viewerCan", (actions, call) -> Permissions.ofActions(actions, call, lifeCycles))
                .toOne("decision", EnforcementAction::decisionId, DECISIONS.entity())
                .toOneOf("target", EnforcementAction::target, Subjects.BY_KIND);
        graph.node("HealthLedgerEntry", LEDGER.entity())
                .toOne("seller", HealthLedgerEntry::sellerId, Subjects.SELLERS)
                .toOne("creator", HealthLedgerEntry::creatorId, Subjects.CREATORS)
                .toOne("action", HealthLedgerEntry::actionId, ACTION)
                .toOne("reverses", HealthLedgerEntry::reversesId, LEDGER.entity());
        wireMutations(graph);
        wireParents(graph);
    }

    private void wireMutations(Graph graph) {
        mutation(graph, "approveDecision", new ApproveDecision(work))
                .toOne("decision", payload -> payload.id("decision"), DECISIONS.entity());
        mutation(graph, "refuseDecision", new RefuseDecision(work))
                .toOne("decision", payload -> payload.id("decision"), DECISIONS.entity())
                .toOne("lease", payload -> payload.id("lease"), Cases.LEASES);
        mutation(graph, "reverseAction", new ReverseAction(work, lifeCycles))
                .toOne("action", payload -> payload.id("action"), ACTION);
        mutation(graph, "closeCase", new CloseCase(work));
        mutation(graph, "markNoticeSent", new MarkNoticeSent(work));
        mutation(graph, "decideCase", new DecideCase(work))
                .toOne("decision", payload -> payload.id("decision"), DECISIONS.entity());
    }

    private static TypeWiring<Payload> mutation(Graph graph, String name, Mutation mutation) {
        return graph.mutation(name, mutation, "DecisionError")
                .toOne("case", payload -> payload.id("case"), Cases.CASES);
    }

    private static void wireParents(Graph graph) {
        graph.extend("CaseEvent", CaseEvent.class).toOne("decision", CaseEvent::decisionId, DECISIONS.entity());
        graph.extend("Seller", Seller.class)
                .connection("healthLedger", Seller::id, LEDGER, Relation.by(HEALTH_LEDGER_ENTRY.SELLER_ID));
        graph.extend("Creator", Creator.class)
                .connection("healthLedger", Creator::id, LEDGER, Relation.by(HEALTH_LEDGER_ENTRY.CREATOR_ID));
        graph.extend("Case", Case.class).connection("decisions", Case::id, DECISIONS, Relation.by(DECISION.CASE_ID));
        graph.extend("SopVersion", SopVersion.class)
                .connection("decisions", SopVersion::id, DECISIONS, Relation.by(DECISION.SOP_VERSION_ID));
        graph.extend("PolicyClause", PolicyClause.class).connection("decisions", PolicyClause::id, DECISIONS, APPLYING);
        graph.extend("Reviewer", Reviewer.class)
                .connection("decisions", Reviewer::id, DECISIONS, Relation.by(DECISION.DECIDER_ID))
                .connection("approvals", Reviewer::id, DECISIONS, Relation.by(DECISION.APPROVER_ID));
        graph.extend("Vendor", Vendor.class)
                .connection("decisions", Vendor::id, DECISIONS, Relation.by(DECISION.VENDOR_ID));
    }
}
