package docket.sops;

import static docket.sops.UpdateRepository.ACKNOWLEDGEMENTS;
import static docket.sops.UpdateRepository.UPDATES;
import static docketdb.sops.Tables.ACKNOWLEDGEMENT;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.policies.Policies;
import docket.vendors.Reviewer;
import docket.vendors.Vendors;
import org.springframework.stereotype.Component;

/** How announcements and acknowledgements of {@code sops.graphqls} get their values. */
@Component
final class UpdateGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("policyUpdate", "PolicyUpdate", UPDATES.entity()).page("policyUpdates", UPDATES);

        graph.node("PolicyUpdate", UPDATES.entity())
                .toOne("sopVersion", PolicyUpdate::sopVersionId, Sops.VERSIONS)
                .toOne("policyClause", PolicyUpdate::policyClauseId, Policies.CLAUSES)
                .toOne("author", PolicyUpdate::authorId, Vendors.REVIEWERS)
                .connection(
                        "acknowledgements",
                        PolicyUpdate::id,
                        ACKNOWLEDGEMENTS,
                        Relation.by(ACKNOWLEDGEMENT.POLICY_UPDATE_ID));
        graph.node("Acknowledgement", ACKNOWLEDGEMENTS.entity())
                .toOne("update", Acknowledgement::policyUpdateId, UPDATES.entity())
                .toOne("reviewer", Acknowledgement::reviewerId, Vendors.REVIEWERS);
        graph.extend("Reviewer", Reviewer.class)
                .connection(
                        "acknowledgements", Reviewer::id, ACKNOWLEDGEMENTS, Relation.by(ACKNOWLEDGEMENT.REVIEWER_ID));
    }
}
