package docket.cases;

import static docket.testing.Workplace.code;
import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What can be done to a case before it is decided, over HTTP as the people who do it. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseWorkTest {
    private static final String CASE =
            "case { id number state version queue { key } assignee { name } dueAt wakeAt reopenCount } ";
    private static final String LEASE = "lease { token expiresAt endedAt endedBy activeSeconds } ";
    private static final String REPORT = CASE + "report { id receivedAt } isNewCase";
    private static final String CLAIM = CASE + LEASE + "rank { isReturned dueAt severity priorityRank }";

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

    GraphClient ann;
    GraphClient bea;
    GraphClient lea;

    @BeforeAll
    void openTheHouse() {
        ann = house.as("Ann");
        bea = house.as("Bea");
        lea = house.as("Lea");
    }

    private JsonNode reported(String subject) {
        return ann.mutate("reportCase", REPORT, house.report(subject));
    }

    /** A case, claimed by Ann; the only one that waits. */
    private JsonNode claimed() {
        house.run("update cases.moderation_case set due_at = 'infinity', returned_to_id = null where state = 'QUEUED'");
        reported(house.listing("DE"));
        return ann.mutate("claimNextCase", CLAIM, Map.of("queue", house.queue("listings-de")));
    }

    private static UUID caseId(JsonNode payload) {
        return GlobalId.decode(payload.at("/case/id").asString(), "Case", "id");
    }

    private List<String> events(JsonNode payload) {
        return house.rows(
                "select kind from cases.case_event where case_id = '%s' order by seq".formatted(caseId(payload)));
    }

    private String state(JsonNode payload) {
        return house.value("select state from cases.moderation_case where id = '%s'".formatted(caseId(payload)));
    }

    @Test
    void opensACaseByTheFirstReportAndAddsTheNextToIt() {
        var listing = house.listing("DE");
        var first = reported(listing);
        var second = bea.mutate("reportCase", REPORT, house.report(listing));
        assertThat(first.at("/isNewCase").asBoolean()).isTrue();
        assertThat(second.at("/isNewCase").asBoolean()).isFalse();
        assertThat(second.at("/case/id")).isEqualTo(first.at("/case/id"));
        assertThat(first.at("/case/queue/key").asString()).isEqualTo("listings-de");
        assertThat(first.at("/case/dueAt").asString()).isNotBlank();
        assertThat(events(first)).containsExactly("RECEIVED", "QUEUED", "REPORT_ADDED");
    }

    /** Whoever may not know a seller's name reads the title of a case about him. */
    @Test
    void makesUpNoTitleThatNamesSomebody() {
        var seller = house.seller("PRIVATE", "DE");
        var title = "{ case(id: \"%s\") { title } }";
        var ofSeller = reported(seller).at("/case/id").asString();
        assertThat(client.execute(title.formatted(ofSeller)).data("case/title").asString())
                .isEqualTo("Seller in DE");
        var ofCreator = reported(house.creator(5)).at("/case/id").asString();
        assertThat(client.execute(title.formatted(ofCreator)).data("case/title").asString())
                .isEqualTo("Creator in JP");
        house.run("update cases.moderation_case set due_at = 'infinity', returned_to_id = null where state = 'QUEUED'");
    }

    @Test
    void aFurtherReportLeavesTheCaseAsWhoeverHoldsItHasReadIt() {
        var listing = house.listing("DE");
        var first = reported(listing);
        var second = bea.mutate("reportCase", REPORT, house.report(listing));
        assertThat(second.at("/case/version").asInt())
                .isEqualTo(first.at("/case/version").asInt());
    }

    @Test
    void aMoreSevereReportRaisesItsCase() {
        var listing = house.listing("DE");
        var first = reported(listing);
        var raised = bea.mutate("reportCase", REPORT + " case { severity }", severe(listing, "P0"));
        assertThat(raised.at("/isNewCase").asBoolean()).isFalse();
        assertThat(raised.at("/case/severity").asString()).isEqualTo("P0");
        assertThat(raised.at("/case/version").asInt())
                .isEqualTo(first.at("/case/version").asInt() + 1);
        var less = bea.mutate("reportCase", REPORT + " case { severity }", severe(listing, "P3"));
        var none = bea.mutate("reportCase", REPORT + " case { severity }", house.report(listing));
        for (var later : List.of(less, none)) {
            assertThat(later.at("/case/severity").asString()).isEqualTo("P0");
            assertThat(later.at("/case/version")).isEqualTo(raised.at("/case/version"));
        }
        assertThat(events(first))
                .containsExactly(
                        "RECEIVED", "QUEUED", "REPORT_ADDED", "SEVERITY_CHANGED", "REPORT_ADDED", "REPORT_ADDED");
        assertThat(house.value(
                        "select detail ->> 'from' from cases.case_event where kind = 'SEVERITY_CHANGED' and case_id = '%s'"
                                .formatted(caseId(first))))
                .isEqualTo("P2");

        var mild = ann.mutate("reportCase", REPORT, severe(house.listing("DE"), "P3"));
        assertThat(house.value("select severity from cases.moderation_case where id = '%s'".formatted(caseId(mild))))
                .isEqualTo("P3");
    }

    private Map<String, Object> severe(String subject, String severity) {
        var report = new HashMap<>(house.report(subject));
        report.put("severity", severity);
        return report;
    }

    @Test
    void aCaseThatNoQueueTookIsPutIntoOneByALead() {
        house.run("update cases.queue set active = false where domain = 'CONTENT_CREATOR'");
        var lost = reported(house.creator(10));
        var creator = house.creator(20);
        var found = reported(creator);
        assertThat(lost.at("/case/state").asString()).isEqualTo("RECEIVED");
        house.run("update cases.queue set active = true where domain = 'CONTENT_CREATOR'");
        var id = Map.<String, Object>of("id", lost.at("/case/id").asString());
        var question =
                "query ($id: ID!) { case(id: $id) { availableTransitions { event permission { isAllowed reason } } } }";
        assertThat(permissions(lea.execute(question, id).data("case/availableTransitions")))
                .containsEntry("QUEUED", "yes")
                .doesNotContainKey("NOTICE_SENT");
        assertThat(permissions(ann.execute(question, id).data("case/availableTransitions"))
                        .get("QUEUED"))
                .isEqualTo("It takes the scope CASES_LEAD");
        var moved = lea.mutate(
                "rerouteCase", CASE, Map.of("case", lost.at("/case/id").asString(), "queue", house.queue("creators")));
        assertThat(moved.at("/case/state").asString()).isEqualTo("QUEUED");
        assertThat(moved.at("/case/queue/key").asString()).isEqualTo("creators");
        assertThat(events(lost)).containsExactly("RECEIVED", "QUEUED");
        assertThat(house.value(
                        "select started_at is not null from sla.sla_clock where clock_kind = 'FIRST_TOUCH' and case_id = '%s'"
                                .formatted(caseId(lost))))
                .isEqualTo("t");

        reported(creator);
        assertThat(events(found)).as("there is a queue by now").containsExactly("RECEIVED", "REPORT_ADDED", "QUEUED");
    }

    @Test
    void saysWhatIsWrongWithALanguageOrASource() {
        for (var language : List.of("English", "de-DE", "DE", "d")) {
            var input = new HashMap<>(house.report(house.listing("DE")));
            input.put("language", language);
            var refused = ann.mutate("reportCase", REPORT, input);
            assertThat(code(refused)).as(language).isEqualTo("LANGUAGE_INVALID");
            assertThat(refused.at("/userErrors/0/field/1").asString()).isEqualTo("language");
        }
        var input = new HashMap<>(house.report(house.listing("DE")));
        input.put("sourceDetail", "IMPORT");
        var refused = ann.mutate("reportCase", REPORT, input);
        assertThat(code(refused)).isEqualTo("SOURCE_REFUSED");
        assertThat(refused.at("/userErrors/0/field/1").asString()).isEqualTo("sourceDetail");
        input.put("sourceDetail", "MODEL");
        input.put("language", "de");
        assertThat(ann.mutate("reportCase", REPORT, input).at("/isNewCase").asBoolean())
                .isTrue();
    }

    @Test
    void opensOneCaseWhenManyReportTheSameAtOnce() throws Exception {
        var listing = house.listing("DE");
        var cases = new HashSet<UUID>();
        for (var answer : atOnce(8, () -> reported(listing))) {
            cases.add(caseId(answer));
        }
        assertThat(cases).hasSize(1);
        var reports = "select count(*) from cases.case_report where case_id = '%s'";
        assertThat(house.value(reports.formatted(cases.iterator().next()))).isEqualTo("8");
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        try (var pool = Executors.newFixedThreadPool(times)) {
            var results = new ArrayList<T>();
            for (var future : pool.invokeAll(Collections.nCopies(times, call), 1, TimeUnit.MINUTES)) {
                results.add(future.get());
            }
            return results;
        }
    }

    @Test
    void refusesReportsAboutNothing() {
        var unknown = ann.mutate("reportCase", REPORT, house.report(GlobalId.encode("Seller", UUID.randomUUID())));
        assertThat(code(unknown)).isEqualTo("SUBJECT_UNKNOWN");
        assertThat(unknown.at("/userErrors/0/field/1").asString()).isEqualTo("subject");
    }

    @Test
    void givesTheMostUrgentCaseFirst() {
        reported(house.listing("DE"));
        var urgent = new HashMap<>(house.report(house.listing("DE")));
        urgent.put("severity", "P0");
        var opened = ann.mutate("reportCase", REPORT, urgent);
        var claim = bea.mutate("claimNextCase", CLAIM, Map.of("queue", house.queue("listings-de")));
        assertThat(claim.at("/case/id")).isEqualTo(opened.at("/case/id"));
        assertThat(claim.at("/case/state").asString()).isEqualTo("IN_REVIEW");
        assertThat(claim.at("/case/assignee/name").asString()).isEqualTo("Bea");
        assertThat(claim.at("/rank/severity").asString()).isEqualTo("P0");
        assertThat(claim.at("/rank/dueAt")).isEqualTo(opened.at("/case/dueAt"));
        bea.mutate("releaseCase", CASE, held(claim));
    }

    @Test
    void neverGivesOneCaseToTwo() throws Exception {
        house.fill("listings-fr", 40);
        var vic = house.as("Vic");
        var portal = client.as(house.vendorToken());
        var person = Map.of("reviewer", GlobalId.encode("Reviewer", house.reviewer("Vic")));
        var claimed = atOnce(10, () -> caseId(portal.mutate("claimNextCase", CLAIM, person)));
        assertThat(claimed).doesNotHaveDuplicates();
        assertThat(code(vic.mutate("claimNextCase", CLAIM, Map.of()))).isEqualTo("TOO_MANY_LEASES");
    }

    @Test
    void nobodyHoldsMoreThanTenHoweverManySheAsksForAtOnce() throws Exception {
        house.fill("listings-fr", 40);
        var val = house.as("Val");
        var codes = atOnce(16, () -> code(val.mutate("claimNextCase", CLAIM, Map.of())));
        assertThat(codes.stream().filter(String::isEmpty)).hasSize(10);
        assertThat(codes.stream().filter("TOO_MANY_LEASES"::equals)).hasSize(6);
        assertThat(house.value("""
                select count(*) from cases.lease where ended_at is null and reviewer_id = '%s'""".formatted(house.reviewer("Val")))).isEqualTo("10");
    }

    @Test
    void numbersOfLeasesAreThoseOfTheCase() {
        var first = claimed();
        ann.mutate("releaseCase", CASE, held(first));
        var second = claimed();
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
        var asVic = Map.of(
                "reviewer", GlobalId.encode("Reviewer", house.reviewer("Vic")), "queue", house.queue("listings-de"));
        assertThat(code(portal.mutate("claimNextCase", CLAIM, asVic))).isIn("QUEUE_UNKNOWN", "TOO_MANY_LEASES");
    }

    @Test
    void vendorsTouchTheirOwnCasesAndPeopleOnly() {
        var claim = claimed();
        var portal = client.as(house.vendorToken());
        var own = GlobalId.encode("Reviewer", house.reviewer("Vic"));
        var foreign = GlobalId.encode("Reviewer", house.reviewer("Ann"));
        assertThat(code(portal.mutate("releaseCase", CASE, held(claim, "reviewer", own))))
                .isEqualTo("CASE_UNKNOWN");
        assertThat(code(portal.mutate("claimNextCase", CLAIM, Map.of("reviewer", foreign))))
                .isEqualTo("REVIEWER_UNKNOWN");
        ann.mutate("releaseCase", CASE, held(claim));
    }

    @Test
    void holdsAndWakes() {
        var claim = claimed();
        var wakeAt = Instant.now().plus(Duration.ofHours(1));
        var hold =
                ann.mutate("holdCase", CASE, held(claim, "holdReason", "AWAITING_SELLER", "wakeAt", wakeAt.toString()));
        assertThat(hold.at("/case/state").asString()).isEqualTo("ON_HOLD");
        assertThat(hold.at("/case/dueAt").isNull()).as("its clock stands still").isTrue();
        returnCases();
        assertThat(state(claim)).isEqualTo("ON_HOLD");
        house.run("update cases.moderation_case set wake_at = now() where id = '%s'".formatted(caseId(claim)));
        returnCases();
        assertThat(state(claim)).isEqualTo("QUEUED");
        assertThat(events(claim)).containsExactly("RECEIVED", "QUEUED", "CLAIMED", "HELD", "RESUMED");
    }

    /** She knows it already. */
    @Test
    void whoeverHeldACaseGetsItFirstWhenItComesBack() {
        var claim = claimed();
        var more = reported(house.listing("DE"));
        urgent(more);
        var queue = Map.<String, Object>of("queue", house.queue("listings-de"));
        ann.mutate("holdCase", CASE, held(claim, "holdReason", "AWAITING_SELLER"));
        bea.mutate("resumeCase", CASE, Map.of("case", claim.at("/case/id").asString()));
        var toBea = bea.mutate("claimNextCase", CLAIM, queue);
        assertThat(caseId(toBea)).as("to others in its turn").isEqualTo(caseId(more));
        bea.mutate("releaseCase", CASE, held(toBea));
        var again = ann.mutate("claimNextCase", CLAIM, queue);
        assertThat(caseId(again)).isEqualTo(caseId(claim));
        assertThat(again.at("/rank/isReturned").asBoolean()).isTrue();
        ann.mutate("releaseCase", CASE, held(again));
        urgent(more);
        var next = ann.mutate("claimNextCase", CLAIM, queue);
        assertThat(caseId(next)).as("once").isEqualTo(caseId(more));
        assertThat(next.at("/rank/isReturned").asBoolean()).isFalse();
        ann.mutate("releaseCase", CASE, held(next));
        house.run("update cases.moderation_case set due_at = 'infinity' where id = '%s'".formatted(caseId(more)));
    }

    private void urgent(JsonNode reported) {
        house.run("update cases.moderation_case set due_at = now() - interval '1 day' where id = '%s'"
                .formatted(caseId(reported)));
    }

    /** Nobody gets time because servers were down, whoever comes first afterwards. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHoldEndsWhenItIsToHoweverLateThatIsNoticed(boolean bySweep) throws Exception {
        var claim = claimed();
        var wakeAt = Instant.now().plus(Duration.ofMillis(700)).truncatedTo(ChronoUnit.MILLIS);
        ann.mutate("holdCase", CASE, held(claim, "holdReason", "AWAITING_SELLER", "wakeAt", wakeAt.toString()));
        Thread.sleep(2_000);
        if (bySweep) {
            returnCases();
        } else {
            bea.mutate("resumeCase", CASE, Map.of("case", claim.at("/case/id").asString()));
        }
        assertThat(house.rows("""
                        select p.resumed_at = '%s', k.status from sla.sla_pause p join sla.sla_clock k on k.id = p.sla_clock_id
                        where k.case_id = '%s'""".formatted(wakeAt, caseId(claim)))).containsExactly("t|RUNNING");
        assertThat(house.rows(
                        "select occurred_at = '%s', actor_kind from cases.case_event where kind = 'RESUMED' and case_id = '%s'"
                                .formatted(wakeAt, caseId(claim))))
                .containsExactly("t|SYSTEM");
    }

    /** What happens by itself every second. */
    private void returnCases() {
        var returns = new ReturnCases(sql, work);
        returns.expiredLeases().work().accept(Instant.now());
        returns.holdsThatEnd().work().accept(Instant.now());
    }

    private void agesBy(String interval, JsonNode claim) {
        house.run("""
                update cases.lease
                set granted_at = granted_at - interval '%1$s', heartbeat_at = heartbeat_at - interval '%1$s',
                    expires_at = expires_at - interval '%1$s'
                where ended_at is null and case_id = '%2$s'""".formatted(interval, caseId(claim)));
    }

    @Test
    void refusesHoldsThatEndInThePast() {
        var claim = claimed();
        var refused =
                ann.mutate("holdCase", CASE, held(claim, "holdReason", "OTHER", "wakeAt", "2020-01-01T00:00:00Z"));
        assertThat(code(refused)).isEqualTo("WAKE_OUT_OF_RANGE");
        assertThat(state(claim)).isEqualTo("IN_REVIEW");
        ann.mutate("releaseCase", CASE, held(claim));
    }

    @Test
    void aLeaseThatRanOutCannotBeUsedAnyMore() {
        var claim = claimed();
        agesBy("16 minutes", claim);
        returnCases();
        assertThat(state(claim)).isEqualTo("QUEUED");
        assertThat(code(ann.mutate("releaseCase", CASE, held(claim)))).isEqualTo("LEASE_EXPIRED");
        var again = bea.mutate("claimNextCase", CLAIM, Map.of("queue", house.queue("listings-de")));
        assertThat(caseId(again)).isEqualTo(caseId(claim));
        assertThat(code(ann.mutate("renewLease", LEASE, held(claim)))).isEqualTo("LEASE_EXPIRED");
        assertThat(code(bea.mutate("renewLease", LEASE, held(claim))))
                .as("of the other one nothing is told")
                .isEqualTo("LEASE_ENDED");
        assertThat(again.at("/lease/token").asLong())
                .isGreaterThan(claim.at("/lease/token").asLong());
        bea.mutate("releaseCase", CASE, held(again));
    }

    /** One case is just being changed by somebody else: the others go back without waiting for that. */
    @Test
    void oneCaseThatIsHeldUpDoesNotHoldUpTheOthers() throws Exception {
        var first = claimed();
        var second = claimed();
        agesBy("16 minutes", first);
        agesBy("16 minutes", second);
        try (var busy = database.connect();
                var statement = busy.createStatement()) {
            busy.setAutoCommit(false);
            statement.execute("select from cases.moderation_case where id = '%s' for update".formatted(caseId(first)));
            returnCases();
            assertThat(state(second)).isEqualTo("QUEUED");
            assertThat(state(first)).isEqualTo("IN_REVIEW");
            busy.rollback();
        }
        returnCases();
        assertThat(state(first)).isEqualTo("QUEUED");
    }

    @Test
    void aLeaseThatHasExpiredIsRefusedBeforeAnybodyEndsIt() {
        var claim = claimed();
        agesBy("16 minutes", claim);
        assertThat(code(ann.mutate("releaseCase", CASE, held(claim)))).isEqualTo("LEASE_EXPIRED");
        returnCases();
        assertThat(state(claim)).isEqualTo("QUEUED");
    }

    @Test
    void aHeartbeatKeepsTheLeaseAndCountsAttention() {
        var claim = claimed();
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
        var claim = claimed();
        var to = GlobalId.encode("Reviewer", house.reviewer("Bea"));
        var unfit = GlobalId.encode("Reviewer", house.reviewer("Una"));
        assertThat(code(ann.mutate("handOverCase", CASE, held(claim, "to", unfit, "note", "please"))))
                .isEqualTo("REVIEWER_UNFIT");
        var herself = GlobalId.encode("Reviewer", house.reviewer("Ann"));
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
        assertThat(events(claim)).endsWith("HANDED_OVER", "RELEASED");
    }

    @Test
    void leadsTakeAwayMoveAndCancel() {
        var claim = claimed();
        var id = claim.at("/case/id").asString();
        assertThat(lea.mutate("revokeLease", CASE, Map.of("case", id))
                        .at("/case/state")
                        .asString())
                .isEqualTo("QUEUED");
        assertThat(code(lea.mutate("revokeLease", CASE, Map.of("case", id)))).isEqualTo("INVALID_TRANSITION");
        var stale = lea.mutate("changeCaseSeverity", CASE, Map.of("case", id, "severity", "P1", "version", 1));
        assertThat(code(stale)).isEqualTo("VERSION_CONFLICT");
        assertThat(stale.at("/case/version").asInt()).as("shown as it is").isGreaterThan(1);
        var moved = lea.mutate("rerouteCase", CASE, Map.of("case", id, "queue", house.queue("listings-fr")));
        assertThat(moved.at("/case/queue/key").asString()).isEqualTo("listings-fr");
        var cancelled = lea.mutate("cancelCase", CASE, Map.of("case", id, "cancelReason", "SUBJECT_GONE"));
        assertThat(cancelled.at("/case/state").asString()).isEqualTo("CANCELLED");
        var outcome = "select outcome from cases.case_report where case_id = '%s'";
        assertThat(house.value(outcome.formatted(caseId(claim)))).isEqualTo("NOT_EXAMINED");
        var dead = lea.mutate("rerouteCase", CASE, Map.of("case", id, "queue", house.queue("listings-de")));
        assertThat(dead.at("/userErrors/0/message").asString()).contains("CANCELLED", "its end");
    }

    /** Otherwise it would be worked by those who have the skill for the queue, and not for the case. */
    @Test
    void casesStayInQueuesOfTheirDomain() {
        var claim = claimed();
        var id = claim.at("/case/id").asString();
        ann.mutate("releaseCase", CASE, held(claim));
        var moved = lea.mutate("rerouteCase", CASE, Map.of("case", id, "queue", house.queue("sellers-de")));
        assertThat(code(moved)).isEqualTo("QUEUE_UNFIT");
        assertThat(moved.at("/userErrors/0/message").asString()).contains("SELLER", "PRODUCT_LISTING");
        var sellers = "(select id from cases.queue where key = 'sellers-de')";
        assertThat(house.refusal("update cases.moderation_case set queue_id = %s where id = '%s'"
                        .formatted(sellers, caseId(claim))))
                .contains("is for SELLER, not for PRODUCT_LISTING");
        assertThat(house.refusal("update cases.queue set domain = 'IPR' where key = 'listings-de'"))
                .contains("domain and company of queue listings-de stay");
        var rule = """
                insert into cases.routing_rule_version (key, revision, rank, queue_id, domain, market, effective_at)
                values ('any', 1, 1, %s, %s, 'DE', '2024-01-01')""";
        assertThat(house.refusal(rule.formatted(sellers, "'PRODUCT_LISTING'")))
                .contains("is for SELLER, not for PRODUCT_LISTING");
        house.run(rule.formatted(sellers, "null"));
        var routed = reported(house.listing("DE"));
        assertThat(routed.at("/case/queue/key").asString())
                .as("a rule for any domain leads cases of the queue's only")
                .isEqualTo("listings-de");
        var preview = lea.execute("""
                { routingPreview(domain: PRODUCT_LISTING, market: "DE", severity: P2) { considered { rule { key } isMatch mismatches } } }""");
        assertThat(preview.data("routingPreview/considered/0/mismatches/0").asString())
                .isEqualTo("the queue is for SELLER, not PRODUCT_LISTING");
        house.run("delete from cases.routing_rule_version where key = 'any'");
    }

    /** What was decided would stay in force behind its end. */
    @Test
    void whatWasDecidedIsNeitherCancelledNorMerged() {
        var listing = house.listing("DE");
        house.run("update cases.moderation_case set due_at = 'infinity', returned_to_id = null where state = 'QUEUED'");
        reported(listing);
        var claim = ann.mutate("claimNextCase", CLAIM, Map.of("queue", house.queue("listings-de")));
        ann.mutate("decideCase", "case { id }", house.decision(claim, "NO_VIOLATION"));
        var id = claim.at("/case/id").asString();
        lea.mutate("reopenCase", CASE, Map.of("case", id, "cause", "NEW_EVIDENCE"));
        var other = reported(listing).at("/case/id").asString();
        var cancelled = lea.mutate("cancelCase", CASE, Map.of("case", id, "cancelReason", "DUPLICATE"));
        assertThat(code(cancelled)).isEqualTo("INVALID_TRANSITION");
        assertThat(cancelled.at("/userErrors/0/message").asString()).contains("was decided at 20", "decided anew");
        assertThat(code(lea.mutate("mergeCase", CASE, Map.of("case", id, "into", other))))
                .isEqualTo("INVALID_TRANSITION");
        assertThat(house.refusal("update cases.moderation_case set state = 'CANCELLED' where id = '%s'"
                        .formatted(caseId(claim))))
                .contains("has been decided, and does not end as CANCELLED");
        var outcome = "select outcome from cases.case_report where case_id = '%s'";
        assertThat(house.value(outcome.formatted(caseId(claim)))).isEqualTo("NOT_UPHELD");
        assertThat(lea.mutate("mergeCase", CASE, Map.of("case", other, "into", id))
                        .at("/case/state")
                        .asString())
                .as("another one goes into it")
                .isEqualTo("MERGED");
        house.run("update cases.moderation_case set due_at = 'infinity' where id = '%s'".formatted(caseId(claim)));
    }

    @Test
    void mergesTwoCasesAboutOneSubject() {
        var listing = house.listing("DE");
        var first = reported(listing);
        var other = new HashMap<>(house.report(listing));
        other.put("allegedCategory", "SCAMS_AND_FRAUD");
        var second = ann.mutate("reportCase", REPORT, other);
        assertThat(second.at("/isNewCase").asBoolean())
                .as("another category, another case")
                .isTrue();
        var into = first.at("/case/id").asString();
        assertThat(code(lea.mutate("mergeCase", CASE, Map.of("case", into, "into", into))))
                .isEqualTo("OTHER_CASE_UNFIT");
        var merged = lea.mutate(
                "mergeCase",
                CASE + "into { id reports { nodes { id } } }",
                Map.of("case", second.at("/case/id").asString(), "into", into));
        assertThat(merged.at("/case/state").asString()).isEqualTo("MERGED");
        assertThat(merged.at("/into/reports/nodes").size()).isEqualTo(2);
    }

    @Test
    void tellsWhatCanBeDoneAndByWhom() {
        var claim = claimed();
        var question =
                "query ($id: ID!) { case(id: $id) { availableTransitions { event to guard permission { isAllowed reason } } } }";
        var id = Map.of("id", claim.at("/case/id").asString());
        var toAnn = permissions(ann.execute(question, id).data("case/availableTransitions"));
        var toBea = permissions(bea.execute(question, id).data("case/availableTransitions"));
        var toLea = permissions(lea.execute(question, id).data("case/availableTransitions"));
        assertThat(toAnn).containsEntry("HELD", "yes").containsEntry("DECIDED", "yes");
        assertThat(toAnn.get("SEVERITY_CHANGED")).isEqualTo("It takes the scope CASES_LEAD");
        assertThat(toBea.get("HELD")).startsWith("Only whoever holds its lease");
        assertThat(toLea)
                .containsEntry("SEVERITY_CHANGED", "yes")
                .containsEntry("RELEASED", "yes")
                .doesNotContainKey("CLAIMED");
        assertThat(toLea.get("HELD")).startsWith("Only whoever holds its lease");
        ann.mutate(
                "decideCase",
                "case { id }",
                house.decision(
                        claim,
                        "VIOLATION",
                        "actions",
                        List.of(Map.of("kind", "BALANCE_DEDUCTION", "amount", "5.00", "currency", "EUR"))));
        assertThat(permissions(lea.execute(question, id).data("case/availableTransitions")))
                .containsEntry("APPROVED", "yes");
        var pending =
                house.id("Decision", "select id from decisions.decision where case_id = '%s'".formatted(caseId(claim)));
        lea.mutate("approveDecision", "case { id }", Map.of("decision", pending));
        lea.mutate("reopenCase", CASE, Map.of("case", claim.at("/case/id").asString(), "cause", "NEW_EVIDENCE"));
        var reopened = lea.execute(question, id).data("case/availableTransitions");
        assertThat(permissions(reopened))
                .containsEntry("CANCELLED", "It was decided: only another decision ends it")
                .containsEntry("MERGED", "It was decided: only another decision ends it")
                .containsEntry("CLAIMED", "yes");
        house.run("update cases.moderation_case set due_at = 'infinity' where id = '%s'".formatted(caseId(claim)));
    }

    private static Map<String, String> permissions(JsonNode transitions) {
        var permissions = new HashMap<String, String>();
        for (var next : transitions) {
            var isAllowed = next.at("/permission/isAllowed").asBoolean();
            permissions.put(
                    next.at("/event").asString(),
                    isAllowed ? "yes" : next.at("/permission/reason").asString());
        }
        return permissions;
    }

    @Test
    void reviewersCannotDoWhatLeadsDo() {
        var input = Map.of("idempotencyKey", "k", "case", "x", "cancelReason", "DUPLICATE");
        var answer = ann.execute(GraphClient.mutation("cancelCase", CASE), Map.of("input", input));
        assertThat(answer.errorCodes()).containsOnly("GRAPHQL_VALIDATION_FAILED");
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

    @Test
    void everythingThatHappensIsPublishedAndAudited() {
        var claim = claimed();
        ann.mutate("releaseCase", CASE, held(claim));
        house.run("do $$ begin while events.number_entries(1000) > 0 loop end loop; end $$");
        var published = "select kind from events.outbox_event where entity_id = '%s' order by position";
        assertThat(house.rows(published.formatted(caseId(claim)))).isEqualTo(events(claim));
        assertThat(house.value("""
                        select count(*) = max(position) and min(position) = 1
                        from events.outbox_event where stream = 'CASE' and position is not null""")).isEqualTo("t");
        var audited = "select action from audit.audit_event where entity_id = '%s' order by occurred_at, number";
        assertThat(house.rows(audited.formatted(caseId(claim))))
                .startsWith("CREATED")
                .hasSizeGreaterThan(2);
    }

    /** Whoever writes past the server. */
    @Test
    void theDatabaseKnowsWhoHoldsACaseAndThatItsHistorySaysSo() {
        var claim = claimed();
        var change = "update cases.moderation_case set %s where id = '" + caseId(claim) + "'";
        assertThat(house.refusal(change.formatted("assignee_id = '%s'".formatted(house.reviewer("Bea")))))
                .contains("is in review, and its assignee has no lease of it");
        assertThat(house.refusal(change.formatted("state = 'QUEUED', assignee_id = null")))
                .contains("is not in review, and somebody has a lease of it");
        ann.mutate("releaseCase", CASE, held(claim));
        assertThat(house.refusal(change.formatted("state = 'CANCELLED'")))
                .contains("has changed its state without an event");
    }

    @Test
    void theDatabaseItselfRefusesWhatNoLifeCycleHas() {
        var claim = claimed();
        var close = """
                update cases.moderation_case set state = 'CLOSED', closed_at = now(), decided_at = now(), assignee_id = null
                where id = '%s'""".formatted(caseId(claim));
        assertThatThrownBy(() -> house.run(close))
                .hasStackTraceContaining("nothing leads from IN_REVIEW to CLOSED in the life cycle of CASE");
        ann.mutate("releaseCase", CASE, held(claim));
    }
}
