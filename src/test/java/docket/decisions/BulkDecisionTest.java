package docket.decisions;

import static docket.decisions.Desk.action;
import static docket.testing.Workplace.code;
import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.cases.CaseWork;
import docket.platform.audit.Actor;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import docket.platform.request.GlobalId;
import docket.platform.request.Scopes;
import docket.platform.schedule.Sweep;
import docket.testing.CountedConnection;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Many cases decided at once, over HTTP as the leads who do it. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkDecisionTest {
    private static final String BULK = """
            bulkDecision { id state caseCount sellerCount creatorCount toDecide toPropose toFail measures { kind measureCount toApprove }
                items(first: 100) { nodes { place case { id state } expected result decision { id approval } fault message undo undoFault } } }
            wasRepeated
            """;
    private static final String SHORT = "bulkDecision { id state toDecide toPropose toFail }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    @Autowired
    CaseWork work;

    @Autowired
    LifeCycles lifeCycles;

    @Autowired
    Sweep plansToForget;

    private GraphClient lea;
    private GraphClient max;

    @BeforeAll
    void openTheHouse() {
        house.run("""
                insert into decisions.approval_rule (kind, reach_from, effective_at) values ('SHOP_SUSPENSION', 100000, now())""");
        lea = house.as("Lea");
        max = house.as("Max");
    }

    /** Each test has the queues to itself. */
    @BeforeEach
    void nothingWaits() {
        // What was undone has been decided, and is not cancelled any more.
        house.run("""
                select set_config('docket.bulk_load', 'on', true);
                update cases.moderation_case set state = case when decided_at is null then 'CANCELLED' else 'DECIDED' end
                where state = 'QUEUED'""");
    }

    /** Whoever holds the row cannot be noticed by those whose plan it is not. */
    @Test
    void doesNotWaitForAPlanOfSomebodyElse() throws SQLException {
        house.fill("listings-de", 1);
        var plan = lea.mutate("planBulkDecision", SHORT, template());
        var portal = client.as(TestTokens.leadOfVendor(
                database,
                UUID.fromString(house.value("select id from vendors.vendor where key = 'swift'")),
                house.reviewer("Vic")));
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select from decisions.bulk_decision where id = '%s' for update"
                    .formatted(Workplace.uuid(id(plan))));
            var applied =
                    max.mutate("applyBulkDecision", SHORT, Map.of("bulkDecision", id(plan), "onError", "REJECT_ALL"));
            assertThat(code(applied)).isEqualTo("BULK_UNKNOWN");
            var undone = portal.mutate(
                    "undoBulkDecision",
                    SHORT,
                    Map.of("bulkDecision", id(plan), "reason", "Not ours.", "cause", "NEW_EVIDENCE"));
            assertThat(code(undone)).isEqualTo("BULK_UNKNOWN");
        }
    }

    private Map<String, Object> template(Object... more) {
        var input = house.judgement("VIOLATION", "waiting", Map.of("queue", house.queue("listings-de")));
        input.put("actions", List.of(action("LISTING_REMOVAL"), action("HEALTH_POINTS", "points", 1)));
        return Workplace.with(input, more);
    }

    private static JsonNode bulk(GraphClient who, String mutation, String selection, Map<String, ?> input) {
        var payload = who.mutate(mutation, selection, input);
        assertThat(payload.at("/userErrors").size()).as(payload.toString()).isZero();
        return payload;
    }

    private JsonNode planned(GraphClient who, Object... more) {
        return bulk(who, "planBulkDecision", BULK, template(more));
    }

    private static JsonNode applied(GraphClient who, JsonNode plan, String onError) {
        return bulk(who, "applyBulkDecision", BULK, Map.of("bulkDecision", id(plan), "onError", onError));
    }

    private static String id(JsonNode payload) {
        return payload.at("/bulkDecision/id").asString();
    }

    private static List<String> words(JsonNode payload, String field) {
        return payload.at("/bulkDecision/items/nodes")
                .valueStream()
                .map(item -> item.path(field).isNull() ? "-" : item.path(field).asString())
                .toList();
    }

    /** What is in the database of everything that a decision writes. */
    private String written() {
        return house.value("""
                select concat_ws(' ', (select count(*) from decisions.decision), (select count(*) from decisions.enforcement_action),
                    (select count(*) from cases.case_event), (select count(*) from cases.lease), (select count(*) from cases.subject_snapshot),
                    (select count(*) from decisions.health_ledger_entry), (select sum(version) from cases.moderation_case))""");
    }

    @Test
    void previewsWhatApplyingThenDoes() {
        house.fill("listings-de", 4);
        house.run("""
                update cases.moderation_case set priority_rank = 200000
                where id = (select id from cases.moderation_case where state = 'QUEUED' order by due_at limit 1)""");
        house.as("Bea").mutate("claimNextCase", "case { id }", Map.of("queue", house.queue("listings-de")));
        house.fill("listings-de", 2);
        var held =
                house.rows("select id from cases.moderation_case where state = 'IN_REVIEW' and priority_rank = 200000");
        assertThat(held).hasSize(1);
        house.run("""
                update cases.moderation_case set priority_rank = 200000
                where id = (select id from cases.moderation_case where state = 'QUEUED' order by due_at limit 1)""");
        var cases = new ArrayList<>(
                house.rows("select id from cases.moderation_case where state = 'QUEUED' order by due_at"));
        cases.addFirst(held.getFirst());
        var ids = cases.stream()
                .map(uuid -> GlobalId.encode("Case", UUID.fromString(uuid)))
                .toList();
        var before = written();
        var input = template(
                "cases",
                ids,
                "actions",
                List.of(action("LISTING_REMOVAL"), action("SHOP_SUSPENSION", "duration", "PT72H")));
        input.remove("waiting");
        var plan = bulk(lea, "planBulkDecision", BULK, input);
        assertThat(written()).isEqualTo(before);
        var preview = plan.at("/bulkDecision");
        assertThat(preview.path("state").asString()).isEqualTo("PLANNED");
        assertThat(preview.path("caseCount").asInt()).isEqualTo(6);
        assertThat(preview.path("sellerCount").asInt()).isEqualTo(1);
        assertThat(preview.path("creatorCount").asInt()).isZero();
        assertThat(preview.path("toDecide").asInt()).isEqualTo(4);
        assertThat(preview.path("toPropose").asInt()).isEqualTo(1);
        assertThat(preview.path("toFail").asInt()).isEqualTo(1);
        assertThat(preview.path("measures").toString()).isEqualTo("""
                [{"kind":"LISTING_REMOVAL","measureCount":5,"toApprove":1},{"kind":"SHOP_SUSPENSION","measureCount":5,"toApprove":1}]""");
        assertThat(words(plan, "expected"))
                .containsExactly("FAILED", "PROPOSED", "DECIDED", "DECIDED", "DECIDED", "DECIDED");
        assertThat(words(plan, "fault").getFirst()).isEqualTo("LEASE_OF_ANOTHER");
        var done = applied(lea, plan, "REJECT_ITEM");
        assertThat(done.at("/bulkDecision/state").asString()).isEqualTo("APPLIED");
        assertThat(words(done, "result")).isEqualTo(words(plan, "expected"));
        assertThat(done.at("/bulkDecision/items/nodes/1/case/state").asString()).isEqualTo("PENDING_APPROVAL");
        assertThat(done.at("/bulkDecision/items/nodes/1/decision/approval").asString())
                .isEqualTo("PENDING");
        assertThat(done.at("/bulkDecision/items/nodes/2/case/state").asString()).isEqualTo("DECIDED");
        var decided = house.value("select '%s'::uuid".formatted(cases.get(2)));
        assertThat(house.eventsOf(UUID.fromString(decided))).endsWith("CLAIMED", "DECIDED");
        assertThat(house.value("""
                select r.name || ' ' || l.ended_by from decisions.decision d join cases.lease l on l.case_id = d.case_id and l.token = d.lease_token
                join vendors.reviewer r on r.id = l.reviewer_id where d.case_id = '%s'""".formatted(decided))).isEqualTo("Lea DECIDED");
        assertThat(house.rows("""
                select distinct l.state from subjects.product_listing l join cases.moderation_case c on c.listing_id = l.id
                where c.state = 'DECIDED' and c.id = any ('{%s}')""".formatted(String.join(",", cases)))).containsExactly("REMOVED");
        assertThat(house.rows("""
                select distinct k.status from sla.sla_clock k where k.case_id = '%s' and k.clock_kind = 'DECISION'""".formatted(decided))).containsExactly("ACHIEVED");
    }

    @Test
    void leavesNothingBehindWhenOneCannotBeDecidedAndAllAreWanted() {
        house.fill("listings-de", 3);
        var plan = planned(lea);
        var changed =
                house.value("select id from cases.moderation_case where state = 'QUEUED' order by due_at limit 1");
        lea.mutate(
                "changeCaseSeverity",
                "case { id }",
                Map.of("case", GlobalId.encode("Case", UUID.fromString(changed)), "severity", "P1", "reason", "Worse"));
        var before = written();
        var refused = lea.mutate("applyBulkDecision", SHORT, Map.of("bulkDecision", id(plan), "onError", "REJECT_ALL"));
        assertThat(code(refused)).isEqualTo("ITEM_FAILED");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("VERSION_CONFLICT");
        assertThat(refused.at("/bulkDecision/state").asString()).isEqualTo("PLANNED");
        assertThat(written()).isEqualTo(before);
        var done = applied(lea, plan, "REJECT_ITEM");
        assertThat(words(done, "result")).containsExactlyInAnyOrder("FAILED", "DECIDED", "DECIDED");
        assertThat(words(done, "fault")).containsExactlyInAnyOrder("VERSION_CONFLICT", "-", "-");
    }

    @Test
    void namesAnUnknownCaseByItsPlaceThoughAnotherStandsThereTwice() {
        house.fill("listings-de", 1);
        var waits = house.id("Case", "select id from cases.moderation_case where state = 'QUEUED'");
        var input = template("cases", List.of(waits, waits, GlobalId.encode("Case", UUID.randomUUID())));
        input.remove("waiting");
        assertThat(Desk.refused("planBulkDecision", Desk.send(lea, "planBulkDecision", SHORT, input)))
                .containsExactly("CASE_UNKNOWN input.cases.2");
    }

    @Test
    void saysOfAPlanWhatDoesNotHoldAnyMore() {
        house.fill("listings-de", 1);
        var plan = planned(lea, "clauses", List.of(house.clause("2")));
        house.run("update policies.policy_clause set ends_on = (now() at time zone 'UTC')::date where number = '2'");
        try {
            var input = Map.<String, Object>of("bulkDecision", id(plan), "onError", "REJECT_ITEM");
            var answer = Desk.send(lea, "applyBulkDecision", SHORT, input);
            assertThat(Desk.refused("applyBulkDecision", answer))
                    .containsExactly("CLAUSE_NOT_IN_FORCE input.bulkDecision");
            assertThat(answer.data("applyBulkDecision/userErrors/0/message").asString())
                    .contains("input.clauses.0");
            assertThat(answer.data("applyBulkDecision/bulkDecision/state").asString())
                    .isEqualTo("PLANNED");
        } finally {
            house.run("update policies.policy_clause set ends_on = null where number = '2'");
        }
    }

    @Test
    void tellsWhoMayApplyItAndTakeItBack() {
        house.fill("listings-de", 1);
        var plan = planned(lea);
        assertThat(allowed(lea, plan)).isEqualTo("apply");
        assertThat(allowed(max, plan)).isEmpty();
        applied(lea, plan, "REJECT_ALL");
        assertThat(allowed(lea, plan)).isEqualTo("undo");
        assertThat(allowed(max, plan)).isEqualTo("undo");
    }

    private static String allowed(GraphClient who, JsonNode plan) {
        var can = who.execute(
                        "query ($id: ID!) { bulkDecision(id: $id) { viewerCan { apply { isAllowed } undo { isAllowed } } } }",
                        Map.of("id", id(plan)))
                .data("bulkDecision/viewerCan");
        return Stream.of("apply", "undo")
                .filter(what -> can.at("/%s/isAllowed".formatted(what)).asBoolean())
                .collect(Collectors.joining(" "));
    }

    @Test
    void answersTheSameWhenSentAgain() {
        house.fill("listings-de", 2);
        var plan = planned(lea);
        var input = Map.of(
                "bulkDecision",
                id(plan),
                "onError",
                "REJECT_ALL",
                "idempotencyKey",
                UUID.randomUUID().toString());
        var first = bulk(lea, "applyBulkDecision", BULK, input);
        var before = written();
        var second = bulk(lea, "applyBulkDecision", BULK, input);
        assertThat(second.path("wasRepeated").asBoolean()).isTrue();
        assertThat(second.path("bulkDecision")).isEqualTo(first.path("bulkDecision"));
        assertThat(written()).isEqualTo(before);
        var other = lea.mutate("applyBulkDecision", SHORT, Map.of("bulkDecision", id(plan), "onError", "REJECT_ALL"));
        assertThat(code(other)).isEqualTo("INVALID_TRANSITION");
    }

    @Test
    void takesBackWhatNobodyHasTouchedSince() {
        house.fill("listings-de", 3);
        var points = house.value("select health_points from subjects.seller where external_ref = 'de-1'");
        var plan = planned(lea, "actions", List.of(action("LISTING_REMOVAL"), action("HEALTH_POINTS", "points", 7)));
        applied(lea, plan, "REJECT_ALL");
        assertThat(house.value("select health_points from subjects.seller where external_ref = 'de-1'"))
                .isEqualTo(Integer.toString(Integer.parseInt(points) - 21));
        var touched = plan.at("/bulkDecision/items/nodes/0/case/id").asString();
        reopenByHand(touched);
        var undone = bulk(max, "undoBulkDecision", BULK, Map.of("bulkDecision", id(plan), "reason", "The wrong lamp"));
        assertThat(undone.at("/bulkDecision/state").asString()).isEqualTo("UNDONE");
        assertThat(words(undone, "undo")).containsExactly("KEPT", "UNDONE", "UNDONE");
        assertThat(words(undone, "undoFault")).containsExactly("VERSION_CONFLICT", "-", "-");
        assertThat(undone.at("/bulkDecision/items/nodes/1/case/state").asString())
                .isEqualTo("QUEUED");
        assertThat(house.value("select health_points from subjects.seller where external_ref = 'de-1'"))
                .isEqualTo(Integer.toString(Integer.parseInt(points) - 7));
        var reopened =
                Workplace.uuid(undone.at("/bulkDecision/items/nodes/1/case/id").asString());
        assertThat(house.rows("""
                select a.kind || ' ' || a.state || ' ' || a.reversed_reason from decisions.enforcement_action a
                join decisions.decision d on d.id = a.decision_id where d.case_id = '%s' order by a.kind""".formatted(reopened)))
                .containsExactly("HEALTH_POINTS REVERSED The wrong lamp", "LISTING_REMOVAL REVERSED The wrong lamp");
        assertThat(house.value("""
                select l.state from subjects.product_listing l join cases.moderation_case c on c.listing_id = l.id
                where c.id = '%s'""".formatted(reopened))).isEqualTo("LIVE");
        var again = max.mutate("undoBulkDecision", SHORT, Map.of("bulkDecision", id(plan), "reason", "Twice"));
        assertThat(code(again)).isEqualTo("INVALID_TRANSITION");
        keepsDutiesApart();
    }

    @Test
    void takesBackWhatHasNotTakenEffectHoweverItWasDecided() {
        house.fill("listings-de", 1);
        var later = Instant.now().plus(Duration.ofDays(3)).toString();
        var planned = planned(
                lea, "actions", List.of(action("LISTING_REMOVAL", "isReversible", false, "effectiveAt", later)));
        applied(lea, planned, "REJECT_ALL");
        var undone =
                bulk(max, "undoBulkDecision", BULK, Map.of("bulkDecision", id(planned), "reason", "The wrong lamp"));
        assertThat(words(undone, "undo")).containsExactly("UNDONE");
        var inForce = planned(max, "actions", List.of(action("LISTING_REMOVAL", "isReversible", false)));
        applied(max, inForce, "REJECT_ALL");
        assertNothingIsUndone(inForce, "Item 0, ACTION_NOT_REVERSIBLE");
    }

    private void reopenByHand(String caseId) {
        var reopened = lea.mutate(
                "reopenCase", "case { state }", Map.of("case", caseId, "cause", "QA_ERROR", "reason", "Look again"));
        assertThat(reopened.at("/case/state").asString()).isEqualTo("QUEUED");
    }

    /** Lea had a part in what was undone; Max decides it, but for the case whose measures are still in force. */
    private void keepsDutiesApart() {
        assertThat(words(planned(lea), "fault")).containsOnly("DUTIES_NOT_SEPARATE");
        var plan = planned(max);
        assertThat(words(plan, "fault")).containsExactlyInAnyOrder("STILL_IN_FORCE", "-", "-");
        var done = applied(max, plan, "REJECT_ITEM");
        assertThat(words(done, "result")).containsExactlyInAnyOrder("FAILED", "DECIDED", "DECIDED");
    }

    @Test
    void leavesProposalsToTheSecondPairOfEyes() {
        house.fill("listings-de", 2);
        var plan = planned(lea, "actions", List.of(action("SHOP_TERMINATION", "withoutNotice", "An order of a court")));
        assertThat(words(plan, "expected")).containsExactly("PROPOSED", "PROPOSED");
        var done = applied(lea, plan, "REJECT_ALL");
        assertThat(words(done, "result")).containsExactly("PROPOSED", "PROPOSED");
        assertThat(house.value("select state from subjects.seller where external_ref = 'de-1'"))
                .isNotEqualTo("TERMINATED");
        assertNothingIsUndone(plan, "Item 0, AWAITS_APPROVAL");
    }

    /** It stays applied, and can be tried again when that has changed. */
    private void assertNothingIsUndone(JsonNode plan, String why) {
        var refused = lea.mutate("undoBulkDecision", BULK, Map.of("bulkDecision", id(plan), "reason", "Not at all"));
        assertThat(code(refused)).isEqualTo("ITEM_FAILED");
        assertThat(refused.at("/userErrors/0/message").asString()).startsWith(why);
        assertThat(refused.at("/bulkDecision/state").asString()).isEqualTo("APPLIED");
        assertThat(words(refused, "undo")).containsOnly("-");
    }

    @Test
    void isOnesOwnUntilItIsApplied() {
        house.fill("listings-de", 1);
        var plan = planned(lea);
        var input = Map.of("bulkDecision", id(plan), "onError", "REJECT_ALL");
        assertThat(code(max.mutate("applyBulkDecision", SHORT, input))).isEqualTo("BULK_UNKNOWN");
        house.run(
                "update decisions.bulk_decision set planned_at = now() - interval '2 hours', expires_at = now() - interval '1 hour' where id = '%s'"
                        .formatted(Workplace.uuid(id(plan))));
        assertThat(code(lea.mutate("applyBulkDecision", SHORT, input))).isEqualTo("BULK_EXPIRED");
    }

    @Test
    void reachesOnlyWhatIsTheVendorsOwn() {
        house.fill("listings-fr", 2);
        house.fill("listings-de", 1);
        var vendor = UUID.fromString(house.value("select id from vendors.vendor where key = 'swift'"));
        var lead = client.as(TestTokens.leadOfVendor(database, vendor, house.reviewer("Vic")));
        var ours = house.value("select id from cases.moderation_case where state = 'QUEUED' and market = 'DE'");
        var input = template("cases", List.of(GlobalId.encode("Case", UUID.fromString(ours))));
        input.remove("waiting");
        assertThat(code(lead.mutate("planBulkDecision", SHORT, input))).isEqualTo("CASE_UNKNOWN");
        assertThat(code(lead.mutate("planBulkDecision", SHORT, template()))).isEqualTo("CASES_MISSING");
        var plan = planned(lead, "waiting", Map.of("queue", house.queue("listings-fr")));
        assertThat(words(plan, "expected")).containsExactly("DECIDED", "DECIDED");
        var done = applied(lead, plan, "REJECT_ALL");
        assertThat(words(done, "result")).containsExactly("DECIDED", "DECIDED");
        var asked = "{ bulkDecision(id: \"%s\") { caseCount } }".formatted(id(plan));
        var elsewhere = client.as(TestTokens.ofVendorIn(database, vendor, "JP"));
        assertThat(elsewhere.execute(asked).at("data/bulkDecision").isNull())
                .as("to a token for another market")
                .isTrue();
        var undo = Map.<String, Object>of("bulkDecision", id(plan), "reason", "Mine", "cause", "NEW_EVIDENCE");
        assertThat(code(elsewhere.mutate("undoBulkDecision", SHORT, undo))).isEqualTo("BULK_UNKNOWN");
        var there = client.as(TestTokens.ofVendorIn(database, vendor, "FR"));
        assertThat(there.execute(asked).at("data/bulkDecision/caseCount").asInt())
                .isEqualTo(2);
        var foreign = planned(lea);
        var unseen = lead.execute("{ bulkDecision(id: \"%s\") { id } }".formatted(id(foreign)));
        assertThat(unseen.at("data/bulkDecision").isNull()).isTrue();
        assertThat(code(lead.mutate("undoBulkDecision", SHORT, Map.of("bulkDecision", id(foreign), "reason", "Mine"))))
                .isEqualTo("BULK_UNKNOWN");
    }

    @Test
    void isForgottenThreeDaysAfterItWasPlannedUnlessItWasApplied() {
        house.fill("listings-de", 2);
        var applied = planned(lea);
        applied(lea, applied, "REJECT_ALL");
        house.fill("listings-de", 2);
        var young = planned(lea);
        var old = planned(lea);
        var ages =
                "update decisions.bulk_decision set planned_at = now() - interval '%s', expires_at = now() - interval '%s' where id = '%s'";
        house.run(ages.formatted("71 hours", "70 hours", Workplace.uuid(id(young))));
        house.run(ages.formatted("73 hours", "72 hours", Workplace.uuid(id(old))));
        plansToForget.work().accept(Instant.now());
        var left = house.rows("select b.id from decisions.bulk_decision b");
        assertThat(left)
                .contains(
                        Workplace.uuid(id(applied)).toString(),
                        Workplace.uuid(id(young)).toString())
                .doesNotContain(Workplace.uuid(id(old)).toString());
        assertThat(house.value("select count(*) from decisions.bulk_item where bulk_decision_id = '%s'"
                        .formatted(Workplace.uuid(id(old)))))
                .isEqualTo("0");
        assertThat(house.value(
                        "select action from audit.audit_event where entity_id = '%s' order by occurred_at desc, number desc limit 1"
                                .formatted(Workplace.uuid(id(old)))))
                .isEqualTo("DELETED");
        assertThat(house.refusal(
                        "set local docket.actor = 'x'; delete from decisions.bulk_item where bulk_decision_id = '%s'"
                                .formatted(Workplace.uuid(id(applied)))))
                .contains("was applied, or still can be: it stays");
    }

    @Test
    void takesALead() {
        var answer = house.as("Bea")
                .execute(
                        GraphClient.mutation("planBulkDecision", SHORT),
                        Map.of("input", template("idempotencyKey", "k")));
        assertThat(answer.errorCodes()).containsOnly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void tellsWhatIsWrongWithTheTemplate() {
        house.fill("listings-de", 2);
        assertThat(code(lea.mutate("planBulkDecision", SHORT, template("outcome", "NO_VIOLATION"))))
                .isEqualTo("ACTION_WITHOUT_VIOLATION");
        assertThat(code(lea.mutate("planBulkDecision", SHORT, template("clauses", List.of(house.clause("3"))))))
                .isEqualTo("CLAUSE_NOT_IN_FORCE");
        assertThat(code(lea.mutate("planBulkDecision", SHORT, template("actions", List.of(action("HEALTH_POINTS"))))))
                .isEqualTo("ACTION_INCOMPLETE");
        var unfit = planned(lea, "actions", List.of(action("CREATOR_TERMINATION")));
        assertThat(words(unfit, "fault")).containsExactly("ACTION_UNFIT", "ACTION_UNFIT");
        assertThat(unfit.at("/bulkDecision/measures").size()).isZero();
    }

    @Test
    void decidesAThousandInTime() {
        assertThat(inTime(action("LISTING_REMOVAL"), action("HEALTH_POINTS", "points", 1)))
                .isLessThan(Duration.ofSeconds(4));
        nothingWaits();
        assertThat(inTime(action("LISTING_REMOVAL"))).isLessThan(Duration.ofSeconds(4));
    }

    @SafeVarargs
    private Duration inTime(Map<String, Object>... actions) {
        house.fill("listings-de", 1_000);
        house.run("analyze");
        var started = System.nanoTime();
        var plan = bulk(lea, "planBulkDecision", SHORT, template("actions", List.of(actions)));
        var planning = Duration.ofNanos(System.nanoTime() - started);
        assertThat(plan.at("/bulkDecision/toDecide").asInt()).isEqualTo(1_000);
        started = System.nanoTime();
        bulk(lea, "applyBulkDecision", SHORT, Map.of("bulkDecision", id(plan), "onError", "REJECT_ALL"));
        var applying = Duration.ofNanos(System.nanoTime() - started);
        started = System.nanoTime();
        bulk(lea, "undoBulkDecision", SHORT, Map.of("bulkDecision", id(plan), "reason", "A rehearsal"));
        var undoing = Duration.ofNanos(System.nanoTime() - started);
        System.out.printf(
                "1,000 cases with %d measures each: planned in %d ms, applied in %d ms, undone in %d ms%n",
                actions.length, planning.toMillis(), applying.toMillis(), undoing.toMillis());
        assertThat(house.value(
                        "select count(*) from decisions.bulk_item where undo = 'UNDONE' and bulk_decision_id = '%s'"
                                .formatted(Workplace.uuid(id(plan)))))
                .isEqualTo("1000");
        return applying;
    }

    @Test
    void takesAsManyStatementsForManyAsForFew() throws Exception {
        statements(1); // reads the promises, which stay in memory
        assertThat(statements(200)).isEqualTo(statements(10));
    }

    /** Of planning, applying and undoing, one after the other. */
    private List<Integer> statements(int cases) throws Exception {
        nothingWaits();
        house.fill("listings-de", cases);
        var counts = new ArrayList<Integer>();
        var planned = count(
                new PlanBulkDecision(work),
                template("actions", List.of(action("LISTING_REMOVAL", "isReversible", true))),
                counts);
        var applied = Map.<String, Object>of("bulkDecision", planned, "onError", "REJECT_ALL");
        count(new ApplyBulkDecision(work, lifeCycles), applied, counts);
        count(
                new UndoBulkDecision(work, lifeCycles),
                Map.of("bulkDecision", planned, "reason", "Counted", "cause", "TECHNICAL"),
                counts);
        assertThat(counts).allMatch(count -> count > 3);
        return counts;
    }

    private String count(Mutation mutation, Map<String, Object> input, List<Integer> counts) throws Exception {
        var caller = new Caller(
                Caller.Kind.PERSON,
                "person lea",
                "Lea",
                Scopes.ALL,
                null,
                Set.of(),
                Set.of(),
                Caller.CostClass.STAFF,
                null,
                house.reviewer("Lea"),
                null);
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            Actor.command("a test").sign(connection);
            var count = new AtomicInteger();
            var sql = DSL.using(CountedConnection.of(connection, count), SQLDialect.POSTGRES);
            var done = mutation.run(new MutationCall(caller, "r", new Arguments(input), sql));
            connection.commit();
            counts.add(count.get());
            return GlobalId.encode(
                    "BulkDecision", Objects.requireNonNull(done.ids().get("bulkDecision")));
        }
    }
}
