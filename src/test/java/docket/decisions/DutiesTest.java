package docket.decisions;

import static docket.decisions.Desk.action;
import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Whoever had a part in a case has no other one in it: whichever way she comes to it, and past the server too. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DutiesTest {
    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    private Desk desk;

    @BeforeAll
    void setUp() {
        desk = new Desk(house);
    }

    private Desk.Held claimed(String by) {
        return desk.claimed(house.seller("PRIVATE", "DE"), by);
    }

    /** Decided by Ann, opened again, and held by somebody else. */
    private Desk.Held reopened(String by) {
        var held = claimed("Ann");
        desk.decide(held, "Ann", "NO_VIOLATION");
        desk.reopen(held, "QA_ERROR");
        return desk.claim(by);
    }

    private Map<String, Object> handOver(Desk.Held held, String from, String to) {
        return Map.of(
                "case",
                held.id(),
                "leaseToken",
                held.token(),
                "reviewer",
                house.person(from),
                "to",
                house.person(to),
                "note",
                "please");
    }

    private JsonNode proposed(Desk.Held held, String by) {
        return desk.decide(held, by, "VIOLATION", "actions", List.of(action("SHOP_TERMINATION")));
    }

    private void leaseGoesTo(Desk.Held held, String name) {
        house.run("""
                update cases.lease set reviewer_id = '%1$s' where token = %2$d;
                update cases.assignment set reviewer_id = '%1$s' where case_id = '%3$s' and ended_at is null;
                update cases.moderation_case set assignee_id = '%1$s' where id = '%3$s'""".formatted(house.reviewer(name), held.token(), held.uuid()));
    }

    @Test
    void nobodyIsHandedWhatSheDecided() {
        var held = reopened("Bea");
        var answer = desk.send("handOverCase", "case { id }", handOver(held, "Bea", "Ann"));
        assertThat(Desk.refused("handOverCase", answer)).containsExactly("DUTIES_NOT_SEPARATE input.to");
        assertThat(answer.data("handOverCase/userErrors/0/message").asString())
                .startsWith("Ann had a part in the case before: DECIDED at 20");
        desk.mutate("handOverCase", "case { id }", handOver(held, "Bea", "Tim"));
        release(held, "Tim");
    }

    /** Out of the way of the next claim. */
    private void release(Desk.Held held, String by) {
        var token = house.value(
                "select token from cases.lease where case_id = '%s' and ended_at is null".formatted(held.uuid()));
        desk.decide(new Desk.Held(held.id(), Long.parseLong(token)), by, "NO_VIOLATION");
    }

    @Test
    void nobodyDecidesAgainHoweverSheGotTheLease() {
        var held = reopened("Bea");
        leaseGoesTo(held, "Ann");
        var answer = desk.send("decideCase", "case { id }", desk.decision(held, "Ann", "NO_VIOLATION"));
        assertThat(Desk.refused("decideCase", answer)).containsExactly("DUTIES_NOT_SEPARATE input.reviewer");
        assertThat(answer.data("decideCase/userErrors/0/message").asString()).contains("Ann", "DECIDED at 20");
        assertThat(house.refusal(held.decisionByHand()))
                .contains("had a part in the case before (DECIDED at", "is no DECIDER");
        leaseGoesTo(held, "Bea");
        release(held, "Bea");
    }

    @Test
    void whoeverDecidedDoesNotApproveWhatReplacesIt() {
        var held = reopened("Bea");
        var proposal = proposed(held, "Bea");
        assertThat(desk.refused("approveDecision", desk.look(proposal, "Ann")))
                .containsExactly("DUTIES_NOT_SEPARATE input.reviewer");
        assertThat(desk.refused("refuseDecision", desk.look(proposal, "Ann", "note", "No.")))
                .containsExactly("DUTIES_NOT_SEPARATE input.reviewer");
        assertThat(house.refusal("""
                update decisions.decision set approval = 'APPROVED', approver_id = '%s', approved_at = now() where id = '%s'""".formatted(house.reviewer("Ann"), Workplace.uuid(Desk.decisionOf(proposal)))))
                .contains("is no second pair of eyes");
        desk.approve(proposal, "Lea");
        desk.reopen(held, "QA_ERROR");
        assertThat(parts(held, "Lea")).startsWith("APPROVED");
    }

    private String parts(Desk.Held held, String name) {
        return house.value("select act from decisions.part('%s', '%s', 'DECIDER', null)"
                .formatted(house.reviewer(name), held.uuid()));
    }

    @Test
    void whoeverHearsAnAppealOrAuditsDoesNotDecide() {
        var held = claimed("Ann");
        var decision = Workplace.uuid(
                desk.decide(held, "Ann", "NO_VIOLATION").at("/decision/id").asString());
        house.run("""
                insert into appeals.appeal (decision_id, case_id, level, appellant_kind, statement, state, filed_at, window_ends_at, reviewer_id)
                values ('%1$s', '%2$s', 1, 'NOTIFIER', 'No.', 'IN_REVIEW', now(), now() + interval '1 day', '%3$s');
                insert into quality.qa_plan (key, name, target_margin, seed, starts_at, ends_at)
                values ('all', 'All', 0.05, 1, now(), now() + interval '30 days');
                insert into quality.qa_sample (qa_plan_id, decision_id, stratum, inclusion_prob, sampled_at)
                select id, '%1$s', 'all', 1, now() from quality.qa_plan where key = 'all';
                insert into quality.qa_review (qa_sample_id, decision_id, auditor_id, state, assigned_at)
                select id, decision_id, '%4$s', 'ASSIGNED', now() from quality.qa_sample""".formatted(decision, held.uuid(), house.reviewer("Tim"), house.reviewer("Lea")));
        desk.reopen(held, "QA_ERROR");
        for (var name : List.of("Tim", "Lea")) {
            var answer = desk.send("claimNextCase", "case { id }", Map.of("reviewer", house.person(name)));
            assertThat(Desk.refused("claimNextCase", answer)).containsExactly("NOTHING_TO_CLAIM input.reviewer");
        }
        var again = desk.claim("Bea");
        assertThat(again.id()).isEqualTo(held.id());
        assertThat(desk.refused("handOverCase", handOver(again, "Bea", "Tim")))
                .containsExactly("DUTIES_NOT_SEPARATE input.to");
        leaseGoesTo(again, "Tim");
        assertThat(house.refusal(again.decisionByHand())).contains("HEARD_APPEAL at");
        leaseGoesTo(again, "Lea");
        assertThat(house.refusal(again.decisionByHand())).contains("AUDITED at");
        leaseGoesTo(again, "Bea");
        release(again, "Bea");
    }

    @Test
    void aBulkDecisionIsHeldToTheSame() {
        var held = claimed("Ann");
        desk.decide(held, "Ann", "NO_VIOLATION");
        desk.reopen(held, "QA_ERROR");
        var plan = desk.mutate(
                "planBulkDecision",
                "bulkDecision { items { nodes { expected fault message } } }",
                house.judgement("NO_VIOLATION", "cases", List.of(held.id()), "reviewer", house.person("Ann")));
        var item = plan.at("/bulkDecision/items/nodes/0");
        assertThat(item.path("fault").asString()).isEqualTo("DUTIES_NOT_SEPARATE");
        assertThat(item.path("message").asString()).contains("DECIDED at 20");
        release(desk.claim("Bea"), "Bea");
    }

    /** Asks beforehand, and then tries: what is told is what the mutations say. */
    private void tells(GraphClient caller, JsonNode proposed, String reason) {
        var can = caller.execute(
                        "query ($id: ID!) { decision(id: $id) { viewerCan { approve { isAllowed reason } refuse { isAllowed reason } } } }",
                        Map.of("id", Desk.decisionOf(proposed)))
                .data("decision/viewerCan");
        for (var mutation : List.of("approve", "refuse")) {
            var told = can.path(mutation);
            assertThat(told.path("isAllowed").asBoolean()).as(told.toString()).isEqualTo(reason.isEmpty());
            if (!reason.isEmpty()) {
                assertThat(told.path("reason").asString()).contains(reason);
                var input = new HashMap<String, Object>(Map.of("decision", Desk.decisionOf(proposed)));
                if (mutation.equals("refuse")) {
                    input.put("note", "No.");
                }
                var answer = Desk.send(caller, mutation + "Decision", "case { id }", input);
                assertThat(answer.data(mutation + "Decision/userErrors/0/message")
                                .asString())
                        .isEqualTo(told.path("reason").asString());
            }
        }
    }

    /** A lead's token of her own. */
    private GraphClient lead(String name) {
        house.run("update vendors.reviewer set role = 'TEAM_LEAD' where name = '%s'".formatted(name));
        return client.as(house.tokenOf(name));
    }

    @Test
    void whoMayLookIsToldBeforehand() {
        var ann = lead("Ann");
        var lea = lead("Lea");
        var proposal = proposed(reopened("Bea"), "Bea");
        tells(ann, proposal, "Ann had a part in the case before: DECIDED at 20");
        tells(lead("Bea"), proposal, "Bea decided this at 20");
        tells(lea, proposal, "");
        tells(client.as(TestTokens.lead(database)), proposal, "Name the reviewer who acts");
        var can =
                "{ decisions(filter: {approval: {eq: PENDING}}, first: %d) { nodes { viewerCan { approve { reason } } } } }";
        assertThat(lea.explain(can.formatted(1), Map.of()).errors()).isEmpty();
        desk.approve(proposal, "Lea");
        tells(lea, proposal, "Its approval is APPROVED: it waits for nobody");

        var sent = proposed(claimed("Ann"), "Ann");
        var token = client.execute(
                        "query ($id: ID!) { decision(id: $id) { viewerCan { approve { reason } refuse { reason } } } }",
                        Map.of("id", Desk.decisionOf(sent)))
                .data("decision/viewerCan/approve/reason");
        assertThat(token.asString()).startsWith("This token sent the decision at 20");
        house.run("update vendors.reviewer set active = false, left_on = '2026-01-01' where name = 'Lea'");
        tells(lea, sent, "There is no such reviewer, or she has left");
        house.run("update vendors.reviewer set active = true, left_on = null where name = 'Lea'");
        desk.approve(sent, "Lea");
        house.run("update vendors.reviewer set role = 'REVIEWER' where name in ('Ann', 'Bea')");
    }

    @Test
    void oneTokenIsNotBothPairsOfEyes() {
        var proposal = proposed(claimed("Ann"), "Ann");
        var same = Desk.send(client, "approveDecision", "case { state }", desk.look(proposal, "Lea"));
        assertThat(Desk.refused("approveDecision", same)).containsExactly("DUTIES_NOT_SEPARATE input.decision");
        assertThat(same.data("approveDecision/userErrors/0/message").asString())
                .startsWith("This token sent the decision at 20");
        var id = Workplace.uuid(Desk.decisionOf(proposal));
        assertThat(house.refusal("""
                select set_config('docket.actor', decided_by_caller, false), set_config('docket.actor_kind', 'COMMAND', false)
                from decisions.decision where id = '%1$s';
                update decisions.decision
                set approval = 'APPROVED', approver_id = '%2$s', approved_at = now(), approved_by_caller = 'somebody else' where id = '%1$s'""".formatted(id, house.reviewer("Lea"))))
                .contains("ck_decision_approved_by_caller_other");
        desk.approve(proposal, "Lea");
        assertThat(house.value("select decided_by_caller <> approved_by_caller from decisions.decision where id = '%s'"
                        .formatted(id)))
                .isEqualTo("t");
    }

    @Test
    void aRefusedCaseGoesBackToWhoeverProposedUnlessSheHasLeft() {
        var held = claimed("Ann");
        var again = desk.givenBack(desk.refuse(proposed(held, "Ann"), "Lea"));
        assertThat(desk.refused("handOverCase", handOver(again, "Ann", "Lea")))
                .as("who refused does not decide")
                .containsExactly("DUTIES_NOT_SEPARATE input.to");
        var proposal = proposed(again, "Ann");
        house.run("update vendors.reviewer set active = false where name = 'Ann'");
        var left = desk.refuse(proposal, "Lea");
        house.run("update vendors.reviewer set active = true where name = 'Ann'");
        assertThat(left.at("/case/state").asString()).isEqualTo("QUEUED");
        assertThat(left.at("/lease").isNull()).isTrue();
        assertThat(left.at("/case/assignee").isNull()).isTrue();
        assertThat(desk.refused("claimNextCase", Map.of("reviewer", house.person("Lea"))))
                .as("who refused does not claim it either")
                .containsExactly("NOTHING_TO_CLAIM input.reviewer");
        var bea = desk.claim("Bea");
        assertThat(bea.id()).isEqualTo(held.id());
        var third = proposed(bea, "Bea");
        assertThat(desk.refused("approveDecision", desk.look(third, "Ann")))
                .as("who proposed does not approve")
                .containsExactly("DUTIES_NOT_SEPARATE input.reviewer");
        desk.approve(third, "Lea");
    }

    @Test
    void goesOnOnlyWhatIsOfTheSameCaseAndInForce() {
        var first = desk.decide(claimed("Ann"), "Ann", "VIOLATION", "actions", List.of(action("WARNING")));
        var other = desk.decide(claimed("Bea"), "Bea", "VIOLATION");
        assertThat(house.refusal("insert into decisions.carried_action (decision_id, action_id) values ('%s', '%s')"
                        .formatted(
                                Workplace.uuid(Desk.decisionOf(other)),
                                Workplace.uuid(
                                        first.at("/decision/actions/0/id").asString()))))
                .contains("no measure in force or to come of an earlier decision of the case");
    }

    /** What came with a statement of another platform goes by its own dates, and is nobody's to undo. */
    @Test
    void measuresOfOthersAreNotOursToUndo() {
        house.run("""
                set docket.bulk_load = 'on';
                with opened as (
                    insert into cases.moderation_case (domain, subject_kind, seller_id, title, summary, severity, state, source_type, source_detail,
                        source_platform, received_at, decided_at, closed_at)
                    select 'SELLER', 'SELLER', id, 'Theirs', 'Theirs', 'P2', 'CLOSED', 'VOLUNTARY', 'IMPORT', 'Elsewhere', now(), now(), now()
                    from subjects.seller where external_ref = 'de-1' returning id),
                decided as (
                    insert into decisions.decision (case_id, level, outcome, ground, statement_category, source_platform, automated_detection,
                        automated_decision, decided_at)
                    select id, 'FIRST', 'VIOLATION', 'ILLEGAL_CONTENT', 'SCAMS_AND_FRAUD', 'Elsewhere', false, 'NOT_AUTOMATED', now() from opened
                    returning id)
                insert into decisions.enforcement_action (decision_id, kind, state, effective_at)
                select id, 'ACCOUNT_TERMINATION', 'ACTIVE', now() from decided""");
        var id = house.value("""
                select a.id from decisions.enforcement_action a join decisions.decision d on d.id = a.decision_id
                where d.source_platform = 'Elsewhere'""");
        var action = GlobalId.encode("EnforcementAction", UUID.fromString(id));
        var answer = desk.send("reverseAction", "action { state }", Map.of("action", action, "reason", "No."));
        assertThat(Desk.refused("reverseAction", answer)).containsExactly("INVALID_TRANSITION input.action");
        assertThat(house.refusal("""
                update decisions.enforcement_action set state = 'REVERSED', reversed_at = now() where id = '%s'""".formatted(id))).contains("another platform's");
        house.run("""
                update decisions.enforcement_action set state = 'EXPIRED', ends_at = now(), version = version + 1 where id = '%s'""".formatted(id));
        assertThat(house.value("select count(*) from events.outbox_event where entity_id = '%s'".formatted(id)))
                .as("is news to nobody")
                .isEqualTo("0");
    }
}
