package docket.sops;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

@DocketTest
class SopsTest {
    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @BeforeEach
    void fill() throws Exception {
        Knowledge.fill(database);
    }

    @Test
    void answersProceduresAndTopics() {
        var answer = client.execute("""
                query($sop: ID!, $topic: ID!) {
                  sop(id: $sop) {
                    key domain reviewedOn reviewDueOn owner { name } steward { name }
                    topic { key parent { key children { key } } }
                    clauses { nodes { number revision } }
                    versions(filter: { locale: { eq: "en-GB" } }) { nodes { semver status } }
                  }
                  topic(id: $topic) { name sops(last: 1) { totalCount { value } nodes { key } } }
                  topics(filter: { parent: { eq: $topic } }) { nodes { key } }
                  sops(first: 1, filter: { key: { startsWith: "knowledge-" }, reviewedOn: { isNull: true } }) {
                    nodes { key reviewDueOn }
                  }
                }
                """, Map.of("sop", Knowledge.sop(1), "topic", Knowledge.topic(1)));
        assertThat(answer.data("sop")).hasToString("""
                {"key":"knowledge-1","domain":"PRODUCT_LISTING","reviewedOn":"2025-01-31","reviewDueOn":"2025-05-01",\
                "owner":{"name":"Knowledge Person 002"},"steward":{"name":"Knowledge Person 002"},\
                "topic":{"key":"knowledge-returns","parent":{"key":"knowledge-goods",\
                "children":[{"key":"knowledge-returns"},{"key":"knowledge-timber"}]}},\
                "clauses":{"nodes":[{"number":"3.2","revision":2}]},\
                "versions":{"nodes":[{"semver":"3.0.0","status":"SCHEDULED"},{"semver":"2.0.0","status":"EFFECTIVE"},\
                {"semver":"1.0.0","status":"SUPERSEDED"}]}}""");
        assertThat(answer.data("topic")).hasToString("""
                {"name":"Goods","sops":{"totalCount":{"value":0},"nodes":[]}}""");
        assertThat(answer.data("topics/nodes").size()).isEqualTo(2);
        assertThat(answer.data("sops/nodes")).hasToString("[{\"key\":\"knowledge-2\",\"reviewDueOn\":null}]");
    }

