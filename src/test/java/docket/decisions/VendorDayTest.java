package docket.decisions;

import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.WorkDocuments;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What a company's reviewer does in a day with the company's token, by the documents of the contract, and what she cannot do. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VendorDayTest {
    private static final String OTHERS = """
            insert into vendors.vendor (key, name) values ('nimble', 'Nimble Reviews');
            insert into vendors.vendor_site (vendor_id, name, country, time_zone, languages)
            select id, 'Porto', 'PT', 'Europe/Lisbon', '{en,fr}' from vendors.vendor where key = 'nimble';
            insert into vendors.reviewer (name, email, role, hired_on, languages, site_id, vendor_id)
            select 'Ned', 'ned@nimble.test', 'REVIEWER', '2024-01-01', '{en,fr,de}', s.id, s.vendor_id
            from vendors.vendor_site s where s.name = 'Porto';
            insert into vendors.reviewer_skill (reviewer_id, domain, level, granted_on)
            select id, 'PRODUCT_LISTING', 'FULL', '2024-01-01' from vendors.reviewer where name = 'Ned';
            insert into cases.queue (key, name, domain, market, vendor_id)
            select 'listings-de-nimble', 'Listings DE', 'PRODUCT_LISTING', 'DE', id from vendors.vendor where key = 'nimble';
            """;

    /** Whom the token stands for. */
    private enum Token {
        /** Of nobody in particular: each input names who acts. */
        PORTAL,
        /** Somebody works with it: no input has to name her. */
        PERSON
    }

    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    private final WorkDocuments documents = new WorkDocuments();
    private GraphClient portal;
    private GraphClient vic;
    private GraphClient lea;

    @BeforeAll
    void openTheHouse() {
        house.run(OTHERS);
        portal = client.as(house.vendorToken());
        vic = house.as("Vic");
        lea = house.as("Lea");
    }

    @BeforeEach
    void threeCasesWait() {
        house.fill("listings-fr", 3);
    }

    /** Sends for somebody what she does herself. */
    private record Desk(WorkDocuments documents, GraphClient client, Map<String, Object> actor) {
        JsonNode done(String document, Map<String, ?> input) {
            var whole = new HashMap<String, Object>(input);
            whole.putAll(actor);
            return documents.done(client, document, whole);
        }

        String refused(String document, Map<String, ?> input) {
            var whole = new HashMap<String, Object>(input);
            whole.putAll(actor);
            return documents
                    .send(client, document, whole)
                    .at("/userErrors/0/code")
                    .asString();
        }
    }

    private Desk desk(Token token) {
        return switch (token) {
            case PORTAL -> new Desk(documents, portal, Map.of("reviewer", house.person("Vic")));
            case PERSON -> new Desk(documents, vic, Map.of());
        };
    }

    private static String state(JsonNode payload) {
        return payload.at("/case/state").asString();
    }

    @ParameterizedTest
    @EnumSource
    void worksOnTheCompanysCases(Token token) {
        var desk = desk(token);
        var claim = desk.done("ClaimNextCase", Map.of());
        assertThat(claim.at("/rank/severity").asString()).isEqualTo("P2");
        desk.done("RenewLease", held(claim));
        var wakeAt = Instant.now().plus(Duration.ofHours(2)).toString();
        assertThat(state(desk.done("HoldCase", held(claim, "holdReason", "AWAITING_SELLER", "wakeAt", wakeAt))))
                .isEqualTo("ON_HOLD");
        assertThat(state(desk.done(
                        "ResumeCase", Map.of("case", claim.at("/case/id").asString()))))
                .isEqualTo("QUEUED");

        var first = desk.done("ClaimNextCase", Map.of());
        var decided = desk.done(
                "DecideCase",
                house.decision(first, "VIOLATION", "actions", List.of(Map.of("kind", "LISTING_REMOVAL"))));
        assertThat(state(decided)).isEqualTo("DECIDED");
        assertThat(decided.at("/decision/actions/0/state").asString()).isEqualTo("ACTIVE");

        var second = desk.done("ClaimNextCase", Map.of());
        var proposed = desk.done(
                "DecideCase",
                house.decision(
                        second,
                        "VIOLATION",
                        "actions",
                        List.of(Map.of("kind", "WITHDRAWAL_SUSPENSION", "duration", "P7D"))));
        assertThat(state(proposed)).isEqualTo("PENDING_APPROVAL");
        var approved = documents.done(
                lea,
                "ApproveDecision",
                Map.of("decision", proposed.at("/decision/id").asString()));
        assertThat(state(approved)).isEqualTo("DECIDED");

        var third = desk.done("ClaimNextCase", Map.of());
        var handed = desk.done("HandOverCase", held(third, "to", house.person("Val"), "note", "My shift ends"));
        assertThat(handed.at("/case/assignee/id").asString()).isEqualTo(house.person("Val"));
        var val = new Desk(documents, portal, Map.of("reviewer", house.person("Val")));
        assertThat(state(val.done("ReleaseCase", held(handed)))).isEqualTo("QUEUED");
        Invariants.hold(house);
    }

    /** What the house decided about a case of theirs is not theirs to read. */
    @Test
    void closingTellsNothingOfMeasuresOfOthers() {
        house.fill("listings-fr", 1);
        var claim = documents.done(vic, "ClaimNextCase", Map.of());
        var at = Instant.now().plus(Duration.ofDays(3)).toString();
        documents.done(
                vic,
                "DecideCase",
                house.decision(
                        claim, "VIOLATION", "actions", List.of(Map.of("kind", "LISTING_REMOVAL", "effectiveAt", at))));
        var id = Map.of("case", claim.at("/case/id").asString());
        assertThat(message(documents.send(vic, "CloseCase", id))).contains("LISTING_REMOVAL takes effect at");
        house.run("alter table decisions.decision disable trigger tr_decision_keep");
        house.run("""
                set docket.bulk_load = 'on';
                update decisions.decision set vendor_id = null, site_id = null, shift = null where case_id = '%s'""".formatted(Workplace.uuid(claim.at("/case/id").asString())));
        house.run("alter table decisions.decision enable trigger tr_decision_keep");
        assertThat(message(documents.send(vic, "CloseCase", id)))
                .contains("a measure of somebody else's")
                .doesNotContain("LISTING_REMOVAL")
                .doesNotContain("takes effect");
        assertThat(message(documents.send(lea, "CloseCase", id))).contains("LISTING_REMOVAL takes effect at");
    }

    private static String message(JsonNode payload) {
        return payload.at("/userErrors/0/message").asString();
    }

    @ParameterizedTest
    @EnumSource
    void touchesNothingOfOthers(Token token) {
        house.fill("listings-de", 1);
        house.run("""
                update cases.moderation_case c set queue_id = q.id, vendor_id = q.vendor_id, version = c.version + 1 from cases.queue q
                where q.key = 'listings-de-nimble' and c.state = 'QUEUED' and c.market = 'DE'""");
        var nimbles = documents.done(
                client,
                "ClaimNextCase",
                Map.of("reviewer", house.person("Ned"), "queue", house.queue("listings-de-nimble")));
        house.fill("listings-de", 1);
        var ours = documents.done(client, "ClaimNextCase", Map.of("reviewer", house.person("Ann")));
        var desk = desk(token);
        for (var foreign : List.of(nimbles, ours)) {
            assertThat(desk.refused("RenewLease", held(foreign))).isEqualTo("CASE_UNKNOWN");
            assertThat(desk.refused("ReleaseCase", held(foreign))).isEqualTo("CASE_UNKNOWN");
            assertThat(desk.refused("DecideCase", house.decision(foreign, "NO_VIOLATION")))
                    .isEqualTo("CASE_UNKNOWN");
            assertThat(desk.refused("HandOverCase", held(foreign, "to", house.person("Val"), "note", "Take it")))
                    .isEqualTo("CASE_UNKNOWN");
        }
        var own = desk.done("ClaimNextCase", Map.of());
        for (var stranger : List.of("Ned", "Ann")) {
            assertThat(desk.refused("HandOverCase", held(own, "to", house.person(stranger), "note", "Take it")))
                    .isEqualTo("REVIEWER_UNKNOWN");
            var asStranger = new Desk(documents, portal, Map.of("reviewer", house.person(stranger)));
            assertThat(asStranger.refused("ClaimNextCase", Map.of())).isEqualTo("REVIEWER_UNKNOWN");
            assertThat(asStranger.refused("ReleaseCase", held(own))).isEqualTo("REVIEWER_UNKNOWN");
        }
        assertThat(new Desk(documents, portal, Map.of("reviewer", house.person("Val")))
                        .refused("ReleaseCase", held(own)))
                .isEqualTo("LEASE_OF_ANOTHER");
        desk.done("ReleaseCase", held(own));
        documents.done(client, "ReleaseCase", held(nimbles, "reviewer", house.person("Ned")));
        documents.done(client, "ReleaseCase", held(ours, "reviewer", house.person("Ann")));
    }

    /** These are not in a vendor's schema at all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "planBulkDecision",
                "applyBulkDecision",
                "undoBulkDecision",
                "approveDecision",
                "refuseDecision",
                "reverseAction",
                "revokeLease",
                "rerouteCase",
                "changeCaseSeverity",
                "mergeCase",
                "cancelCase",
                "reopenCase",
                "reportCase"
            })
    void doesNoneOfWhatLeadsDo(String mutation) {
        var document = GraphClient.mutation(mutation, "__typename");
        for (var token : List.of(portal, vic)) {
            var answer = token.execute(document, Map.of("input", Map.of("idempotencyKey", "k")));
            assertThat(answer.errorCodes()).containsOnly("GRAPHQL_VALIDATION_FAILED");
        }
    }

    @Test
    void aPortalSaysWhoActs() {
        assertThat(documents
                        .send(portal, "ClaimNextCase", Map.of())
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("REVIEWER_MISSING");
        var nobody = GlobalId.encode("Reviewer", UUID.randomUUID());
        assertThat(documents
                        .send(portal, "ClaimNextCase", Map.of("reviewer", nobody))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("REVIEWER_UNKNOWN");
    }
}
