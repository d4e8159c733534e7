package docket.policies;

import static org.assertj.core.api.Assertions.assertThat;

import docket.sops.Knowledge;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@DocketTest
class PoliciesTest {
    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void fill() throws Exception {
        Knowledge.fill(database);
    }

    @Test
    void answersPoliciesClausesAndTheirProcedures() {
        var answer = client.execute("""
                query($policy: ID!, $clause: ID!) {
                  policy(id: $policy) {
                    key title domain
                    clauses(filter: { endsOn: { isNull: true } }) { nodes { number revision keyword effectiveOn } }
                    sops(first: 1, orderBy: { field: TITLE }) { totalCount { value } nodes { title } }
                  }
                  policyClause(id: $clause) {
                    policy { key } ground statementCategory endsOn
                    revisions { revision }
                    sops(first: 1) { totalCount { value } }
                    updates(first: 1) { nodes { title } }
                  }
                }
                """, Map.of("policy", Knowledge.policy(1), "clause", Knowledge.clause(1)));
        assertThat(answer.data("policy")).hasToString("""
                {"key":"knowledge-zebrawood","title":"Zebrawood and other protected timber","domain":"PRODUCT_LISTING",\
                "clauses":{"nodes":[{"number":"3.2","revision":2,"keyword":"PROHIBITED_PRODUCTS","effectiveOn":"2024-06-01"}]},\
                "sops":{"totalCount":{"value":80},"nodes":[{"title":"Procedure 001"}]}}""");
        assertThat(answer.data("policyClause")).hasToString("""
                {"policy":{"key":"knowledge-zebrawood"},"ground":"ILLEGAL_CONTENT",\
                "statementCategory":"UNSAFE_AND_PROHIBITED_PRODUCTS","endsOn":"2024-06-01",\
                "revisions":[{"revision":2},{"revision":1}],"sops":{"totalCount":{"value":40}},"updates":{"nodes":[]}}""");
    }

    @Test
    void filtersPoliciesAndClauses() {
        var answer = client.execute("""
                query($policy: ID!) {
                  policies(filter: { title: { contains: "refunds" }, domain: { in: [SELLER] } }) { nodes { key } }
                  policyClauses(orderBy: { field: EFFECTIVE_ON, direction: ASC }, filter: { policy: { eq: $policy },
                      number: { startsWith: "3." }, keyword: { eq: PROHIBITED_PRODUCTS } }) { nodes { revision } }
                }
                """, Map.of("policy", Knowledge.policy(1)));
        assertThat(answer.data("policies/nodes")).hasToString("[{\"key\":\"knowledge-refunds\"}]");
        assertThat(answer.data("policyClauses/nodes")).hasToString("[{\"revision\":1},{\"revision\":2}]");
    }
}
