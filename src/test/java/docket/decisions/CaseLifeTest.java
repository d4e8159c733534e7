package docket.decisions;

import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.WorkDocuments;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/**
 * The whole life of a case, as the people do it whose it is, by the documents of the contract: two reports, a hold over a holiday, two measures of which
 * one takes four eyes, the end, new evidence, another decision, the end again.
 */
@DocketTest(ownDatabase = true)
class CaseLifeTest {
    /** Those of the contract that such a life takes. */
    static final Set<String> DOCUMENTS = Set.of(
            "ReportCase",
            "ClaimNextCase",
            "RenewLease",
            "HoldCase",
            "ResumeCase",
            "DecideCase",
            "ApproveDecision",
            "CloseCase",
            "MarkNoticeSent",
            "ReopenCase");

    /** Today and tomorrow are holidays, so that no time counts before the day after tomorrow. */
    private static final String HOLIDAYS = """
            select set_config('docket.bulk_load', 'on', true);
            insert into sla.business_calendar (key, name, time_zone) values ('house', 'The house', 'UTC');
            insert into sla.calendar_hours (business_calendar_id, weekday, opens_minute, closes_minute)
            select id, day, 0, 1440 from sla.business_calendar, generate_series(1, 7) day;
            insert into sla.calendar_holiday (business_calendar_id, holiday_on, name)
            select id, (now() at time zone 'UTC')::date + n, 'Founders'' Day' from sla.business_calendar, generate_series(0, 1) n;
            insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, business_calendar_id,
                market, severity, effective_at)
            select 'decision-de-p1', 1, 'Decision', 'DECISION', 'SLA', 240, 10, id, 'DE', 'P1', '2024-01-01' from sla.business_calendar;
            """;

    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    private final WorkDocuments documents = new WorkDocuments();

    @Test
    void fromReportToItsSecondEnd() {
        house.run(HOLIDAYS);
        var ann = house.as("Ann");
        var bea = house.as("Bea");
        var lea = house.as("Lea");
        var listing = house.listing("DE");

        var report = house.report(listing, "severity", "P1", "allegedCategory", "UNSAFE_AND_PROHIBITED_PRODUCTS");
        var opened = documents.done(ann, "ReportCase", report);
        assertThat(opened.at("/isNewCase").asBoolean()).isTrue();
        assertThat(documents.done(lea, "ReportCase", report).at("/isNewCase").asBoolean())
                .isFalse();
        var theCase = opened.at("/case/id").asString();

        var claim = documents.done(bea, "ClaimNextCase", Map.of());
        assertThat(claim.at("/case/id").asString()).isEqualTo(theCase);
        documents.done(bea, "RenewLease", held(claim));
        var tomorrow = Instant.now().plus(Duration.ofDays(1)).toString();
        var hold = held(claim, "holdReason", "AWAITING_SELLER", "wakeAt", tomorrow);
        assertThat(documents.done(bea, "HoldCase", hold).at("/case/dueAt").isNull())
                .isTrue();
        documents.done(bea, "ResumeCase", Map.of("case", theCase));

        var again = documents.done(bea, "ClaimNextCase", Map.of());
        var violation = house.decision(again, "VIOLATION", "sopPath", List.of("wires"));
        violation.put(
                "actions",
                List.of(
                        Map.of("kind", "LISTING_REMOVAL"),
                        Map.of("kind", "HEALTH_POINTS", "points", 20),
                        Map.of("kind", "WITHDRAWAL_SUSPENSION", "duration", "P7D")));
        var proposed = documents.done(bea, "DecideCase", violation);
        assertThat(proposed.at("/case/state").asString()).isEqualTo("PENDING_APPROVAL");
        assertThat(house.value("select state from subjects.product_listing"))
                .as("nothing has happened yet")
                .isEqualTo("LIVE");
        var decision = Map.of("decision", proposed.at("/decision/id").asString());
        assertThat(documents
                        .done(lea, "ApproveDecision", decision)
                        .at("/case/state")
                        .asString())
                .isEqualTo("DECIDED");
        assertThat(house.value("select state from subjects.product_listing")).isEqualTo("REMOVED");
        assertThat(house.value("select health_points from subjects.seller where market = 'DE'"))
                .isEqualTo("180");
        assertThat(house.rows("select distinct outcome from cases.case_report")).containsExactly("UPHELD");

        var early = documents.send(ann, "CloseCase", Map.of("case", theCase));
        assertThat(early.at("/userErrors/0/message").asString())
                .as("says what is missing")
                .isNotBlank();
        documents.done(ann, "MarkNoticeSent", Map.of("case", theCase));
        assertThat(documents
                        .done(ann, "CloseCase", Map.of("case", theCase))
                        .at("/case/state")
                        .asString())
                .isEqualTo("CLOSED");

        documents.done(lea, "ReopenCase", Map.of("case", theCase, "cause", "NEW_EVIDENCE"));
        assertThat(documents
                        .send(bea, "ClaimNextCase", Map.of())
                        .at("/userErrors/0/code")
                        .asString())
                .as("who decided it does not judge it again")
                .isEqualTo("NOTHING_TO_CLAIM");
        var second = documents.done(ann, "ClaimNextCase", Map.of());
        var superseding =
                documents.done(ann, "DecideCase", house.decision(second, "NO_VIOLATION", "sopPath", List.of("wires")));
        assertThat(superseding.at("/decision/supersedes/id").asString())
                .isEqualTo(proposed.at("/decision/id").asString());
        assertThat(house.rows("select kind || ' ' || state from decisions.enforcement_action order by kind"))
                .containsExactly(
                        "HEALTH_POINTS REVERSED", "LISTING_REMOVAL REVERSED", "WITHDRAWAL_SUSPENSION REVERSED");
        assertThat(house.value("select state from subjects.product_listing")).isEqualTo("LIVE");
        assertThat(house.value("select health_points from subjects.seller where market = 'DE'"))
                .isEqualTo("200");
        assertThat(documents
                        .done(ann, "CloseCase", Map.of("case", theCase))
                        .at("/case/state")
                        .asString())
                .isEqualTo("CLOSED");

        whatItLeft(theCase, house);
        assertThat(documents.sent()).hasSameElementsAs(DOCUMENTS);
        Invariants.hold(house);
    }

