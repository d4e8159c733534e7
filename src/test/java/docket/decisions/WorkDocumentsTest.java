package docket.decisions;

import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.WorkDocuments;
import docket.testing.Workplace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The documents of the contract that a whole life ({@link CaseLifeTest}) does without, sent by those whose they are. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkDocumentsTest {
    @Autowired
    Workplace house;

    private final WorkDocuments documents = new WorkDocuments();
    private GraphClient ann;
    private GraphClient bea;
    private GraphClient lea;

    @BeforeAll
    void openTheHouse() {
        ann = house.as("Ann");
        bea = house.as("Bea");
        lea = house.as("Lea");
    }

    @Test
    void everyDocumentIsSent() {
        handsOnAndGivesBack();
        asksAbove();
        leadsSetRight();
        mergesAndCancels();
        proposesAndUndoes();
        decidesManyAndTakesThemBack();
        movesManyAndTakesThemBack();
        var sent = new TreeSet<>(documents.sent());
        sent.addAll(CaseLifeTest.DOCUMENTS);
        assertThat(sent).containsExactlyElementsOf(WorkDocuments.all());
        Invariants.hold(house);
    }

    private JsonNode claimed(GraphClient by) {
        house.fill("listings-de", 1);
        return documents.done(by, "ClaimNextCase", Map.of("queue", house.queue("listings-de")));
    }

    private static Map<String, Object> of(JsonNode payload, Object... more) {
        var input = held(payload, more);
        input.remove("leaseToken");
        return input;
    }

    private void handsOnAndGivesBack() {
        var claim = claimed(bea);
        var handed = documents.done(
                bea, "HandOverCase", held(claim, "to", house.person("Ann"), "note", "You know the brand"));
        assertThat(handed.at("/case/assignee/id").asString()).isEqualTo(house.person("Ann"));
        house.run(
                "update subjects.product_listing set title = 'Another lamp' where id = (select listing_id from cases.moderation_case where id = '%s')"
                        .formatted(Workplace.uuid(claim.at("/case/id").asString())));
        var pictured = documents.done(ann, "SnapshotSubject", of(handed));
        assertThat(pictured.at("/case/hasSubjectChanged").asBoolean()).isFalse();
        assertThat(pictured.at("/snapshot/takenAt").asString()).isNotEmpty();
        assertThat(documents
                        .done(ann, "ReleaseCase", held(handed))
                        .at("/case/state")
                        .asString())
                .isEqualTo("QUEUED");
    }

    private void asksAbove() {
        var question = held(
                claimed(ann),
                "type",
                "POLICY_QUESTION",
                "severity",
                "MEDIUM",
                "level",
                "L2",
                "question",
                "Is a candle a lamp?");
        var asked = documents.done(ann, "EscalateCase", question);
        assertThat(asked.at("/case/state").asString()).isEqualTo("ESCALATED");
        assertThat(asked.at("/escalation/state").asString()).isEqualTo("OPEN");
    }

    private void leadsSetRight() {
        var claim = claimed(ann);
        assertThat(documents
                        .done(lea, "RevokeLease", of(claim))
                        .at("/case/state")
                        .asString())
                .isEqualTo("QUEUED");
        assertThat(documents
                        .done(lea, "ChangeCaseSeverity", of(claim, "severity", "P1"))
                        .at("/case/severity")
                        .asString())
                .isEqualTo("P1");
        assertThat(documents
                        .done(lea, "RerouteCase", of(claim, "queue", house.queue("listings")))
                        .at("/case/queue/key")
                        .asString())
                .isEqualTo("listings");
    }

    private void movesManyAndTakesThemBack() {
        var reported = documents.done(ann, "ReportCase", house.report(house.listing("DE")));
        var cases = List.of(reported.at("/case/id").asString());
        var input = Map.of("cases", cases, "queue", house.queue("listings"));
        var plan = documents.done(lea, "PlanBulkAction", input);
        assertThat(plan.at("/bulkAction/toChange").asInt()).isEqualTo(1);
        var bulk = plan.at("/bulkAction/id").asString();
        var applied = documents.done(lea, "ApplyBulkAction", Map.of("bulkAction", bulk, "onError", "REJECT_ALL"));
        assertThat(applied.at("/bulkAction/items/nodes").size())
                .as("of failures")
                .isZero();
        var undone = documents.done(lea, "UndoBulkAction", Map.of("bulkAction", bulk, "reason", "The wrong queue"));
        assertThat(undone.at("/bulkAction/items/nodes/0/undo").asString()).isEqualTo("UNDONE");
        assertThat(undone.at("/bulkAction/items/nodes/0/from/id").asString()).isEqualTo(house.queue("listings-de"));
    }

    private void mergesAndCancels() {
        var listing = house.listing("DE");
        var first = documents.done(ann, "ReportCase", house.report(listing));
        var second = documents.done(ann, "ReportCase", house.report(listing, "allegedCategory", "SCAMS_AND_FRAUD"));
        var into = first.at("/case/id").asString();
        var merged = documents.done(lea, "MergeCase", of(second, "into", into));
        assertThat(merged.at("/case/mergedInto/id").asString()).isEqualTo(into);
        assertThat(merged.at("/into/reports/totalCount/value").asInt()).isEqualTo(2);
        assertThat(documents
                        .done(lea, "CancelCase", of(first, "cancelReason", "SUBJECT_GONE"))
                        .at("/case/state")
                        .asString())
                .isEqualTo("CANCELLED");
    }

    private void proposesAndUndoes() {
        var proposed = documents.done(
                bea,
                "DecideCase",
                house.decision(
                        claimed(bea),
                        "VIOLATION",
                        "actions",
                        List.of(Map.of("kind", "WITHDRAWAL_SUSPENSION", "duration", "P7D"))));
        var refused = documents.done(
                lea,
                "RefuseDecision",
                Map.of("decision", proposed.at("/decision/id").asString(), "note", "Too hard"));
        assertThat(refused.at("/case/state").asString()).isEqualTo("IN_REVIEW");
        var decided = documents.done(
                bea,
                "DecideCase",
                house.decision(refused, "VIOLATION", "actions", List.of(Map.of("kind", "LISTING_REMOVAL"))));
        var reversed = documents.done(
                lea,
                "ReverseAction",
                Map.of("action", decided.at("/decision/actions/0/id").asString(), "reason", "It was another lamp"));
        assertThat(reversed.at("/action/state").asString()).isEqualTo("REVERSED");
    }

    private void decidesManyAndTakesThemBack() {
        house.fill("listings-de", 5);
        var untouched =
                "select id from cases.moderation_case where state = 'QUEUED' and version = 1 and market = 'DE' order by due_at desc limit 5";
        var cases = house.rows(untouched).stream()
                .map(id -> GlobalId.encode("Case", UUID.fromString(id)))
                .toList();
        var template = Map.of(
                "cases",
                cases,
                "outcome",
                "VIOLATION",
                "clauses",
                List.of(house.clause()),
                "sop",
                house.sop(),
                "rationale",
                "Recalled by its maker",
                "actions",
                List.of(Map.of("kind", "LISTING_REMOVAL")));
        var plan = documents.done(lea, "PlanBulkDecision", template);
        assertThat(plan.at("/bulkDecision/toDecide").asInt()).isEqualTo(5);
        var bulk = plan.at("/bulkDecision/id").asString();
        assertThat(preview(bulk)).containsExactly("DECIDED", "DECIDED", "DECIDED", "DECIDED", "DECIDED");
        documents.done(lea, "ChangeCaseSeverity", Map.of("case", cases.getLast(), "severity", "P0"));
        var applied = documents.done(lea, "ApplyBulkDecision", Map.of("bulkDecision", bulk, "onError", "REJECT_ITEM"));
        assertThat(applied.at("/bulkDecision/failed/nodes/0/fault").asString()).isEqualTo("VERSION_CONFLICT");
        var undone = documents.done(
                lea,
                "UndoBulkDecision",
                Map.of("bulkDecision", bulk, "reason", "Another lamp", "cause", "NEW_EVIDENCE"));
        assertThat(undone.at("/bulkDecision/state").asString()).isEqualTo("UNDONE");
        assertThat(undone.at("/bulkDecision/kept/totalCount/value").asInt()).isZero();
        assertThat(house.rows("select distinct detail ->> 'cause' from cases.case_event where kind = 'REOPENED'"))
                .containsExactly("NEW_EVIDENCE");
    }

    /** What is expected of each case, two at a time. */
    private List<String> preview(String bulk) {
        var expected = new java.util.ArrayList<String>();
        var after = new HashMap<String, Object>(Map.of("bulkDecision", bulk, "first", 2));
        while (true) {
            var items = documents.ask(lea, "BulkPreview", after).at("/items");
            items.path("nodes")
                    .forEach(item -> expected.add(item.path("expected").asString()));
            if (!items.at("/pageInfo/hasNextPage").asBoolean()) {
                return expected;
            }
            after.put("after", items.at("/pageInfo/endCursor").asString());
        }
    }
}
