package docket.escalations;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.FollowUps;
import docket.testing.FollowUpsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EscalationsTest extends FollowUpsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Escalation       | case         | one  | Case
            Escalation       | appeal       | one  | Appeal
            Escalation       | asker        | one  | Reviewer:Decider
            Escalation       | ruler        | one  | Reviewer:Ruler
            Escalation       | policyClause | one  | PolicyClause
            Escalation       | site         | one  | VendorSite
            Escalation       | vendor       | one  | Vendor
            Case             | escalations  | page | Escalation
            Appeal           | escalations  | page | Escalation
            PolicyClause     | escalations  | page | Escalation
            Reviewer:Decider | escalations  | page | Escalation
            Reviewer:Ruler   | rulings      | page | Escalation
            Vendor           | escalations  | page | Escalation
            """)
    void leadsAlongEveryEdgeInOneStatement(String parent, String field, String shape, String child) {
        assertEdge(parent, field, shape, child);
    }

    @Test
    void hasNoAnswerWhileItIsOpen() {
        var open = client.execute(
                        FollowUps.withIds(
                                "{ escalation(id: <Escalation 121>) { state level ruling ruledAt ruler { id } appeal { id } csat } }"))
                .data("escalation");
        assertThat(open.at("/state").asString()).isEqualTo("OPEN");
        assertThat(open.at("/level").asString()).isEqualTo("L3");
        for (var unknown : new String[] {"ruling", "ruledAt", "ruler", "appeal", "csat"}) {
            assertThat(open.path(unknown).isNull()).as(unknown).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            case: {eq: <Case 3>}                                                          | 1
            appeal: {in: [<Appeal 3>, <Appeal 4>]}                                        | 2
            region: {eq: EU}                                                              | 20
            state: {in: [OPEN, ACKNOWLEDGED]}                                             | 20
            asker: {eq: <Reviewer:Decider 3>}                                             | 1
            ruler: {eq: <Reviewer:Ruler 3>}                                               | 1
            policyClause: {eq: <PolicyClause 3>}                                          | 1
            vendor: {eq: <Vendor 3>}                                                      | 1
            openedAt: {lt: "2026-01-01T08:00:00Z"}                                        | 2
            region: {eq: JP}, type: {eq: POLICY_QUESTION}, severity: {eq: LOW}            | 120
            region: {eq: JP}, level: {notIn: [L2]}                                        | 0
            region: {eq: JP}, acknowledgedAt: {isNull: false}, csat: {gte: 4}             | 120
            region: {eq: EU}, dueAt: {lte: "2026-01-11T20:00:00Z"}, csat: {isNull: true}  | 1
            region: {eq: JP}, ruledAt: {lt: "2026-01-01T10:00:00Z"}, reopenCount: {eq: 0} | 2
            region: {eq: JP}, closedAt: {lt: "2026-01-01T11:00:00Z"}, market: {eq: "JP"}  | 2
            region: {eq: JP}, site: {eq: <VendorSite 3>}                                  | 1
            """)
    void filters(String filter, int expected) {
        assertThat(count("escalations", filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: {severity: {eq: CRITICAL}}",
                "filter: {policyClause: {isNull: true}}",
                "filter: {state: {notIn: [CLOSED]}}",
                "orderBy: {field: DUE_AT}"
            })
    void refusesWhatNoIndexServes(String arguments) {
        assertRefused("escalations", arguments);
    }

    @Test
    void comesInOrderOfAskingOrByDeadline() {
        assertThat(ids("escalations", "first: 2")).isEqualTo(ids("Escalation", 140, 139));
        assertThat(ids(
                        "escalations",
                        "first: 2, filter: {region: {eq: EU}, state: {eq: OPEN}}, orderBy: {field: DUE_AT}"))
                .isEqualTo(ids("Escalation", 140, 139));
    }
}