    private void whatItLeft(String theCase, Workplace house) {
        var answer = client.execute("""
                query ($id: ID!) {
                  case(id: $id) {
                    events(first: 50) { nodes { kind toState } }
                    slaClocks(filter: { clockKind: { eq: DECISION } }) {
                      nodes { status explain { intervals { isCounted reason detail } } }
                    }
                    seller { healthLedger { nodes { points cause } } }
                  }
                  auditEvents(filter: { entity: { eq: $id } }) { totalCount { value } }
                }""", Map.of("id", theCase));
        assertThat(answer.errors()).as(answer.body()).isEmpty();
        var left = answer.json();
        assertThat(texts(left.at("/data/case/events/nodes"), "kind"))
                .containsExactly(
                        "RECEIVED",
                        "QUEUED",
                        "REPORT_ADDED",
                        "CLAIMED",
                        "HELD",
                        "RESUMED",
                        "CLAIMED",
                        "PROPOSED",
                        "APPROVED",
                        "NOTICE_SENT",
                        "CLOSED",
                        "REOPENED",
                        "CLAIMED",
                        "DECIDED",
                        "CLOSED");
        var clocks = left.at("/data/case/slaClocks/nodes");
        assertThat(texts(clocks, "status")).containsExactly("ACHIEVED", "ACHIEVED");
        assertThat(clocks.toString()).contains("HOLIDAY", "Founders' Day");
        assertThat(texts(left.at("/data/case/seller/healthLedger/nodes"), "points"))
                .contains("20", "-20");
        assertThat(left.at("/data/auditEvents/totalCount/value").asInt())
                .isEqualTo(Integer.parseInt(house.value("select version from cases.moderation_case")));
    }

    private static List<String> texts(JsonNode nodes, String field) {
        var texts = new ArrayList<String>();
        nodes.forEach(node -> texts.add(node.at("/" + field).asString()));
        return texts;
    }
}
