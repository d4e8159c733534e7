package docket.cases;

import static docket.testing.Workplace.code;
import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.platform.request.GlobalId;
import docket.platform.schedule.Sweep;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Many cases moved or ended at once, over HTTP as the leads who do it. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BulkActionTest {
    private static final String BULK = """
            bulkAction { id kind state caseCount sellerCount toChange toFail queue { key } cancelReason
                items(first: 100) { nodes { place case { id state queue { key } } from { key } expected result fault message undo undoFault } } }
            wasRepeated
            """;
    private static final String SHORT = "bulkAction { id state toChange toFail }";
    private static final Duration QUICK = Duration.ofSeconds(2);

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    @Autowired
    Sweep bulkActionsToForget;

    @Autowired
    Workplace house;

    private GraphClient lead;

    @BeforeAll
    void setUp() {
        house.run("""
                insert into cases.queue (key, name, domain) values ('spare', 'Spare', 'PRODUCT_LISTING'), ('spare-ipr', 'Spare', 'IPR');
                insert into cases.queue (key, name, domain, active) values ('shut', 'Shut', 'PRODUCT_LISTING', false)""");
        lead = client.as(house.tokenOf("Lea"));
    }

    private List<String> reported(int count) {
        var ids = new ArrayList<String>();
        for (var n = 0; n < count; n++) {
            ids.add(client.mutate("reportCase", "case { id }", house.report(house.listing("DE")))
                    .at("/case/id")
                    .asString());
        }
        return ids;
    }

    private JsonNode moved(List<String> cases, String queue) {
        var plan = lead.mutate("planBulkAction", BULK, Map.of("cases", cases, "queue", house.queue(queue)));
        assertThat(plan.path("userErrors")).as(plan.toString()).isEmpty();
        return plan.path("bulkAction");
    }

    private JsonNode applied(JsonNode plan, String onError) {
        return lead.mutate(
                "applyBulkAction", BULK, Map.of("bulkAction", plan.path("id").asString(), "onError", onError));
    }

    private JsonNode undone(JsonNode plan) {
        return lead.mutate(
                "undoBulkAction", BULK, Map.of("bulkAction", plan.path("id").asString(), "reason", "The wrong ones"));
    }

    private static List<String> column(JsonNode payload, String path) {
        return payload.at("/bulkAction/items/nodes")
                .valueStream()
                .map(item -> item.at(path).asString("-"))
                .toList();
    }

    /** In the words of the mutations. */
    private void tells(GraphClient by, JsonNode plan, String apply, String undo) {
        var can = by.execute(
                        "query ($id: ID!) { bulkAction(id: $id) { viewerCan { apply { isAllowed reason } undo { isAllowed reason } } } }",
                        Map.of("id", plan.path("id").asString()))
                .data("bulkAction/viewerCan");
        assertThat(can.at("/apply/isAllowed").asBoolean()).isEqualTo(apply.isEmpty());
        assertThat(can.at("/apply/reason").asString("")).contains(apply);
        assertThat(can.at("/undo/isAllowed").asBoolean()).isEqualTo(undo.isEmpty());
        assertThat(can.at("/undo/reason").asString("")).contains(undo);
    }

    @Test
    void casesAreMovedAndBroughtBack() {
        var cases = reported(3);
        var plan = moved(cases, "spare");
        assertThat(plan.path("kind").asString()).isEqualTo("MOVE");
        assertThat(plan.path("queue").path("key").asString()).isEqualTo("spare");
        assertThat(plan.path("toChange").asInt()).isEqualTo(3);
        assertThat(plan.path("sellerCount").asInt()).isEqualTo(1);
        assertThat(column(
                        lead.mutate("planBulkAction", BULK, Map.of("cases", cases, "queue", house.queue("spare"))),
                        "/case/queue/key"))
                .as("nothing has happened")
                .doesNotContain("spare");
        var from = house.rows(
                "select distinct q.key from cases.moderation_case c join cases.queue q on q.id = c.queue_id where c.id = '%s'"
                        .formatted(Workplace.uuid(cases.getFirst())));

        tells(lead, plan, "", "is PLANNED");
        tells(client.as(house.tokenOf("Max")), plan, "There is no such bulk action of yours", "is PLANNED");
        var done = applied(plan, "REJECT_ALL");
        assertThat(done.at("/bulkAction/state").asString()).isEqualTo("APPLIED");
        tells(lead, plan, "is APPLIED", "");
        assertThat(column(done, "/result")).containsOnly("CHANGED");
        assertThat(column(done, "/case/queue/key")).containsOnly("spare");
        assertThat(code(applied(plan, "REJECT_ALL"))).isEqualTo("INVALID_TRANSITION");
        assertThat(house.rows("select kind from cases.case_event where case_id = '%s' order by seq desc limit 1"
                        .formatted(Workplace.uuid(cases.getFirst()))))
                .containsExactly("REROUTED");

        lead.mutate("changeCaseSeverity", "case { id }", Map.of("case", cases.get(1), "severity", "P0"));
        var undone = undone(plan);
        assertThat(undone.at("/bulkAction/state").asString()).isEqualTo("UNDONE");
        assertThat(column(undone, "/undo")).containsExactly("UNDONE", "KEPT", "UNDONE");
        assertThat(column(undone, "/undoFault")).containsExactly("-", "VERSION_CONFLICT", "-");
        assertThat(column(undone, "/case/queue/key")).containsExactly(from.getFirst(), "spare", from.getFirst());
        assertThat(code(undone(plan))).isEqualTo("INVALID_TRANSITION");
    }

    @Test
    void whatNoQueueTookIsMovedIntoOneAndStaysThere() {
        house.run("update cases.queue set active = false where key = 'creators'");
        var lost = client.mutate("reportCase", "case { id }", house.report(house.creator(10)))
                .at("/case/id")
                .asString();
        house.run("update cases.queue set active = true where key = 'creators'");
        var plan = moved(List.of(lost), "creators");
        var done = applied(plan, "REJECT_ALL");
        assertThat(column(done, "/case/queue/key")).containsExactly("creators");
        var undone = undone(plan);
        assertThat(code(undone)).isEqualTo("ITEM_FAILED");
        assertThat(undone.at("/userErrors/0/message").asString()).startsWith("Item 0, INVALID_TRANSITION");
        assertThat(undone.at("/bulkAction/state").asString()).isEqualTo("APPLIED");
        assertThat(column(undone, "/case/queue/key")).containsExactly("creators");
    }

    @Test
    void whatCannotBeMovedSaysWhy() {
        var cases = reported(3);
        lead.mutate("cancelCase", "case { state }", Map.of("case", cases.get(1), "cancelReason", "DUPLICATE"));
        lead.mutate("rerouteCase", "case { state }", Map.of("case", cases.get(2), "queue", house.queue("spare")));
        var plan = moved(cases, "spare");
        assertThat(plan.path("toFail").asInt()).isEqualTo(2);
        var faults = lead.mutate("planBulkAction", BULK, Map.of("cases", cases, "queue", house.queue("spare")));
        assertThat(column(faults, "/fault")).containsExactly("-", "INVALID_TRANSITION", "QUEUE_UNFIT");
        var all = applied(plan, "REJECT_ALL");
        assertThat(code(all)).isEqualTo("ITEM_FAILED");
        assertThat(all.at("/userErrors/0/message").asString()).startsWith("Item 1, INVALID_TRANSITION: ");
        assertThat(all.at("/bulkAction/state").asString()).isEqualTo("PLANNED");
        var others = applied(plan, "REJECT_ITEM");
        assertThat(column(others, "/result")).containsExactly("CHANGED", "FAILED", "FAILED");

        var foreign = moved(reported(1), "spare-ipr");
        assertThat(foreign.at("/items/nodes/0/fault").asString()).isEqualTo("QUEUE_UNFIT");
        assertThat(foreign.at("/items/nodes/0/message").asString()).contains("IPR", "PRODUCT_LISTING");
    }

    @Test
    void aCaseThatHasChangedSinceThePlanIsLeftAlone() {
        var cases = reported(2);
        var plan = moved(cases, "spare");
        lead.mutate("changeCaseSeverity", "case { id }", Map.of("case", cases.getFirst(), "severity", "P0"));
        var done = applied(plan, "REJECT_ITEM");
        assertThat(column(done, "/fault")).containsExactly("VERSION_CONFLICT", "-");
        assertThat(column(done, "/result")).containsExactly("FAILED", "CHANGED");
    }

    @Test
    void casesAreCancelledForGood() {
        var cases = reported(2);
        var plan = lead.mutate("planBulkAction", BULK, Map.of("cases", cases, "cancelReason", "SUBJECT_GONE"));
        assertThat(plan.at("/bulkAction/kind").asString()).isEqualTo("CANCEL");
        var done = applied(plan.path("bulkAction"), "REJECT_ALL");
        assertThat(column(done, "/case/state")).containsOnly("CANCELLED");
        for (var id : cases) {
            assertThat(house.rows(
                            "select outcome from cases.case_report where case_id = '%s'".formatted(Workplace.uuid(id))))
                    .containsExactly("NOT_EXAMINED");
        }
        tells(lead, plan.path("bulkAction"), "is APPLIED", "has ended");
        var undone = undone(plan.path("bulkAction"));
        assertThat(code(undone)).isEqualTo("INVALID_TRANSITION");
        assertThat(undone.at("/userErrors/0/message").asString()).contains("has ended");
    }

    @Test
    void aPlanIsOfItsCallerAndSaysOneThing() {
        var cases = reported(1);
        var plan = moved(cases, "spare");
        var other = client.as(house.tokenOf("Max"));
        assertThat(code(other.mutate(
                        "applyBulkAction",
                        SHORT,
                        Map.of("bulkAction", plan.path("id").asString(), "onError", "REJECT_ALL"))))
                .isEqualTo("BULK_UNKNOWN");
        assertThat(code(lead.mutate("planBulkAction", SHORT, Map.of("cases", cases))))
                .isEqualTo("ACTION_MISSING");
        assertThat(code(lead.mutate(
                        "planBulkAction",
                        SHORT,
                        Map.of("cases", cases, "queue", house.queue("spare"), "cancelReason", "DUPLICATE"))))
                .isEqualTo("ACTION_MISSING");
        assertThat(code(lead.mutate("planBulkAction", SHORT, Map.of("cases", cases, "queue", house.queue("shut")))))
                .isEqualTo("QUEUE_INACTIVE");
        assertThat(code(lead.mutate("planBulkAction", SHORT, Map.of("cancelReason", "DUPLICATE"))))
                .isEqualTo("CASES_MISSING");
        var vendor = client.as(TestTokens.ofSomeVendor(database, null));
        var refused = vendor.execute(
                GraphClient.mutation("planBulkAction", SHORT),
                Map.of("input", Map.of("cases", cases, "cancelReason", "DUPLICATE", "idempotencyKey", "x")));
        assertThat(refused.errorCodes()).isNotEmpty();
        assertThat(house.refusal("delete from cases.bulk_action_item where bulk_action_id = '%s'"
                        .formatted(Workplace.uuid(plan.path("id").asString()))))
                .contains("still can be");
        house.run("""
                update cases.bulk_action set planned_at = now() - interval '4 days', expires_at = now() - interval '3 days' where id = '%s'""".formatted(Workplace.uuid(plan.path("id").asString())));
        assertThat(code(applied(plan, "REJECT_ALL"))).isEqualTo("BULK_EXPIRED");
        bulkActionsToForget.work().accept(Instant.now());
        assertThat(lead.execute(
                                "query ($id: ID!) { bulkAction(id: $id) { id } }",
                                Map.of("id", plan.path("id").asString()))
                        .data("bulkAction")
                        .isNull())
                .isTrue();
    }

    private JsonNode timed(String what, String mutation, Map<String, Object> input) {
        var began = Instant.now();
        var payload = lead.mutate(mutation, SHORT, input);
        quickly(what, began);
        assertThat(payload.path("userErrors")).as(payload.toString()).isEmpty();
        return payload.path("bulkAction");
    }

    private void apply(String what, JsonNode plan) {
        assertThat(plan.path("toChange").asInt()).isEqualTo(1_000);
        var done = timed(
                what, "applyBulkAction", Map.of("bulkAction", plan.path("id").asString(), "onError", "REJECT_ALL"));
        assertThat(done.path("state").asString()).isEqualTo("APPLIED");
    }

    @Test
    void aThousandAreMovedBroughtBackAndCancelledInTime() {
        house.run("insert into cases.queue (key, name, domain) values ('thousand', 'A thousand', 'PRODUCT_LISTING')");
        house.fill("listings-de", 1_000);
        var ids = house
                .rows(
                        "select c.id from cases.moderation_case c join cases.queue q on q.id = c.queue_id where q.key = 'listings-de' and c.state = 'QUEUED' limit 1000")
                .stream()
                .map(id -> GlobalId.encode("Case", UUID.fromString(id)))
                .toList();
        var move = Map.<String, Object>of("cases", ids, "queue", house.queue("thousand"));
        var plan = timed("planning", "planBulkAction", move);
        apply("moving", plan);
        assertThat(timed(
                                "bringing back",
                                "undoBulkAction",
                                Map.of("bulkAction", plan.path("id").asString(), "reason", "Back again"))
                        .path("state")
                        .asString())
                .isEqualTo("UNDONE");
        assertThat(house.value(
                        "select count(*) from cases.bulk_action_item where undo = 'UNDONE' and bulk_action_id = '%s'"
                                .formatted(Workplace.uuid(plan.path("id").asString()))))
                .isEqualTo("1000");
        apply("moving again", timed("planning again", "planBulkAction", move));

        var waiting = Map.of("queue", house.queue("thousand"));
        apply(
                "cancelling",
                timed("planning an end", "planBulkAction", Map.of("waiting", waiting, "cancelReason", "SUBJECT_GONE")));
        assertThat(code(lead.mutate(
                        "planBulkAction", SHORT, Map.of("waiting", waiting, "cancelReason", "SUBJECT_GONE"))))
                .as("none is left")
                .isEqualTo("CASES_MISSING");
    }

    private static void quickly(String what, Instant began) {
        var took = Duration.between(began, Instant.now());
        System.getLogger(BulkActionTest.class.getName())
                .log(System.Logger.Level.INFO, "{0} a thousand cases: {1}", what, took);
        assertThat(took).as(what).isLessThan(QUICK);
    }
}