    @Test
    void answersAVersionWithAllThatBelongsToIt() {
        var answer = client.execute("""
                query($version: ID!) {
                  sopVersion(id: $version) {
                    sop { key } semver isMaterialChange author { name } approver { name } legalApprover { name }
                    approvedAt effectiveAt endsAt
                    translations { locale market sourceVersion { semver } }
                    steps { key position kind yesStepKey version { semver } }
                    updates { nodes { title policyClause { number } sopVersion { semver } author { name } } }
                    acknowledgements(first: 1, filter: { status: { eq: PENDING } }) {
                      totalCount { value } nodes { dueAt acknowledgedAt reviewer { name } update { title } }
                    }
                  }
                }
                """, Map.of("version", Knowledge.version(2)));
        assertThat(answer.data("sopVersion")).hasToString("""
                {"sop":{"key":"knowledge-1"},"semver":"2.0.0","isMaterialChange":true,\
                "author":{"name":"Knowledge Person 001"},"approver":{"name":"Knowledge Person 002"},"legalApprover":null,\
                "approvedAt":"2024-05-25T00:00:00Z","effectiveAt":"2024-06-01T00:00:00Z","endsAt":"2099-01-01T00:00:00Z",\
                "translations":[{"locale":"ja-JP","market":null,"sourceVersion":{"semver":"2.0.0"}},\
                {"locale":"ja-JP","market":"JP","sourceVersion":{"semver":"2.0.0"}}],\
                "steps":[{"key":"permit","position":1,"kind":"QUESTION","yesStepKey":"keep","version":{"semver":"2.0.0"}},\
                {"key":"keep","position":2,"kind":"ACTION","yesStepKey":null,"version":{"semver":"2.0.0"}},\
                {"key":"ask","position":3,"kind":"ESCALATE","yesStepKey":null,"version":{"semver":"2.0.0"}}],\
                "updates":{"nodes":[{"title":"Carvings","policyClause":{"number":"3.2"},"sopVersion":{"semver":"2.0.0"},\
                "author":{"name":"Knowledge Person 001"}}]},\
                "acknowledgements":{"totalCount":{"value":40},"nodes":[{"dueAt":"2024-06-08T00:00:00Z",\
                "acknowledgedAt":null,"reviewer":{"name":"Knowledge Person 012"},"update":{"title":"Carvings"}}]}}""");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "2023-12-31T23:59:59Z, en-GB, none, none",
                "2024-01-01T00:00:00Z, en-GB, none, 1.0.0 Zebrawood listings",
                "2024-05-31T23:59:59.999999Z, en-GB, none, 1.0.0 Zebrawood listings",
                "2024-06-01T00:00:00Z, en-GB, none, 2.0.0 Zebrawood listings",
                "2024-06-01T08:59:59+09:00, en-GB, none, 1.0.0 Zebrawood listings",
                "none, en-GB, none, 2.0.0 Zebrawood listings",
                "none, EN-gb, JP, 2.0.0 Zebrawood listings",
                "2099-01-01T00:00:00Z, en-GB, none, 3.0.0 Zebrawood listings",
                "2024-06-15T00:00:00Z, ja-JP, JP, 1.0.0 ゼブラウッドの出品",
                "none, ja-JP, JP, 1.0.0 ゼブラウッドの出品（日本）",
                "none, ja-JP, TH, 1.0.0 ゼブラウッドの出品",
                "none, ja-JP, none, 1.0.0 ゼブラウッドの出品",
                "none, de-DE, none, none",
            })
    void findsTheVersionInForce(String at, String locale, String market, String expected) {
        var variables = new HashMap<String, Object>(Map.of("sop", Knowledge.sop(1), "locale", locale));
        variables.put("market", market);
        variables.put("at", at);
        var version = client.execute("""
                query($sop: ID!, $locale: Locale!, $market: CountryCode, $at: DateTime) {
                  sop(id: $sop) { effectiveVersion(locale: $locale, market: $market, at: $at) { semver title } }
                }
                """, variables).data("sop/effectiveVersion");
        assertThat(
                        version.isNull()
                                ? null
                                : version.at("/semver").asString() + " "
                                        + version.at("/title").asString())
                .isEqualTo(expected);
    }

    @Test
    void asksAsManyStatementsForAHundredProceduresAsForFive() {
        var query = """
                query($first: Int!) { sops(first: $first, filter: { key: { startsWith: "knowledge-" } },
                    orderBy: { field: TITLE }) { nodes {
                  topic { parent { name } } owner { name } steward { name } clauses(first: 1) { nodes { policy { title } } }
                  effectiveVersion(locale: "en-GB") { steps { key } author { name } approver { name } sop { key }
                    updates(first: 1) { nodes { title } } acknowledgements(first: 1) { nodes { status } } }
                  japanese: effectiveVersion(locale: "ja-JP", market: "JP") { sourceVersion { translations { locale } } }
                  versions(first: 2) { totalCount { value } nodes { semver } }
                } } }
                """;
        var few = client.explain(query, Map.of("first", 5));
        var many = client.explain(query, Map.of("first", 100));
        assertThat(few.data("sops/nodes").size()).isEqualTo(5);
        assertThat(many.data("sops/nodes").size()).isEqualTo(100);
        assertThat(many.statements()).hasSameSizeAs(few.statements()).hasSizeLessThan(25);
    }

    @Test
    void answersNullForWhatIsNotThere() {
        var answer = client.execute(
                "query($sop: ID!, $version: ID!) { sop(id: $sop) { key } sopVersion(id: $version) { semver } }",
                Map.of("sop", Knowledge.sop(9_999), "version", Knowledge.version(9_999)));
        assertThat(answer.data("sop").isNull()).isTrue();
        assertThat(answer.data("sopVersion").isNull()).isTrue();
    }
}
