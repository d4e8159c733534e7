package docket.cases;

import static docket.cases.Tray.CASE;
import static docket.cases.Tray.CLAIM;
import static docket.cases.Tray.LEASE;
import static docket.testing.Workplace.caseOf;
import static docket.testing.Workplace.code;
import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Who gets which case, and keeps it: claims, heartbeats, releases, hand-overs, and leases that run out. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeasesTest {
    private static final String DESK =
            "{ viewer { assignedCases { nodes { id } } openLeases { nodes { id token case { id } } totalCount { value } } } }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    @Autowired
    DSLContext sql;

    @Autowired
    CaseWork work;

    private Tray tray;
    private GraphClient ann;
    private GraphClient bea;

    @BeforeAll
    void openTheHouse() {
        tray = new Tray(house);
        ann = house.as("Ann");
        bea = house.as("Bea");
    }

    @Test
    void givesTheMostUrgentCaseFirst() {
        tray.putOff();
        tray.reported(house.listing("DE"));
        var opened = tray.reported(house.listing("DE"), "severity", "P0");
        var claim = tray.next(bea);
        assertThat(claim.at("/case/id")).isEqualTo(opened.at("/case/id"));
        assertThat(claim.at("/case/state").asString()).isEqualTo("IN_REVIEW");
        assertThat(claim.at("/case/assignee/name").asString()).isEqualTo("Bea");
        assertThat(claim.at("/rank/severity").asString()).isEqualTo("P0");
        assertThat(claim.at("/rank/dueAt")).isEqualTo(opened.at("/case/dueAt"));
        bea.mutate("releaseCase", CASE, held(claim));
    }

    /** Though he does not learn who holds others. */
    @Test
    void whoActsFindsWhatHeHolds() {
        var held = tray.claimed();
        var desk = ann.execute(DESK).data("viewer");
        assertThat(desk.at("/assignedCases/nodes").findValuesAsString("id"))
                .contains(held.at("/case/id").asString());
        assertThat(desk.at("/openLeases/nodes").findValuesAsString("token"))
                .contains(held.at("/lease/token").asString());
        var others = bea.execute(DESK).data("viewer");
        assertThat(others.at("/assignedCases/nodes").findValuesAsString("id"))
                .doesNotContain(held.at("/case/id").asString());
        assertThat(others.at("/openLeases/totalCount/value").asInt())
                .isEqualTo(others.at("/openLeases/nodes").size());
        ann.mutate("releaseCase", CASE, held(held));
        var nobody = client.execute(DESK).data("viewer");
        assertThat(nobody.get("assignedCases").isNull()).isTrue();
        assertThat(nobody.get("openLeases").isNull()).isTrue();
    }

    @Test
    void neverGivesOneCaseToTwo() throws Exception {
        house.fill("listings-fr", 40);
        var vic = house.as("Vic");
        var portal = client.as(house.vendorToken());
        var person = Map.of("reviewer", house.person("Vic"));
        var claimed = AtOnce.times(10, () -> caseOf(portal.mutate("claimNextCase", CLAIM, person)));
        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(code(vic.mutate("claimNextCase", CLAIM, Map.of()))).isEqualTo("TOO_MANY_LEASES");
    }

    @Test
    void nobodyHoldsMoreThanTenHoweverManySheAsksForAtOnce() throws Exception {
        house.fill("listings-fr", 40);
        var val = house.as("Val");
        var codes = AtOnce.times(16, () -> code(val.mutate("claimNextCase", CLAIM, Map.of())));
        assertThat(codes.stream().filter(String::isEmpty)).hasSize(10);
        assertThat(codes.stream().filter("TOO_MANY_LEASES"::equals)).hasSize(6);
        assertThat(house.value("""
                select count(*) from cases.lease where ended_at is null and reviewer_id = '%s'""".formatted(house.reviewer("Val")))).isEqualTo("10");
    }

    @Test
    void numbersOfLeasesAreThoseOfTheCase() {
        var first = tray.claimed();
        ann.mutate("releaseCase", CASE, held(first));
        var second = tray.claimed();
        assertThat(first.at("/lease/token").asInt()).isEqualTo(1);
        assertThat(second.at("/lease/token").asInt()).isEqualTo(1);
        ann.mutate("releaseCase", CASE, held(second));
    }

    @Test
    void saysWhyNobodyGetsACase() {
        var una = house.as("Una");
        var german = Map.of("queue", house.queue("listings-de"));
        var unskilled = una.mutate("claimNextCase", CLAIM, german);
        assertThat(code(unskilled)).isEqualTo("REVIEWER_UNFIT");
        assertThat(unskilled.at("/userErrors/0/message").asString()).contains("PRODUCT_LISTING");
        assertThat(code(una.mutate("claimNextCase", CLAIM, Map.of()))).isEqualTo("NOTHING_TO_CLAIM");
        var french = Map.of("queue", house.queue("listings-fr"));
        assertThat(code(ann.mutate("claimNextCase", CLAIM, french))).isEqualTo("REVIEWER_UNFIT");
        assertThat(code(client.mutate("claimNextCase", CLAIM, Map.of()))).isEqualTo("REVIEWER_MISSING");
        // To the vendor a queue of the house is none.
        var portal = client.as(house.vendorToken());
        var asVic = Map.of("reviewer", house.person("Vic"), "queue", house.queue("listings-de"));
        assertThat(code(portal.mutate("claimNextCase", CLAIM, asVic))).isIn("QUEUE_UNKNOWN", "TOO_MANY_LEASES");
    }

    @Test
    void vendorsTouchTheirOwnCasesAndPeopleOnly() {
        var claim = tray.claimed();
        var portal = client.as(house.vendorToken());
        var own = house.person("Vic");
        var foreign = house.person("Ann");
        assertThat(code(portal.mutate("releaseCase", CASE, held(claim, "reviewer", own))))
                .isEqualTo("CASE_UNKNOWN");
        assertThat(code(portal.mutate("claimNextCase", CLAIM, Map.of("reviewer", foreign))))
                .isEqualTo("REVIEWER_UNKNOWN");
        ann.mutate("releaseCase", CASE, held(claim));
    }

    @Test
    void aHeartbeatKeepsTheLeaseAndCountsAttention() {
        var claim = tray.claimed();
        agesBy("10 minutes", claim);
        var renewed = ann.mutate("renewLease", LEASE, held(claim));
        assertThat(Instant.parse(renewed.at("/lease/expiresAt").asString()))
                .isAfter(Instant.now().plus(Duration.ofMinutes(14)));
        assertThat(renewed.at("/lease/activeSeconds").asInt())
                .as("idle stretches are trimmed")
                .isEqualTo(120);
        assertThat(code(bea.mutate("renewLease", LEASE, held(claim)))).isEqualTo("LEASE_OF_ANOTHER");
        ann.mutate("releaseCase", CASE, held(claim));
    }

    @Test
    void handsOverWithANote() {
        var claim = tray.claimed();
        var to = house.person("Bea");
        var unfit = house.person("Una");
        assertThat(code(ann.mutate("handOverCase", CASE, held(claim, "to", unfit, "note", "please"))))
                .isEqualTo("REVIEWER_UNFIT");
        var herself = house.person("Ann");
        var toHerself = ann.mutate("handOverCase", CASE, held(claim, "to", herself, "note", "please"));
        assertThat(code(toHerself)).isEqualTo("REVIEWER_UNFIT");
        assertThat(toHerself.at("/userErrors/0/field/1").asString()).isEqualTo("to");
        assertThat(code(ann.mutate("handOverCase", CASE, held(claim, "to", to, "note", " "))))
                .isEqualTo("TEXT_INVALID");
        var handed =
                ann.mutate("handOverCase", CASE + LEASE, held(claim, "to", to, "note", "The brand is known to you"));
        assertThat(handed.at("/case/assignee/name").asString()).isEqualTo("Bea");
        assertThat(code(ann.mutate("releaseCase", CASE, held(claim)))).isEqualTo("LEASE_ENDED");
        bea.mutate("releaseCase", CASE, held(handed));
        assertThat(house.eventsOf(caseOf(claim))).endsWith("HANDED_OVER", "RELEASED");
    }

    private void agesBy(String interval, JsonNode claim) {
        house.run("""
                update cases.lease
                set granted_at = granted_at - interval '%1$s', heartbeat_at = heartbeat_at - interval '%1$s',
                    expires_at = expires_at - interval '%1$s'
                where ended_at is null and case_id = '%2$s'""".formatted(interval, caseOf(claim)));
    }

    /** What happens by itself every second. */
    private void returnCases() {
        var returns = new ReturnCases(sql, work);
        returns.expiredLeases().work().accept(Instant.now());
        returns.holdsThatEnd().work().accept(Instant.now());
    }

    @Test
    void aLeaseThatRanOutCannotBeUsedAnyMore() {
        var claim = tray.claimed();
        agesBy("16 minutes", claim);
        returnCases();
        assertThat(house.stateOf(caseOf(claim))).isEqualTo("QUEUED");
        assertThat(code(ann.mutate("releaseCase", CASE, held(claim)))).isEqualTo("LEASE_EXPIRED");
        var again = tray.next(bea);
        assertThat(caseOf(again)).isEqualTo(caseOf(claim));
        assertThat(code(ann.mutate("renewLease", LEASE, held(claim)))).isEqualTo("LEASE_EXPIRED");
        assertThat(code(bea.mutate("renewLease", LEASE, held(claim))))
                .as("of the other one nothing is told")
                .isEqualTo("LEASE_ENDED");
        assertThat(again.at("/lease/token").asLong())
                .isGreaterThan(claim.at("/lease/token").asLong());
        bea.mutate("releaseCase", CASE, held(again));
    }

    @Test
    void aLeaseThatHasExpiredIsRefusedBeforeAnybodyEndsIt() {
        var claim = tray.claimed();
        agesBy("16 minutes", claim);
        assertThat(code(ann.mutate("releaseCase", CASE, held(claim)))).isEqualTo("LEASE_EXPIRED");
        returnCases();
        assertThat(house.stateOf(caseOf(claim))).isEqualTo("QUEUED");
    }

    /** One case is just being changed by somebody else: the others go back without waiting for that. */
    @Test
    void oneCaseThatIsHeldUpDoesNotHoldUpTheOthers() throws Exception {
        var first = tray.claimed();
        var second = tray.claimed();
        agesBy("16 minutes", first);
        agesBy("16 minutes", second);
        try (var busy = database.connect();
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("select from cases.moderation_case where id = '%s' for update".formatted(caseOf(first)));
            returnCases();
            assertThat(house.stateOf(caseOf(second))).isEqualTo("QUEUED");
            assertThat(house.stateOf(caseOf(first))).isEqualTo("IN_REVIEW");
            busy.rollback();
        }
        returnCases();
        assertThat(house.stateOf(caseOf(first))).isEqualTo("QUEUED");
    }

    /** Whoever writes past the server. */
    @Test
    void theDatabaseKnowsWhoHoldsACaseAndThatItsHistorySaysSo() {
        var claim = tray.claimed();
        var change = "update cases.moderation_case set %s where id = '" + caseOf(claim) + "'";
        assertThat(house.refusal(change.formatted("assignee_id = '%s'".formatted(house.reviewer("Bea")))))
                .contains("is in review, and its assignee has no lease of it");
        assertThat(house.refusal(change.formatted("state = 'QUEUED', assignee_id = null")))
                .contains("is not in review, and somebody has a lease of it");
        ann.mutate("releaseCase", CASE, held(claim));
        assertThat(house.refusal(change.formatted("state = 'CANCELLED'")))
                .contains("has changed its state without an event");
    }
}
