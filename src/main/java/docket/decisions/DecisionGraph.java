package docket.decisions;

import static docket.decisions.DecisionRepository.ACTION;
import static docket.decisions.DecisionRepository.ACTIONS;
import static docket.decisions.DecisionRepository.APPLYING;
import static docket.decisions.DecisionRepository.DECISIONS;
import static docketdb.decisions.Tables.DECISION;

import docket.cases.Case;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.graph.TypeWiring;
import docket.platform.listing.Relation;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.Payload;
import docket.policies.Policies;
import docket.policies.PolicyClause;
import docket.sops.SopVersion;
import docket.sops.Sops;
import docket.vendors.Reviewer;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the fields of {@code decisions.graphqls} get their values. */
@Component
final class DecisionGraph implements Feature {
    private final CaseWork work;

    DecisionGraph(CaseWork work) {
        this.work = work;
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
                .toMany("actions", Decision::id, ACTIONS);
        graph.node("EnforcementAction", ACTION).toOne("decision", EnforcementAction::decisionId, DECISIONS.entity());
        wireMutations(graph);
        wireParents(graph);
    }

    private void wireMutations(Graph graph) {
        mutation(graph, "decideCase", new DecideCase(work))
                .toOne("decision", DecisionGraph::decision, DECISIONS.entity());
    }

    private static TypeWiring<Payload> mutation(Graph graph, String name, Mutation mutation) {
        var type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Payload";
        return graph.mutation(name, mutation)
                .payload(type, "DecisionError")
                .toOne("case", payload -> payload.id("case"), Cases.CASES);
    }

    private static @Nullable UUID decision(Payload payload) {
        return payload.id("decision");
    }

    private static void wireParents(Graph graph) {
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
