package docket.quality;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.FollowUps;
import docket.testing.FollowUpsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QualityTest extends FollowUpsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            QaPlan           | vendor       | one  | Vendor
            QaPlan           | samples      | page | QaSample
            QaPlan           | reviews      | page | QaReview
            QaSample         | plan         | one  | QaPlan
            QaSample         | decision     | one  | Decision
            QaSample         | reviews      | page | QaReview
            QaReview         | sample       | one  | QaSample
            QaReview         | plan         | one  | QaPlan
            QaReview         | decision     | one  | Decision
            QaReview         | case         | one  | Case
            QaReview         | snapshot     | one  | SubjectSnapshot
            QaReview         | auditor      | one  | Reviewer:Auditor
            QaReview         | arbiter      | one  | Reviewer:Arbiter
            QaReview         | site         | one  | VendorSite
            QaReview         | vendor       | one  | Vendor
            QaReview         | findings     | list | QaFinding
            QaFinding        | review       | one  | QaReview
            QaFinding        | sopStep      | one  | SopStep
            Decision         | qaSamples    | page | QaSample
            Decision         | qaReviews    | page | QaReview
            Reviewer:Auditor | audits       | page | QaReview
            Reviewer:Arbiter | arbitrations | page | QaReview
            Vendor           | qaPlans      | page | QaPlan
            Vendor           | qaReviews    | page | QaReview
            SopStep          | qaFindings   | page | QaFinding
            """)
    void leadsAlongEveryEdgeInOneStatement(String parent, String field, String shape, String child) {
        assertEdge(parent, field, shape, child);
    }

    @Test
    void hasNoResultBeforeItIsSubmitted() {
        var sampled = client.execute(
                        FollowUps.withIds(
                                "{ qaReview(id: <QaReview 121>) { state isBlind isDisputed verdict score auditor { id } findings { id } } }"))
                .data("qaReview");
        assertThat(sampled.at("/state").asString()).isEqualTo("SAMPLED");
        assertThat(sampled.at("/isBlind").asBoolean()).isTrue();
        assertThat(sampled.at("/isDisputed").asBoolean()).isFalse();
        for (var unknown : new String[] {"verdict", "score", "auditor"}) {
            assertThat(sampled.path(unknown).isNull()).as(unknown).isTrue();
        }
        assertThat(sampled.path("findings").size()).isZero();
    }

    @Test
    void keepsSharesAndSeedsExact() {
        var plan = client.execute(
                        FollowUps.withIds(
                                "{ qaPlan(id: <QaPlan 3>) { targetMargin seed passScore samples { nodes { inclusionProb } } } }"))
                .data("qaPlan");
        assertThat(plan.at("/targetMargin").asString()).isEqualTo("0.0300");
        assertThat(plan.at("/seed").asLong()).isEqualTo(9_007_199_254_740_993L);
        assertThat(plan.at("/passScore").asInt()).isEqualTo(85);
        assertThat(plan.at("/samples/nodes/0/inclusionProb").asDouble()).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            sample: {eq: <QaSample 3>}                                             | 1
            plan: {in: [<QaPlan 3>, <QaPlan 4>]}                                   | 2
            decision: {eq: <Decision 3>}                                           | 1
            auditor: {eq: <Reviewer:Auditor 3>}                                    | 1
            arbiter: {eq: <Reviewer:Arbiter 3>}                                    | 1
            state: {eq: SAMPLED}                                                   | 20
            vendor: {eq: <Vendor 3>}                                               | 1
            finalAt: {lt: "2026-01-01T12:00:00Z"}                                  | 2
            state: {eq: FINAL}, isBlind: {eq: true}, isDisputed: {eq: true}        | 120
            state: {eq: FINAL}, auditedOutcome: {eq: NO_VIOLATION}                 | 120
            state: {eq: FINAL}, verdict: {in: [CORRECT]}                           | 0
            state: {eq: SAMPLED}, verdict: {isNull: true}                          | 20
            state: {eq: FINAL}, score: {lt: 85}, market: {eq: "JP"}                | 120
            state: {eq: FINAL}, site: {eq: <VendorSite 3>}                         | 1
            state: {eq: FINAL}, assignedAt: {lt: "2026-01-01T06:00:00Z"}           | 1
            state: {eq: FINAL}, auditedAt: {lt: "2026-01-01T07:00:00Z"}            | 1
            """)
    void filtersAudits(String filter, int expected) {
        assertThat(count("qaReviews", filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: {verdict: {eq: INCORRECT}}",
                "filter: {finalAt: {isNull: true}}",
                "filter: {auditedAt: {lt: \"2026-01-01T07:00:00Z\"}}"
            })
    void refusesWhatNoIndexServes(String arguments) {
        assertRefused("qaReviews", arguments);
    }

    @Test
    void comesNewestFirst() {
        assertThat(ids("qaReviews", "first: 2")).isEqualTo(ids("QaReview", 140, 139));
        assertThat(ids("qaReviews", "last: 2, filter: {state: {eq: FINAL}}")).isEqualTo(ids("QaReview", 2, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key: {eq: "followups-3"}                | 1
            name: {startsWith: "Jan"}               | 140
            domain: {in: [SELLER]}                  | 0
            market: {eq: "JP"}                      | 140
            vendor: {eq: <Vendor 3>}                | 1
            startsAt: {lt: "2026-01-01T03:00:00Z"}  | 2
            endsAt: {lt: "2026-02-01T03:00:00Z"}    | 2
            """)
    void filtersPlans(String filter, int expected) {
        assertThat(count("qaPlans", filter)).isEqualTo(expected);
    }

    @Test
    void narrowsWhatStandsBelowAParent() {
        var answer = client.execute(FollowUps.withIds("""
                { qaPlan(id: <QaPlan 3>) {
                    violations: samples(filter: {stratum: {eq: "VIOLATION"}, decision: {eq: <Decision 3>}}) { totalCount { value } }
                    others: samples(filter: {stratum: {eq: "OTHER"}}, orderBy: {field: ID}) { totalCount { value } }
                    late: samples(filter: {plan: {eq: <QaPlan 3>}, sampledAt: {gt: "2026-01-01T06:00:00Z"}}) { totalCount { value } } }
                  node(id: <SopStep 3>) { ... on SopStep {
                    major: qaFindings(filter: {severity: {eq: MAJOR}, review: {eq: <QaReview 3>}}) { totalCount { value } }
                    missed: qaFindings(filter: {errorClass: {eq: FALSE_NEGATIVE}}) { totalCount { value } } } } }
                """));
        assertThat(answer.data("qaPlan/violations/totalCount/value").asInt()).isEqualTo(1);
        assertThat(answer.data("qaPlan/others/totalCount/value").asInt()).isZero();
        assertThat(answer.data("qaPlan/late/totalCount/value").asInt()).isZero();
        assertThat(answer.data("node/major/totalCount/value").asInt()).isEqualTo(1);
        assertThat(answer.data("node/missed/totalCount/value").asInt()).isZero();
    }
}
