package docket.decisions;

import static docket.decisions.Desk.action;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecideCaseTest {
    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private Desk desk;

    @BeforeAll
    void setUp() {
        desk = Desk.setUp(client, database);
    }

    private Desk.Held listingCase() {
        return desk.claimed(desk.listing(desk.seller("BUSINESS", "JP")), "Ann");
    }

    @Test
    void decidesWithAllThatItRestsOn() {
        var held = listingCase();
        var decided = desk.decide(
                held,
                "Ann",
                "VIOLATION",
                "clauses",
                List.of(desk.clause("2"), desk.clause("1")),
                "sopPath",
                List.of("small-parts", "remove", "tell"),
                "actions",
                List.of(
                        action("LISTING_REMOVAL", "territorialScope", List.of("JP", "DE")),
                        action("HEALTH_POINTS", "points", 25, "duration", "PT4320H")));
        assertThat(decided.at("/case/state").asString()).isEqualTo("DECIDED");
        assertThat(decided.at("/decision/approval").asString()).isEqualTo("NOT_REQUIRED");
        var answer = client.execute("""
                { decision(id: "%s") { level outcome ground statementCategory policyClause { number } clauses { number }
                    sopVersion { semver market } sopPath snapshot { sha256 } decider { name } market rationale activeSeconds
                    automatedDetection automatedDecision
                    actions { kind dsaRestriction state effectiveAt endsAt territorialScope points isReversible } } }""".formatted(decided.at("/decision/id").asString()));
        var decision = answer.data("decision");
        assertThat(decision.path("level").asString()).isEqualTo("FIRST");
        assertThat(decision.path("ground").asString()).isEqualTo("INCOMPATIBLE_CONTENT");
        assertThat(decision.path("statementCategory").asString()).isEqualTo("SCAMS_AND_FRAUD");
        assertThat(decision.at("/policyClause/number").asString()).isEqualTo("2");
        assertThat(decision.at("/clauses").size()).isEqualTo(2);
        assertThat(decision.at("/sopVersion/semver").asString()).isEqualTo("3.0.0");
        assertThat(decision.at("/sopPath").size()).isEqualTo(3);
        assertThat(decision.at("/snapshot/sha256").asString()).hasSize(64);
        assertThat(decision.at("/decider/name").asString()).isEqualTo("Ann");
        assertThat(decision.at("/activeSeconds").asInt()).isBetween(0, 60);
        assertThat(decision.at("/actions/0/state").asString()).isEqualTo("ACTIVE");
        assertThat(decision.at("/actions/0/territorialScope").toString()).isEqualTo("[\"DE\",\"JP\"]");
        assertThat(decision.at("/actions/1/points").asInt()).isEqualTo(25);
        assertThat(desk.value("select outcome from cases.case_report where case_id = '%s'".formatted(held.uuid())))
                .isEqualTo("UPHELD");
        assertThat(desk.value("select ended_by from cases.lease where token = " + held.token()))
                .isEqualTo("DECIDED");
        assertThat(desk.value("select lease_token from decisions.decision where case_id = '%s'".formatted(held.uuid())))
                .isEqualTo(Long.toString(held.token()));
    }
}
