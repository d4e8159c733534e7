package docket.policies;

import static docket.policies.PolicyRepository.CLAUSES;
import static docket.policies.PolicyRepository.POLICIES;
import static docketdb.policies.Tables.POLICY_CLAUSE;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import org.springframework.stereotype.Component;

/** How the fields of {@code policies.graphqls} get their values. */
@Component
final class PolicyGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("policy", "Policy", POLICIES.entity()).page("policies", POLICIES);
        graph.one("policyClause", "PolicyClause", CLAUSES.entity()).page("policyClauses", CLAUSES);

        graph.node("Policy", POLICIES.entity())
                .connection("clauses", Policy::id, CLAUSES, Relation.by(POLICY_CLAUSE.POLICY_ID));
        graph.node("PolicyClause", CLAUSES.entity())
                .toOne("policy", PolicyClause::policyId, POLICIES.entity())
                .toMany("revisions", PolicyClause::id, PolicyRepository::revisions);
    }
}
