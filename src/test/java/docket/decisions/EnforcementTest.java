package docket.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.schedule.Rounds;
import docket.testing.AtOnce;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What measures do to whom they hit: at once, later, for a time, and until they are undone. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EnforcementTest {
    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    @Autowired
    FollowDecisions follow;

    private Desk desk;

    @BeforeAll
    void setUp() {
        desk = new Desk(house);
    }

    private JsonNode decided(String subject, Object... actions) {
        return desk.decide(desk.claimed(subject, "Ann"), "Ann", "VIOLATION", "actions", List.of(actions));
    }

    private String state(String table, String subject) {
        return house.value("select state from subjects.%s where id = '%s'".formatted(table, Workplace.uuid(subject)));
    }

    private int health(String table, String subject) {
        return Integer.parseInt(house.value(
                "select health_points from subjects.%s where id = '%s'".formatted(table, Workplace.uuid(subject))));
    }

    private static String action(JsonNode decided, int place) {
        return decided.at("/decision/actions/%d/id".formatted(place)).asString();
    }

    private void assertBalances() {
        assertThat(house.rows("""
                select s.id from subjects.seller s join decisions.health_ledger_entry e on e.seller_id = s.id
                group by s.id, s.health_points having s.health_points <> greatest(0, least(1000, sum(e.points)))
                union all
                select c.id from subjects.creator c join decisions.health_ledger_entry e on e.creator_id = c.id
                group by c.id, c.health_points having c.health_points <> greatest(0, least(1000, sum(e.points)))
                """)).isEmpty();
    }

    private Instant in(Duration time) {
        return Instant.now().plus(time);
    }

    @Test
    void changesTheStateOfWhatItHits() {
        var listing = house.listingOf(house.seller("BUSINESS", "JP"));
        var freeze = decided(listing, Desk.action("LISTING_FREEZE", "duration", "PT24H"));
        assertThat(state("product_listing", listing)).isEqualTo("FROZEN");
        var content = house.contentOf(house.creator(10));
        decided(content, Desk.action("AGE_RESTRICTION"));
        assertThat(state("content", content)).isEqualTo("RESTRICTED");
        decided(content, Desk.action("CONTENT_REMOVAL"));
        assertThat(state("content", content)).isEqualTo("REMOVED");
        follow.enforce(in(Duration.ofHours(25)));
        assertThat(state("product_listing", listing)).isEqualTo("LIVE");
        assertThat(house.value("select state from decisions.enforcement_action where id = '%s'"
                        .formatted(Workplace.uuid(action(freeze, 0)))))
                .isEqualTo("EXPIRED");
        assertThat(client.execute("{ node(id: \"%s\") { ... on EnforcementAction { target { __typename } } } }"
                                .formatted(action(freeze, 0)))
                        .data("node/target/__typename")
                        .asString())
                .isEqualTo("ProductListing");
    }

    @Test
    void keepsTheStrongerOfTwoMeasures() {
        var seller = house.seller("PRIVATE", "JP");
        var first = decided(seller, Desk.action("SHOP_SUSPENSION", "duration", "PT240H"));
        var second = decided(seller, Desk.action("SHOP_SUSPENSION", "duration", "PT480H"));
        assertThat(state("seller", seller)).isEqualTo("SUSPENDED");
        desk.reverse(action(first, 0));
        assertThat(state("seller", seller)).isEqualTo("SUSPENDED");
        desk.reverse(action(second, 0));
        assertThat(state("seller", seller)).isEqualTo("ACTIVE");
    }

    @Test
    void undoesWhatCanBeUndoneOnce() {
        var decided = decided(
                house.seller("PRIVATE", "JP"),
                Desk.action("WARNING"),
                Desk.action("FEATURE_RESTRICTION", "isReversible", false));
        assertThat(desk.reverse(action(decided, 0)).at("/action/state").asString())
                .isEqualTo("REVERSED");
        assertThat(desk.refused("reverseAction", Map.of("action", action(decided, 0), "reason", "Again.")))
                .containsExactly("INVALID_TRANSITION input.action");
        assertThat(desk.refused("reverseAction", Map.of("action", action(decided, 1), "reason", "No.")))
                .containsExactly("ACTION_NOT_REVERSIBLE input.action");
        assertThat(desk.refused("reverseAction", Map.of("action", action(decided, 1), "reason", " ")))
                .containsExactly("TEXT_INVALID input.reason");
    }

    /** It never takes effect, and still says when it was to. */
    @Test
    void whatHasNotTakenEffectIsCalledOffHoweverItWasDecided() {
        var seller = house.seller("PRIVATE", "JP");
        var at = in(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS);
        var planned =
                decided(seller, Desk.action("SHOP_TERMINATION", "effectiveAt", at.toString(), "isReversible", false));
        desk.approve(planned, "Bea");
        var allowed = client.execute(
                "{ node(id: \"%s\") { ... on EnforcementAction { viewerCan { reverse { isAllowed } } } } }"
                        .formatted(action(planned, 0)));
        assertThat(allowed.data("node/viewerCan/reverse/isAllowed").asBoolean()).isTrue();
        var reversed = desk.reverse(action(planned, 0)).path("action");
        assertThat(reversed.path("state").asString()).isEqualTo("REVERSED");
        assertThat(Instant.parse(reversed.path("effectiveAt").asString())).isEqualTo(at);
        assertThat(Instant.parse(reversed.path("reversedAt").asString())).isBefore(at);
        follow.enforce(in(Duration.ofDays(21)));
        assertThat(state("seller", seller)).isEqualTo("ACTIVE");
    }

    @Test
    void aLaterDecisionCallsOffWhatHasNotTakenEffect() {
        var seller = house.seller("PRIVATE", "JP");
        var held = desk.claimed(seller, "Ann");
        var later = in(Duration.ofDays(20)).truncatedTo(ChronoUnit.MILLIS).toString();
        var first = desk.decide(
                held,
                "Ann",
                "VIOLATION",
                "actions",
                List.of(
                        Desk.action("HEALTH_POINTS", "points", 40, "effectiveAt", later, "isReversible", false),
                        Desk.action("WARNING", "isReversible", false)));
        desk.reopen(held, "QA_ERROR");
        assertThat(desk.send("closeCase", "case { id }", Map.of("case", held.id()))
                        .data("closeCase/userErrors/0/message")
                        .asString())
                .startsWith("The case is QUEUED: possible now are ")
                .contains("CLAIMED")
                .doesNotContain("CANCELLED", "MERGED");
        desk.decide(desk.claim("Bea"), "Bea", "NO_VIOLATION");
        assertThat(house.rows("""
                select kind, state, effective_at > reversed_at from decisions.enforcement_action where decision_id = '%s' order by id""".formatted(Workplace.uuid(Desk.decisionOf(first)))))
                .containsExactly("HEALTH_POINTS|REVERSED|t", "WARNING|ACTIVE|null");
        follow.enforce(in(Duration.ofDays(21)));
        assertThat(health("seller", seller)).isEqualTo(200);
        assertThat(house.refusal("""
                update decisions.enforcement_action set state = 'REVERSED', reversed_at = now() where id = '%s'""".formatted(Workplace.uuid(action(first, 1)))))
                .contains("ck_enforcement_action_reversible");
    }

    /** Within the seconds that pass before a sweep has seen it. */
    @Test
    void whatIsOverIsNotUndone() {
        var seller = house.seller("PRIVATE", "JP");
        var decided = decided(seller, Desk.action("HEALTH_POINTS", "points", 30, "duration", "PT0.2S"));
        house.run("select pg_sleep(0.3)");
        assertThat(health("seller", seller)).isEqualTo(170);
        var answer = desk.send(
                "reverseAction", "case { id }", Map.of("action", action(decided, 0), "reason", "It was wrong."));
        assertThat(answer.data("reverseAction/userErrors/0/message").asString())
                .isEqualTo("The measure is EXPIRED: that is its end");
        var question = "{ node(id: \"%s\") { ... on EnforcementAction { viewerCan { reverse { reason } } } } }";
        assertThat(client.execute(question.formatted(action(decided, 0)))
                        .data("node/viewerCan/reverse/reason")
                        .asString())
                .isEqualTo("The measure is EXPIRED: that is its end");
        follow.enforce(in(Duration.ZERO));
        assertThat(health("seller", seller)).isEqualTo(200);
        assertThat(house.rows("select cause from decisions.health_ledger_entry where action_id = '%s' order by id"
                        .formatted(Workplace.uuid(action(decided, 0)))))
                .containsExactly("MEASURE", "EXPIRY");
    }

    /** Whoever has read the case before has to look at it again. */
    @Test
    void undoingIsNewsOfTheCase() {
        var held = desk.claimed(house.seller("PRIVATE", "JP"), "Ann");
        var decided = desk.decide(held, "Ann", "VIOLATION", "actions", List.of(Desk.action("WARNING")));
        var question = "{ case(id: \"%s\") { state version events(last: 1) { nodes { kind decision { id } } } } }"
                .formatted(held.id());
        var version = client.execute(question).data("case/version").asInt();
        desk.reverse(action(decided, 0));
        var seen = client.execute(question);
        assertThat(seen.data("case/state").asString()).isEqualTo("DECIDED");
        assertThat(seen.data("case/events/nodes/0/kind").asString()).isEqualTo("ACTION_REVERSED");
        assertThat(seen.data("case/events/nodes/0/decision/id").asString()).isEqualTo(Desk.decisionOf(decided));
        assertThat(desk.refused("reopenCase", Map.of("case", held.id(), "cause", "QA_ERROR", "version", version)))
                .containsExactly("VERSION_CONFLICT input.version");
    }

    @Test
    void takesEffectInItsTimeOnce() {
        var seller = house.seller("PRIVATE", "JP");
        var later = decided(
                seller,
                Desk.action(
                        "SHOP_SUSPENSION",
                        "effectiveAt",
                        in(Duration.ofHours(2)).toString(),
                        "duration",
                        "PT1H"));
        assertThat(later.at("/decision/actions/0/state").asString()).isEqualTo("PLANNED");
        assertThat(state("seller", seller)).isEqualTo("ACTIVE");
        follow.enforce(in(Duration.ofHours(1)));
        assertThat(state("seller", seller)).isEqualTo("ACTIVE");
        follow.enforce(in(Duration.ofMinutes(121)));
        follow.enforce(in(Duration.ofMinutes(121)));
        assertThat(state("seller", seller)).isEqualTo("SUSPENDED");
        follow.enforce(in(Duration.ofHours(4)));
        assertThat(state("seller", seller)).isEqualTo("ACTIVE");
        assertThat(house.rows("""
                select kind from events.outbox_event where stream = 'ENFORCEMENT_ACTION' and entity_id = '%s' order by seq""".formatted(Workplace.uuid(action(later, 0)))))
                .containsExactly("DECIDED", "ACTIVATED", "ENDED");
    }

    @Test
    void oneThatFailsDoesNotKeepTheOthersFromTakingEffect() {
        Quiet.about(Rounds.class);
        var failing = house.seller("PRIVATE", "JP");
        var other = house.seller("PRIVATE", "JP");
        var first = decided(failing, inTwoHours());
        decided(other, inTwoHours());
        house.run("""
                create function public.fail() returns trigger language plpgsql as $$ begin raise exception 'not this one'; end $$;
                create trigger fail before update on decisions.enforcement_action
                for each row when (new.id = '%s') execute function public.fail()""".formatted(Workplace.uuid(action(first, 0))));
        follow.enforce(in(Duration.ofMinutes(121)));
        assertThat(state("seller", failing)).isEqualTo("ACTIVE");
        assertThat(state("seller", other)).isEqualTo("SUSPENDED");
        house.run("drop trigger fail on decisions.enforcement_action");
        follow.enforce(in(Duration.ofMinutes(121)));
        assertThat(state("seller", failing)).isEqualTo("SUSPENDED");
        follow.enforce(in(Duration.ofHours(4)));
        assertThat(state("seller", other)).isEqualTo("ACTIVE");
        Quiet.noMore(Rounds.class);
    }

    private Map<String, Object> inTwoHours() {
        return Desk.action(
                "SHOP_SUSPENSION", "effectiveAt", in(Duration.ofHours(2)).toString(), "duration", "PT1H");
    }

    @Test
    void tellsBusinessSellersInTheUnionThirtyDaysAhead() {
        var shop = house.seller("BUSINESS", "DE");
        var held = desk.claimed(shop, "Ann");
        var early = desk.decision(
                held,
                "Ann",
                "VIOLATION",
                "actions",
                List.of(Desk.action(
                        "SHOP_TERMINATION",
                        "effectiveAt",
                        in(Duration.ofDays(29)).toString())));
        assertThat(desk.refused("decideCase", early)).containsExactly("NOTICE_TOO_SHORT input.actions.0.effectiveAt");
        var proposed = desk.decide(held, "Ann", "VIOLATION", "actions", List.of(Desk.action("SHOP_TERMINATION")));
        var approved = desk.approve(proposed, "Bea");
        assertThat(approved.at("/decision/actions/0/state").asString()).isEqualTo("NOTICE");
        assertThat(Instant.parse(approved.at("/decision/actions/0/effectiveAt").asString()))
                .isBetween(in(Duration.ofDays(30).minusMinutes(1)), in(Duration.ofDays(30)));
        follow.enforce(in(Duration.ofDays(31)));
        assertThat(state("seller", shop)).isEqualTo("TERMINATED");
    }

    @Test
    void tellsOthersAtOnceAndWhoeverThereIsAReasonFor() {
        for (var place : List.of("PRIVATE DE", "BUSINESS JP")) {
            var shop = house.seller(place.split(" ")[0], place.split(" ")[1]);
            assertThat(terminated(shop, Desk.action("SHOP_TERMINATION"))).isEqualTo("ACTIVE");
        }
        assertThat(terminated(
                        house.seller("BUSINESS", "DE"),
                        Desk.action("SHOP_TERMINATION", "withoutNotice", "Order of a court")))
                .isEqualTo("ACTIVE");
    }

    /** Its law is that of the market where the seller is registered, wherever a listing of it is offered. */
    @Test
    void noticeIsOwedByWhereTheSellerIsRegistered() {
        var german = house.listingOf(house.seller("BUSINESS", "DE"));
        house.run(
                "update subjects.product_listing set market = 'JP' where id = '%s'".formatted(Workplace.uuid(german)));
        assertThat(terminated(german, Desk.action("SHOP_TERMINATION"))).isEqualTo("NOTICE");
        var japanese = house.listingOf(house.seller("BUSINESS", "JP"));
        house.run("update subjects.product_listing set market = 'DE' where id = '%s'"
                .formatted(Workplace.uuid(japanese)));
        assertThat(terminated(japanese, Desk.action("SHOP_TERMINATION"))).isEqualTo("ACTIVE");
    }

    private String terminated(String shop, Map<String, Object> measure) {
        var proposed = decided(shop, measure);
        return desk.approve(proposed, "Bea").at("/decision/actions/0/state").asString();
    }

    @Test
    void takesHealthPointsAndGivesThemBack() {
        var seller = house.seller("PRIVATE", "JP");
        var first = decided(seller, Desk.action("HEALTH_POINTS", "points", 150, "duration", "PT240H"));
        assertThat(health("seller", seller)).isEqualTo(50);
        var second = decided(seller, Desk.action("HEALTH_POINTS", "points", 100));
        assertThat(health("seller", seller)).isZero();
        follow.enforce(in(Duration.ofDays(11)));
        assertThat(health("seller", seller)).isEqualTo(100);
        desk.reverse(action(second, 0));
        assertThat(health("seller", seller)).isEqualTo(200);
        var ledger = client.execute("""
                { seller(id: "%s") { healthPoints healthLedger { totalCount { value } nodes { points cause action { id } reverses { action { id } } } } } }""".formatted(seller));
        var entries = ledger.data("seller/healthLedger/nodes");
        assertThat(entries.valueStream()
                        .map(entry -> entry.path("cause").asString() + " "
                                + entry.path("points").asInt()))
                .containsExactly("REVERSAL 100", "EXPIRY 150", "MEASURE -100", "MEASURE -150", "OPENING 200");
        assertThat(entries.at("/1/reverses/action/id").asString()).isEqualTo(action(first, 0));
        var creator = house.creator(5);
        decided(creator, Desk.action("HEALTH_POINTS", "points", 30));
        assertThat(health("creator", creator)).isEqualTo(170);
        assertBalances();
        assertThat(house.refusal("delete from decisions.health_ledger_entry")).isNotEmpty();
        var past = "update subjects.%s set health_points = 9 where id = '%s'";
        assertThat(house.refusal(past.formatted("seller", Workplace.uuid(seller))))
                .contains("are 200, by the ledger, not 9");
        assertThat(house.refusal(past.formatted("creator", Workplace.uuid(creator))))
                .contains("are 170, by the ledger, not 9");
        assertThat(house.refusal("""
                insert into decisions.health_ledger_entry (seller_id, points, cause, action_id, reverses_id)
                select seller_id, 150, 'REVERSAL', action_id, id from decisions.health_ledger_entry where cause = 'MEASURE' and points = -150""")).contains("uk_health_ledger_entry");
    }

    @Test
    void endsWhatALaterDecisionSupersedes() {
        var seller = house.seller("PRIVATE", "JP");
        var held = desk.claimed(seller, "Ann");
        var first = desk.decide(
                held,
                "Ann",
                "VIOLATION",
                "actions",
                List.of(
                        Desk.action("HEALTH_POINTS", "points", 40),
                        Desk.action("SHOP_SUSPENSION", "duration", "PT240H"),
                        Desk.action("FEATURE_RESTRICTION", "duration", "PT240H")));
        desk.mutate("markNoticeSent", "case { state }", Map.of("case", held.id(), "reference", "mail 7"));
        desk.close(held);
        desk.reopen(held, "QA_ERROR");
        var again = desk.claim("Bea");
        var second = desk.decide(
                again,
                "Bea",
                "VIOLATION",
                "keepActions",
                List.of(action(first, 2)),
                "actions",
                List.of(Desk.action("WARNING")));
        assertThat(second.at("/decision/supersedes/id").asString()).isEqualTo(Desk.decisionOf(first));
        assertThat(house.rows("select state from decisions.enforcement_action where decision_id = '%s' order by id"
                        .formatted(Workplace.uuid(Desk.decisionOf(first)))))
                .containsExactly("REVERSED", "REVERSED", "ACTIVE");
        assertThat(health("seller", seller)).isEqualTo(200);
        assertThat(state("seller", seller)).isEqualTo("ACTIVE");
        var graph = client.execute("""
                { old: decision(id: "%s") { supersededBy { id } } new: decision(id: "%s") { carriedActions { kind } } }""".formatted(Desk.decisionOf(first), Desk.decisionOf(second)));
        assertThat(graph.data("old/supersededBy/id").asString()).isEqualTo(Desk.decisionOf(second));
        assertThat(graph.data("new/carriedActions/0/kind").asString()).isEqualTo("FEATURE_RESTRICTION");
        assertBalances();
    }

    @Test
    void aRefusedProposalEndsNothingAndLeavesItsPlaceToTheNext() {
        var seller = house.seller("PRIVATE", "JP");
        var held = desk.claimed(seller, "Ann");
        var first =
                desk.decide(held, "Ann", "VIOLATION", "actions", List.of(Desk.action("HEALTH_POINTS", "points", 40)));
        desk.close(held);
        desk.reopen(held, "NEW_EVIDENCE");
        var again = desk.claim("Bea");
        var proposed = desk.decide(again, "Bea", "VIOLATION", "actions", List.of(Desk.action("SHOP_TERMINATION")));
        assertThat(health("seller", seller)).isEqualTo(160);
        var refused = desk.refuse(proposed, "Lea");
        assertThat(health("seller", seller)).isEqualTo(160);
        var last = desk.decide(desk.givenBack(refused), "Bea", "NO_VIOLATION");
        assertThat(last.at("/decision/supersedes/id").asString()).isEqualTo(Desk.decisionOf(first));
        assertThat(health("seller", seller)).isEqualTo(200);
    }

    @Test
    void closesWhatHasNothingToComeAnyMore() {
        var listing = house.listingOf(house.seller("BUSINESS", "JP"));
        var held = desk.claimed(listing, "Ann");
        desk.decide(
                held,
                "Ann",
                "VIOLATION",
                "actions",
                List.of(Desk.action(
                        "LISTING_REMOVAL",
                        "effectiveAt",
                        in(Duration.ofHours(5)).toString())));
        var refused = desk.send("closeCase", "case { state }", Map.of("case", held.id()));
        assertThat(refused.data("closeCase/userErrors/0/code").asString()).isEqualTo("STILL_OPEN");
        assertThat(refused.data("closeCase/userErrors/0/message").asString())
                .contains("LISTING_REMOVAL takes effect at 20")
                .contains("markNoticeSent");
        assertThat(refused.data("closeCase/case/state").asString()).isEqualTo("DECIDED");
        follow.enforce(in(Duration.ofHours(6)));
        follow.close(in(Duration.ofHours(6)));
        assertThat(house.stateOf(held.uuid())).isEqualTo("DECIDED");
        desk.tell(held);
        follow.close(in(Duration.ofMinutes(1)));
        assertThat(house.stateOf(held.uuid())).isEqualTo("DECIDED");
        follow.close(in(Duration.ofHours(6)));
        assertThat(house.stateOf(held.uuid())).isEqualTo("CLOSED");
        assertThat(desk.refused("closeCase", Map.of("case", held.id())))
                .containsExactly("INVALID_TRANSITION input.case");
    }

    @Test
    void doesEachThingOnceOnSeveralServers() throws Exception {
        var seller = house.seller("PRIVATE", "JP");
        decided(
                seller,
                Desk.action(
                        "HEALTH_POINTS",
                        "points",
                        10,
                        "effectiveAt",
                        in(Duration.ofHours(1)).toString()));
        AtOnce.times(4, () -> {
            follow.enforce(in(Duration.ofHours(2)));
            return true;
        });
        assertThat(health("seller", seller)).isEqualTo(190);
        assertBalances();
    }
}
