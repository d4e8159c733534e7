package docket.cases;

import static docket.cases.Tray.CASE;
import static docket.cases.Tray.REPORT;
import static docket.cases.Tray.permissions;
import static docket.testing.Workplace.caseOf;
import static docket.testing.Workplace.code;
import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** What comes in, which case it becomes, and which queue that goes to. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportsAndRoutingTest {
    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    private Tray tray;
    private GraphClient ann;
    private GraphClient bea;
    private GraphClient lea;

    @BeforeAll
    void openTheHouse() {
        tray = new Tray(house);
        ann = house.as("Ann");
        bea = house.as("Bea");
        lea = house.as("Lea");
    }

    @Test
    void opensACaseByTheFirstReportAndAddsTheNextToIt() {
        var listing = house.listing("DE");
        var first = tray.reported(listing);
        var second = bea.mutate("reportCase", REPORT, house.report(listing));
        assertThat(first.at("/isNewCase").asBoolean()).isTrue();
        assertThat(second.at("/isNewCase").asBoolean()).isFalse();
        assertThat(second.at("/case/id")).isEqualTo(first.at("/case/id"));
        assertThat(first.at("/case/queue/key").asString()).isEqualTo("listings-de");
        assertThat(first.at("/case/dueAt").asString()).isNotBlank();
        assertThat(house.eventsOf(caseOf(first))).containsExactly("RECEIVED", "QUEUED", "REPORT_ADDED");
    }

    @Test
    void aFurtherReportLeavesTheCaseAsWhoeverHoldsItHasReadIt() {
        var listing = house.listing("DE");
        var first = tray.reported(listing);
        var second = bea.mutate("reportCase", REPORT, house.report(listing));
        assertThat(second.at("/case/version").asInt())
                .isEqualTo(first.at("/case/version").asInt());
    }

    @Test
    void aMoreSevereReportRaisesItsCase() {
        var listing = house.listing("DE");
        var first = tray.reported(listing);
        var raised = bea.mutate("reportCase", REPORT, house.report(listing, "severity", "P0"));
        assertThat(raised.at("/isNewCase").asBoolean()).isFalse();
        assertThat(raised.at("/case/severity").asString()).isEqualTo("P0");
        assertThat(raised.at("/case/version").asInt())
                .isEqualTo(first.at("/case/version").asInt() + 1);
        var less = bea.mutate("reportCase", REPORT, house.report(listing, "severity", "P3"));
        var none = bea.mutate("reportCase", REPORT, house.report(listing));
        for (var later : List.of(less, none)) {
            assertThat(later.at("/case/severity").asString()).isEqualTo("P0");
            assertThat(later.at("/case/version")).isEqualTo(raised.at("/case/version"));
        }
        assertThat(house.eventsOf(caseOf(first)))
                .containsExactly(
                        "RECEIVED", "QUEUED", "REPORT_ADDED", "SEVERITY_CHANGED", "REPORT_ADDED", "REPORT_ADDED");
        assertThat(house.value(
                        "select detail ->> 'from' from cases.case_event where kind = 'SEVERITY_CHANGED' and case_id = '%s'"
                                .formatted(caseOf(first))))
                .isEqualTo("P2");

        var mild = tray.reported(house.listing("DE"), "severity", "P3");
        assertThat(mild.at("/case/severity").asString()).isEqualTo("P3");
    }

    @Test
    void opensOneCaseWhenManyReportTheSameAtOnce() throws Exception {
        var listing = house.listing("DE");
        var cases = new HashSet<UUID>();
        for (var answer : AtOnce.times(8, () -> tray.reported(listing))) {
            cases.add(caseOf(answer));
        }
        assertThat(cases).hasSize(1);
        var reports = "select count(*) from cases.case_report where case_id = '%s'";
        assertThat(house.value(reports.formatted(cases.iterator().next()))).isEqualTo("8");
    }

    /** Whoever may not know a seller's name reads the title of a case about him. */
    @Test
    void makesUpNoTitleThatNamesSomebody() {
        var seller = house.seller("PRIVATE", "DE");
        var title = "{ case(id: \"%s\") { title } }";
        var ofSeller = tray.reported(seller).at("/case/id").asString();
        assertThat(client.execute(title.formatted(ofSeller)).data("case/title").asString())
                .isEqualTo("Seller in DE");
        var ofCreator = tray.reported(house.creator(5)).at("/case/id").asString();
        assertThat(client.execute(title.formatted(ofCreator)).data("case/title").asString())
                .isEqualTo("Creator in JP");
    }

    @Test
    void saysWhatIsWrongWithALanguageOrASource() {
        for (var language : List.of("English", "de-DE", "DE", "d")) {
            var refused = tray.reported(house.listing("DE"), "language", language);
            assertThat(code(refused)).as(language).isEqualTo("LANGUAGE_INVALID");
            assertThat(refused.at("/userErrors/0/field/1").asString()).isEqualTo("language");
        }
        var refused = tray.reported(house.listing("DE"), "sourceDetail", "IMPORT");
        assertThat(code(refused)).isEqualTo("SOURCE_REFUSED");
        assertThat(refused.at("/userErrors/0/field/1").asString()).isEqualTo("sourceDetail");
        var taken = tray.reported(house.listing("DE"), "sourceDetail", "MODEL", "language", "de");
        assertThat(taken.at("/isNewCase").asBoolean()).isTrue();
    }

    @Test
    void refusesReportsAboutNothing() {
        var unknown = tray.reported(GlobalId.encode("Seller", UUID.randomUUID()));
        assertThat(code(unknown)).isEqualTo("SUBJECT_UNKNOWN");
        assertThat(unknown.at("/userErrors/0/field/1").asString()).isEqualTo("subject");
    }

    @Test
    void aCaseThatNoQueueTookIsPutIntoOneByALead() {
        house.run("update cases.queue set active = false where domain = 'CONTENT_CREATOR'");
        var lost = tray.reported(house.creator(10));
        var creator = house.creator(20);
        var found = tray.reported(creator);
        assertThat(lost.at("/case/state").asString()).isEqualTo("RECEIVED");
        house.run("update cases.queue set active = true where domain = 'CONTENT_CREATOR'");
        assertThat(permissions(lea, lost)).containsEntry("QUEUED", "yes").doesNotContainKey("NOTICE_SENT");
        assertThat(permissions(ann, lost)).containsEntry("QUEUED", "It takes the scope CASES_LEAD");
        var moved = lea.mutate(
                "rerouteCase", CASE, Map.of("case", lost.at("/case/id").asString(), "queue", house.queue("creators")));
        assertThat(moved.at("/case/state").asString()).isEqualTo("QUEUED");
        assertThat(moved.at("/case/queue/key").asString()).isEqualTo("creators");
        assertThat(house.eventsOf(caseOf(lost))).containsExactly("RECEIVED", "QUEUED");
        assertThat(house.value(
                        "select started_at is not null from sla.sla_clock where clock_kind = 'FIRST_TOUCH' and case_id = '%s'"
                                .formatted(caseOf(lost))))
                .isEqualTo("t");

        tray.reported(creator);
        assertThat(house.eventsOf(caseOf(found)))
                .as("there is a queue by now")
                .containsExactly("RECEIVED", "REPORT_ADDED", "QUEUED");
    }

    /** Otherwise it would be worked by those who have the skill for the queue, and not for the case. */
    @Test
    void casesStayInQueuesOfTheirDomain() {
        var waiting = tray.reported(house.listing("DE"));
        var id = waiting.at("/case/id").asString();
        var moved = lea.mutate("rerouteCase", CASE, Map.of("case", id, "queue", house.queue("sellers-de")));
        assertThat(code(moved)).isEqualTo("QUEUE_UNFIT");
        assertThat(moved.at("/userErrors/0/message").asString()).contains("SELLER", "PRODUCT_LISTING");
        var sellers = "(select id from cases.queue where key = 'sellers-de')";
        assertThat(house.refusal("update cases.moderation_case set queue_id = %s where id = '%s'"
                        .formatted(sellers, caseOf(waiting))))
                .contains("is for SELLER, not for PRODUCT_LISTING");
        assertThat(house.refusal("update cases.queue set domain = 'IPR' where key = 'listings-de'"))
                .contains("domain and company of queue listings-de stay");
        var rule = """
                insert into cases.routing_rule_version (key, revision, rank, queue_id, domain, market, effective_at)
                values ('any', 1, 1, %s, %s, 'DE', '2024-01-01')""";
        assertThat(house.refusal(rule.formatted(sellers, "'PRODUCT_LISTING'")))
                .contains("is for SELLER, not for PRODUCT_LISTING");
        house.run(rule.formatted(sellers, "null"));
        var routed = tray.reported(house.listing("DE"));
        assertThat(routed.at("/case/queue/key").asString())
                .as("a rule for any domain leads cases of the queue's only")
                .isEqualTo("listings-de");
        var preview = lea.execute("""
                { routingPreview(domain: PRODUCT_LISTING, market: "DE", severity: P2) { considered { rule { key } isMatch mismatches } } }""");
        assertThat(preview.data("routingPreview/considered/0/mismatches/0").asString())
                .isEqualTo("the queue is for SELLER, not PRODUCT_LISTING");
        house.run("delete from cases.routing_rule_version where key = 'any'");
    }

    @Test
    void previewsWhereACaseWouldGo() {
        var answer = lea.execute("""
                { routingPreview(domain: PRODUCT_LISTING, market: "FR", severity: P2) { queue { key } rule { key }
                  considered { rule { key } isMatch mismatches } } }""");
        var preview = answer.data("routingPreview");
        assertThat(preview.at("/queue/key").asString()).isEqualTo("listings-fr");
        assertThat(preview.at("/rule/key").asString()).isEqualTo("listings-fr");
        assertThat(preview.at("/considered/0/mismatches/0").asString()).isEqualTo("market is FR, not DE");
    }
}
