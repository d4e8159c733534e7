package docket.decisions;

import static docket.decisions.Desk.action;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What needs a second pair of eyes takes effect when they have agreed, and not before. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FourEyesTest {
    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    private Desk desk;

    @BeforeAll
    void setUp() {
        desk = new Desk(house);
    }

    private JsonNode proposed(Desk.Held held) {
        var proposed = desk.decide(
                held,
                "Ann",
                "VIOLATION",
                "actions",
                List.of(action("BALANCE_DEDUCTION", "amount", "12.50", "currency", "EUR"), action("WARNING")));
        assertThat(proposed.at("/case/state").asString()).isEqualTo("PENDING_APPROVAL");
        return proposed;
    }

    private Desk.Held sellerCase() {
        return desk.claimed(house.seller("BUSINESS", "DE"), "Ann");
    }

    @Test
    void takesEffectWhenApproved() {
        var proposed = proposed(sellerCase());
        assertThat(proposed.at("/decision/approval").asString()).isEqualTo("PENDING");
        assertThat(proposed.at("/decision/actions/0/state").asString()).isEqualTo("PENDING_APPROVAL");
        assertThat(proposed.at("/decision/actions/1/state").asString()).isEqualTo("PENDING_APPROVAL");
        var approved = desk.approve(proposed, "Bea");
        assertThat(approved.at("/case/state").asString()).isEqualTo("DECIDED");
        assertThat(approved.at("/decision/approval").asString()).isEqualTo("APPROVED");
        assertThat(approved.at("/decision/actions/0/state").asString()).isEqualTo("ACTIVE");
        assertThat(approved.at("/decision/actions/0/effectiveAt").isNull()).isFalse();
    }

    /** What it leaves in force is part of what was proposed. */
    @Test
    void doesNotApproveWhatIsNotWhatWasProposedAnyMore() {
        var held = sellerCase();
        var first = desk.decide(held, "Ann", "VIOLATION", "actions", List.of(action("HEALTH_POINTS", "points", 20)));
        var points = first.at("/decision/actions/0/id").asString();
        desk.reopen(held, "QA_ERROR");
        var again = desk.claim("Bea");
        var proposed = desk.decide(
                again,
                "Bea",
                "VIOLATION",
                "keepActions",
                List.of(points),
                "actions",
                List.of(action("BALANCE_DEDUCTION", "amount", "12.50", "currency", "EUR")));
        desk.reverse(points);
        var answer = desk.send("approveDecision", "case { state }", desk.look(proposed, "Lea"));
        assertThat(Desk.refused("approveDecision", answer)).containsExactly("ACTION_ENDED input.decision");
        assertThat(answer.data("approveDecision/userErrors/0/message").asString())
                .startsWith("HEALTH_POINTS was undone at 20")
                .contains("refuse the decision");
        assertThat(answer.data("approveDecision/case/state").asString()).isEqualTo("PENDING_APPROVAL");
        var asked = client.execute(
                "{ decision(id: \"%s\") { viewerCan { approve { isAllowed } } actions { viewerCan { reverse { reason } } } } }"
                        .formatted(Desk.decisionOf(proposed)));
        assertThat(asked.data("decision/actions/0/viewerCan/reverse/reason").asString())
                .isEqualTo(
                        "The measure is PENDING_APPROVAL: nothing is done to it by itself; it goes on by APPROVED, REFUSED");
        desk.refuse(proposed, "Lea");
    }

    @Autowired
    NoteOverdueApprovals overdue;

    /** In time nothing is said; then once, in the history of the case and to those who listen. */
    @Test
    void aDecisionThatWaitsTooLongIsAnEvent() {
        var held = sellerCase();
        var proposed = proposed(held);
        overdue.note(Instant.now().plus(Duration.ofHours(23)));
        var events = "{ case(id: \"%s\") { events(last: 2) { nodes { kind detail } } } }".formatted(held.id());
        assertThat(client.execute(events).data("case/events/nodes").toString()).doesNotContain("APPROVAL_OVERDUE");
        overdue.note(Instant.now().plus(Duration.ofHours(25)));
        overdue.note(Instant.now().plus(Duration.ofHours(26)));
        assertThat(client.execute(events).data("case/events/nodes").toString())
                .contains("PROPOSED", "APPROVAL_OVERDUE", "dueAt");
        assertThat(house.rows("""
                select kind from events.outbox_event where entity_id = '%s' order by seq""".formatted(held.uuid()))).endsWith("PROPOSED", "APPROVAL_OVERDUE");
        assertThat(desk.approve(proposed, "Bea").at("/case/state").asString()).isEqualTo("DECIDED");
    }

    @Test
    void letsNobodyApproveOrRefuseHerOwn() {
        var proposed = proposed(sellerCase());
        assertThat(desk.refused("approveDecision", desk.look(proposed, "Ann")))
                .containsExactly("DUTIES_NOT_SEPARATE input.reviewer");
        var answer = desk.send("refuseDecision", "case { state }", desk.look(proposed, "Ann", "note", "No."));
        var error = answer.data("refuseDecision/userErrors/0");
        assertThat(error.path("code").asString()).isEqualTo("DUTIES_NOT_SEPARATE");
        assertThat(error.path("message").asString()).startsWith("Ann decided this at 20");
        assertThat(house.refusal("""
                update decisions.decision set approval = 'APPROVED', approver_id = decider_id, approved_at = now() where id = '%s'""".formatted(Workplace.uuid(Desk.decisionOf(proposed)))))
                .contains("ck_decision_approver_id_other");
        assertThat(house.refusal("""
                update decisions.decision set approval = 'APPROVED', approver_id = '%s', approved_at = now() where id = '%s'""".formatted(house.reviewer("Bea"), Workplace.uuid(Desk.decisionOf(proposed)))))
                .as("and the case waits on")
                .contains("waits for an approval");
    }

    /** Entries of the outbox are numbered after they were written, and nothing else of them changes. */
    @Test
    void whatWasPublishedStays() {
        assertThat(house.refusal("set role docket_app; update events.outbox_event set to_state = 'X'"))
                .contains("permission denied");
    }

    /** A trainee, somebody without the skill, and somebody of another company judge nothing; the database says so too. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Tim | has no skill in the domain of the case beyond a trainee's | UNSKILLED
            Max | has no skill in the domain of the case beyond a trainee's | UNSKILLED
            Vic | works for another company than the case's                 | OTHER_COMPANY
            """)
    void takesSecondEyesThatCanJudgeIt(String name, String why, String code) {
        var proposed = proposed(sellerCase());
        for (var mutation : List.of("approveDecision", "refuseDecision")) {
            var more = mutation.equals("refuseDecision") ? new Object[] {"note", "No."} : new Object[0];
            var error = desk.send(mutation, "case { state }", desk.look(proposed, name, more))
                    .data(mutation + "/userErrors/0");
            assertThat(error.path("code").asString()).isEqualTo("REVIEWER_UNFIT");
            assertThat(error.path("message").asString()).isEqualTo(name + " " + why);
        }
        assertThat(house.refusal("""
                update decisions.decision set approval = 'APPROVED', approver_id = '%s', approved_at = now() where id = '%s'""".formatted(house.reviewer(name), Workplace.uuid(Desk.decisionOf(proposed)))))
                .contains(code);
        desk.approve(proposed, "Bea");
    }

    @Test
    void givesARefusedCaseBackToWhoeverProposed() {
        var held = sellerCase();
        var proposed = proposed(held);
        var refused = desk.refuse(proposed, "Bea");
        assertThat(refused.at("/decision/actions/0/state").asString()).isEqualTo("FAILED");
        assertThat(refused.at("/lease/reviewer/name").asString()).isEqualTo("Ann");
        var again = desk.givenBack(refused);
        assertThat(desk.refused("decideCase", desk.decision(held, "Ann", "NO_VIOLATION")))
                .containsExactly("LEASE_ENDED input.leaseToken");
        var decided = desk.decide(again, "Ann", "VIOLATION", "actions", List.of(action("WARNING")));
        assertThat(decided.at("/case/state").asString()).isEqualTo("DECIDED");
        assertThat(decided.at("/decision/supersedes").isNull()).isTrue();
        assertThat(desk.refused("approveDecision", desk.look(proposed, "Bea")))
                .containsExactly("INVALID_TRANSITION input.decision");
    }

    @Test
    void needsThemForTraineesAndByReach() {
        var trainee = desk.claimed(house.seller("PRIVATE", "JP"), "Tim");
        assertThat(desk.decide(trainee, "Tim", "NO_VIOLATION").at("/case/state").asString())
                .isEqualTo("PENDING_APPROVAL");
        var suspension = List.of(action("CREATOR_SUSPENSION", "duration", "PT240H"));
        var small = desk.claimed(house.creator(99_999), "Ann");
        assertThat(desk.decide(small, "Ann", "VIOLATION", "actions", suspension)
                        .at("/case/state")
                        .asString())
                .isEqualTo("DECIDED");
        var large = desk.claimed(house.creator(100_000), "Ann");
        assertThat(desk.decide(large, "Ann", "VIOLATION", "actions", suspension)
                        .at("/case/state")
                        .asString())
                .isEqualTo("PENDING_APPROVAL");
    }

    /** How many people follow whoever is behind it, whatever the case is about; a shop has no followers, and needs a rule without a reach. */
    @Test
    void reachIsThatOfWhoeverPublished() {
        var seller = house.seller("BUSINESS", "JP");
        var creator = house.creator(5_000_000);
        var content = house.contentOf(creator);
        var listing = house.listingOf(seller);
        assertThat(reachOf(seller)).isZero();
        assertThat(reachOf(listing)).isZero();
        assertThat(reachOf(creator)).isEqualTo(5_000_000);
        assertThat(reachOf(content)).isEqualTo(5_000_000);
        assertThat(reachOf(claimAbout("listing_id", listing))).isZero();
        assertThat(reachOf(claimAbout("content_id", content))).isEqualTo(5_000_000);
        var held = desk.claimed(claimAbout("content_id", content), "Ann");
        var suspended = desk.decide(
                held, "Ann", "VIOLATION", "actions", List.of(action("CREATOR_SUSPENSION", "duration", "PT240H")));
        assertThat(suspended.at("/case/state").asString()).isEqualTo("PENDING_APPROVAL");
        assertThat(house.rows("""
                select r.kind from decisions.approval_rule r join decisions.measure_kind m on m.kind = r.kind
                where r.reach_from > 0 and r.ends_at is null and m.target in ('SELLER', 'LISTING')""")).as("rules that never hold").isEmpty();
    }

    private String claimAbout(String column, String subject) {
        return house.id("IprClaim", """
                insert into subjects.ipr_claim (rights_owner, right_kind, registration_no, %s, market, evidence, filed_at)
                values ('Lumen', 'TRADEMARK', 'EU 1', '%s', 'JP', '{}', now()) returning id""".formatted(column, Workplace.uuid(subject)));
    }

    private int reachOf(String subject) {
        var held = desk.claimed(subject, "Ann");
        desk.decide(held, "Ann", "NO_VIOLATION");
        return Integer.parseInt(
                house.value("select priority_rank from cases.moderation_case where id = '%s'".formatted(held.uuid())));
    }

    /** Past the server the database says the same. */
    @Test
    void takesNoMeasureWithoutThemIntoTheTable() {
        var held = sellerCase();
        var decision = Workplace.uuid(
                desk.decide(held, "Ann", "VIOLATION").at("/decision/id").asString());
        var seller = house.value("select seller_id from cases.moderation_case where id = '%s'".formatted(held.uuid()));
        var measure =
                "insert into decisions.enforcement_action (decision_id, kind, state, effective_at, seller_id) values ('%s', '%s', 'ACTIVE', now(), '%s')";
        assertThat(house.refusal(measure.formatted(decision, "WITHDRAWAL_SUSPENSION", seller)))
                .contains("takes a second pair of eyes");
        assertThat(house.refusal(measure.formatted(decision, "SHOP_SUSPENSION", seller)))
                .contains("has no end");
        assertThat(house.refusal(measure.formatted(
                        decision,
                        "WARNING",
                        house.value("select min(id::text) from subjects.seller where id <> '%s'".formatted(seller)))))
                .contains("does not fit the subject");
    }

    @Test
    void ofApprovalAndRefusalAtOnceOneCounts() throws Exception {
        var proposed = proposed(sellerCase());
        var errors = AtOnce.all(List.<Callable<String>>of(
                () -> desk.send("approveDecision", "case { state }", desk.look(proposed, "Bea"))
                        .data("approveDecision/userErrors")
                        .toString(),
                () -> desk.send("refuseDecision", "case { state }", desk.look(proposed, "Bea", "note", "No."))
                        .data("refuseDecision/userErrors")
                        .toString()));
        assertThat(errors).filteredOn(error -> error.equals("[]")).hasSize(1);
        assertThat(errors)
                .filteredOn(error -> error.contains("INVALID_TRANSITION"))
                .hasSize(1);
    }

    @Test
    void listsWhatWaitsTheMostUrgentFirst() {
        var late = proposed(sellerCase()).at("/decision/id").asString();
        var pending = """
                { decisions(filter: {approval: {eq: PENDING}}, orderBy: {field: APPROVAL_DUE_AT}, first: 100) {
                    nodes { id decidedAt approvalDueAt isApprovalOverdue } } }""";
        var nodes = client.execute(pending).data("decisions/nodes");
        assertThat(nodes.valueStream().map(node -> node.path("id").asString())).contains(late);
        assertThat(nodes.valueStream()
                        .map(node -> node.path("approvalDueAt").asString())
                        .toList())
                .isSorted();
        assertThat(nodes.valueStream()
                        .noneMatch(node -> node.path("isApprovalOverdue").asBoolean()))
                .isTrue();
        house.run("alter table decisions.decision disable trigger tr_decision_keep");
        house.run("update decisions.decision set approval_due_at = now() - interval '1 minute' where id = '%s'"
                .formatted(Workplace.uuid(late)));
        house.run("alter table decisions.decision enable trigger tr_decision_keep");
        var first = client.execute(pending).data("decisions/nodes/0");
        assertThat(first.path("id").asString()).isEqualTo(late);
        assertThat(first.path("isApprovalOverdue").asBoolean()).isTrue();
    }
}
