package docket.appeals;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.FollowUps;
import docket.testing.FollowUpsTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AppealsTest extends FollowUpsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Appeal            | decision          | one  | Decision
            Appeal            | case              | one  | Case
            Appeal            | reviewer          | one  | Reviewer:Handler
            Appeal            | site              | one  | VendorSite
            Appeal            | vendor            | one  | Vendor
            Appeal            | externalDispute   | one  | ExternalDispute
            ExternalDispute   | appeal            | one  | Appeal
            Decision          | appeals           | page | Appeal
            EnforcementAction | appeals           | page | Appeal
            Case              | appeals           | page | Appeal
            Seller            | appeals           | page | Appeal
            Creator           | appeals           | page | Appeal
            Reviewer:Handler  | appeals           | page | Appeal
            Vendor            | appeals           | page | Appeal
            """)
    void leadsAlongEveryEdgeInOneStatement(String parent, String field, String shape, String child) {
        assertEdge(parent, field, shape, child);
    }

    @Test
    void knowsTheDecisionThatCameOfItAndTheWayBack() {
        var answer = client.execute(FollowUps.withIds(
                "{ appeal(id: <Appeal 7>) { resultingDecision { id level resultOfAppeals { id } } } }"));
        assertThat(answer.data("appeal/resultingDecision/id").asString()).isEqualTo(FollowUps.id("Decision", 1007));
        assertThat(answer.data("appeal/resultingDecision/level").asString()).isEqualTo("APPEAL");
        assertThat(answer.data("appeal/resultingDecision/resultOfAppeals/0/id").asString())
                .isEqualTo(FollowUps.id("Appeal", 7));
    }

    @Test
    void namesTheContestedActions() {
        var answer = client.execute(FollowUps.withIds("""
                { appeal(id: <Appeal 7>) { contestedActions { outcome appeal { id } action { id kind } } }
                  open: appeal(id: <Appeal 121>) { contestedActions { outcome } } }
                """));
        assertThat(answer.data("appeal/contestedActions").size()).isEqualTo(1);
        var contested = answer.data("appeal/contestedActions/0");
        assertThat(contested.at("/outcome").asString()).isEqualTo("OVERTURNED");
        assertThat(contested.at("/appeal/id").asString()).isEqualTo(FollowUps.id("Appeal", 7));
        assertThat(contested.at("/action/id").asString()).isEqualTo(FollowUps.id("EnforcementAction", 7));
        assertThat(answer.data("open/contestedActions").size()).isZero();
    }

    @Test
    void showsNoDeadlineWhereNoClockRuns() {
        var answer = client.execute(FollowUps.withIds(
                "{ filed: appeal(id: <Appeal 121>) { dueAt } working: appeal(id: <Appeal 131>) { dueAt } }"));
        assertThat(answer.data("filed/dueAt").isNull()).isTrue();
        assertThat(answer.data("working/dueAt").asString()).isEqualTo("2026-01-12T05:00:00Z");
    }

    @Test
    void isNullForAnUnknownId() {
        assertThat(client.execute(FollowUps.withIds("{ appeal(id: <Appeal 9999>) { id } }"))
                        .data("appeal")
                        .isNull())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            decision: {eq: <Decision 3>}                                            | 1
            decision: {in: [<Decision 3>, <Decision 4>]}                            | 2
            case: {eq: <Case 3>}                                                    | 1
            seller: {in: [<Seller 3>, <Seller 4>]}                                  | 2
            creator: {eq: <Creator 3>}                                              | 1
            state: {in: [FILED, IN_REVIEW]}                                         | 20
            filedAt: {gte: "2026-01-05T10:00:00Z", lt: "2026-01-05T20:00:00+00:00"} | 10
            reviewer: {eq: <Reviewer:Handler 3>}                                    | 1
            vendor: {eq: <Vendor 3>}                                                | 1
            decidedAt: {lt: "2026-01-01T22:00:00Z"}                                 | 1
            state: {eq: IN_REVIEW}, dueAt: {lte: "2026-01-11T20:00:00Z"}            | 1
            state: {eq: CLOSED}, outcome: {eq: OVERTURNED}                          | 120
            state: {eq: CLOSED}, overturnCause: {notIn: [FALSE_POSITIVE]}           | 0
            state: {eq: FILED}, outcome: {isNull: true}, market: {eq: "JP"}         | 10
            state: {eq: CLOSED}, appellantKind: {eq: SELLER}, level: {eq: 1}        | 120
            state: {eq: CLOSED}, language: {eq: "en"}, site: {eq: <VendorSite 3>}   | 1
            state: {eq: CLOSED}, windowEndsAt: {lt: "2026-01-05T10:00:00Z"}         | 0
            state: {eq: CLOSED}, inadmissibleReason: {isNull: true}                 | 120
            state: {eq: CLOSED}, closedAt: {lt: "2026-01-01T23:00:00Z"}             | 1
            or: [{vendor: {eq: <Vendor 3>}}, {case: {eq: <Case 4>}}]                | 2
            """)
    void filters(String filter, int expected) {
        assertThat(count("appeals", filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: {outcome: {eq: UPHELD}}",
                "filter: {dueAt: {lt: \"2026-01-01T00:00:00Z\"}}",
                "filter: {decidedAt: {isNull: true}}",
                "filter: {or: [{vendor: {eq: <Vendor 3>}}, {level: {eq: 1}}]}",
                "orderBy: {field: DUE_AT}"
            })
    void refusesWhatNoIndexServes(String arguments) {
        assertRefused("appeals", arguments);
    }

    @Test
    void comesInOrderOfFilingOrByDeadline() {
        assertThat(ids("appeals", "first: 2")).isEqualTo(ids("Appeal", 140, 139));
        assertThat(ids("appeals", "first: 2, orderBy: {field: FILED_AT, direction: ASC}"))
                .isEqualTo(ids("Appeal", 1, 2));
        assertThat(ids("appeals", "first: 2, filter: {state: {in: [FILED, IN_REVIEW]}}, orderBy: {field: DUE_AT}"))
                .isEqualTo(ids("Appeal", 140, 139));
        assertThat(ids("appeals", "last: 2, filter: {state: {in: [FILED, IN_REVIEW]}}, orderBy: {field: DUE_AT}"))
                .isEqualTo(ids("Appeal", 129, 130));
    }

    @Test
    void goesOnBehindAppealsWithoutDeadline() {
        var filed = "filter: {state: {eq: FILED}}, orderBy: {field: DUE_AT}, first: 6";
        var first = client.execute("{ appeals(%s) { pageInfo { endCursor hasNextPage } } }".formatted(filed));
        assertThat(first.data("appeals/pageInfo/hasNextPage").asBoolean()).isTrue();
        var end = first.data("appeals/pageInfo/endCursor").asString();
        assertThat(ids("appeals", filed + ", after: \"" + end + "\"")).isEqualTo(ids("Appeal", 127, 128, 129, 130));
    }

    @Test
    void listsThePoliciesOfAMarket() {
        assertThat(ids("appealPolicies", "filter: {market: {eq: \"JP\"}, endsOn: {lt: \"2002-01-01\"}}"))
                .isEqualTo(ids("AppealPolicy", 2, 1));
        assertThat(ids(
                        "appealPolicies",
                        "filter: {effectiveOn: {gte: \"2001-02-01\", lt: \"2001-03-01\"}}, orderBy: {field: MARKET}"))
                .isEqualTo(ids("AppealPolicy", 2));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            appeal: {eq: <Appeal 3>}                  | 1
            body: {startsWith: "Body of f"}           | 120
            referredAt: {lt: "2026-01-03T04:00:00Z"}  | 1
            dueAt: {lt: "2026-01-03T05:00:00Z"}       | 1
            isExtended: {eq: true}                    | 0
            outcome: {in: [SETTLED]}                  | 120
            decidedAt: {isNull: true}                 | 0
            implementedAt: {isNull: true}             | 120
            """)
    void filtersDisputes(String filter, int expected) {
        assertThat(count("externalDisputes", filter)).isEqualTo(expected);
    }

    @Test
    void keepsFeesExact() {
        var answer = client.execute(
                "{ externalDisputes(first: 1, orderBy: {field: DUE_AT}) { nodes { fees currency isExtended } } }");
        assertThat(answer.data("externalDisputes/nodes/0/fees").asString()).isEqualTo("95.50");
        assertThat(answer.data("externalDisputes/nodes/0/currency").asString()).isEqualTo("EUR");
        assertThat(answer.data("externalDisputes/nodes/0/isExtended").asBoolean())
                .isFalse();
    }
}
