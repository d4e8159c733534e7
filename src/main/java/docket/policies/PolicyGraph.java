package docket.policies;

import static docket.policies.PolicyRepository.CLAUSES;
import static docket.policies.PolicyRepository.POLICIES;
import static docketdb.policies.Tables.POLICY_CLAUSE;

import docket.platform.graph.Feature;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import docket.platform.search.SearchRequest;
import docket.platform.search.Snippets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the fields of {@code policies.graphqls} get their values. */
@Component
final class PolicyGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("policy", "Policy", POLICIES.entity()).page("policies", POLICIES);
        graph.one("policyClause", "PolicyClause", CLAUSES.entity()).page("policyClauses", CLAUSES);

        graph.query("searchPolicies", PolicyGraph::search);
        graph.value("PolicySearchHit", PolicySearchHit.class)
                .batch("snippet", Snippets::of)
                .toOne("clause", PolicySearchHit::clauseId, CLAUSES.entity())
                .batch("policy", PolicyGraph::policies);

        graph.node("Policy", POLICIES.entity())
                .connection("clauses", Policy::id, CLAUSES, Relation.by(POLICY_CLAUSE.POLICY_ID));
        graph.node("PolicyClause", CLAUSES.entity())
                .toOne("policy", PolicyClause::policyId, POLICIES.entity())
                .toMany("revisions", PolicyClause::id, PolicyRepository::revisions);
    }

    private static List<PolicySearchHit> search(FieldCall call) {
        var arguments = call.arguments();
        return PolicyRepository.search(
                call.db(),
                SearchRequest.of(arguments),
                arguments.optionalString("domain"),
                arguments.required("everyRevision", Boolean.class));
    }

    private static List<@Nullable Policy> policies(List<PolicySearchHit> hits, FieldCall call) {
        var found = PolicyRepository.policiesOf(call.db(), hits);
        return hits.stream().<@Nullable Policy>map(hit -> found.get(hit.id())).toList();
    }
}
