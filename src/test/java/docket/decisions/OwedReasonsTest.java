package docket.decisions;

import static docket.decisions.Desk.action;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;

/** Whoever is restricted is told why: the clock of that, and what keeps a case from being closed, agree on who is. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwedReasonsTest {
    @Autowired
    Workplace house;

    @Autowired
    FollowDecisions follow;

    private Desk desk;

    @BeforeAll
    void setUp() {
        house.run("""
                select set_config('docket.bulk_load', 'on', true);
                insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, market, effective_at)
                values ('tell', 1, 'Tell', 'NOTICE', 'SLA', 120, 10, 'DE', '2024-01-01')""");
        desk = new Desk(house);
    }

    private Desk.Held decided(Object... actions) {
        var held = desk.claimed(house.seller("PRIVATE", "DE"), "Ann");
        desk.decide(held, "Ann", "VIOLATION", "actions", List.of(actions));
        return held;
    }

    private List<String> notices(Desk.Held held) {
        return house.rows("select status from sla.sla_clock where clock_kind = 'NOTICE' and case_id = '%s'"
                .formatted(held.uuid()));
    }

    @Test
    void aWarningOwesNoneAndTheCaseIsClosedByItself() {
        var warned = decided(action("WARNING"), action("HEALTH_POINTS", "points", 5));
        var nothing = decided();
        assertThat(notices(warned)).isEmpty();
        assertThat(notices(nothing)).isEmpty();
        follow.close(Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(house.stateOf(warned.uuid())).isEqualTo("CLOSED");
        assertThat(house.stateOf(nothing.uuid())).isEqualTo("CLOSED");
    }

    @Test
    void aRestrictionOwesThemUntilTheyAreSent() {
        var held = decided(action("WARNING"), action("FEATURE_RESTRICTION"));
        assertThat(notices(held)).containsExactly("RUNNING");
        follow.close(Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(house.stateOf(held.uuid())).isEqualTo("DECIDED");
        desk.tell(held);
        assertThat(notices(held)).containsExactly("ACHIEVED");
        follow.close(Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(house.stateOf(held.uuid())).isEqualTo("CLOSED");
    }

    @Test
    void anApprovedRestrictionOwesThemFromTheApproval() {
        var held = desk.claimed(house.seller("PRIVATE", "DE"), "Ann");
        var proposed = desk.decide(
                held, "Ann", "VIOLATION", "actions", List.of(action("WITHDRAWAL_SUSPENSION", "duration", "P7D")));
        assertThat(notices(held)).isEmpty();
        desk.approve(proposed, "Bea");
        assertThat(notices(held)).containsExactly("RUNNING");
    }

    /** Ann's restriction of a shop, open again before its seller was told. */
    private record Reopened(Desk.Held held, String action) {}

    private Reopened reopenedUntold() {
        var held = desk.claimed(house.seller("PRIVATE", "DE"), "Ann");
        var decided = desk.decide(held, "Ann", "VIOLATION", "actions", List.of(action("FEATURE_RESTRICTION")));
        desk.reopen(held, "NEW_EVIDENCE");
        assertThat(notices(held)).as("owed on").containsExactly("RUNNING");
        return new Reopened(held, decided.at("/decision/actions/0/id").asString());
    }

    private String owedSince(Desk.Held held) {
        return house.value("select min(started_at) from sla.sla_clock where clock_kind = 'NOTICE' and case_id = '%s'"
                .formatted(held.uuid()));
    }

    @Test
    void whatAnotherDecisionKeepsUntoldIsOwedSinceItWasDecided() {
        var reopened = reopenedUntold();
        var since = owedSince(reopened.held());
        var again = desk.claim("Bea");
        desk.decide(again, "Bea", "VIOLATION", "keepActions", List.of(reopened.action()));
        assertThat(notices(again)).containsExactly("RUNNING");
        assertThat(owedSince(again)).isEqualTo(since);
        assertThat(desk.refused("closeCase", Map.of("case", again.id()))).containsExactly("STILL_OPEN input.case");
        follow.close(Instant.now().plus(Duration.ofMinutes(16)));
        assertThat(house.stateOf(again.uuid())).isEqualTo("DECIDED");
        desk.tell(again);
        assertThat(notices(again)).containsExactly("ACHIEVED");
        desk.close(again);
    }

    @Test
    void whatAnApprovedDecisionKeepsUntoldIsOwedToo() {
        var reopened = reopenedUntold();
        var again = desk.claim("Bea");
        var proposed = desk.decide(
                again,
                "Bea",
                "VIOLATION",
                "keepActions",
                List.of(reopened.action()),
                "actions",
                List.of(action("BALANCE_DEDUCTION", "amount", "5.00", "currency", "EUR")));
        assertThat(notices(again)).containsExactly("RUNNING");
        desk.approve(proposed, "Lea");
        assertThat(notices(again)).containsExactly("RUNNING");
        assertThat(house.value(
                        "select detail ->> 'keepsOwed' from cases.case_event where kind = 'APPROVED' and case_id = '%s'"
                                .formatted(again.uuid())))
                .isEqualTo("true");
    }

    @Test
    void whatAnotherDecisionEndsIsOwedNoLonger() {
        var reopened = reopenedUntold();
        var again = desk.claim("Bea");
        desk.decide(again, "Bea", "NO_VIOLATION");
        assertThat(notices(reopened.held())).containsExactly("CANCELLED");
        desk.close(again);

        var other = reopenedUntold();
        var third = desk.claim("Bea");
        desk.decide(third, "Bea", "VIOLATION", "actions", List.of(action("FEATURE_RESTRICTION")));
        assertThat(notices(other.held())).containsExactlyInAnyOrder("CANCELLED", "RUNNING");
    }

    /** One that cannot be undone, but has not begun: the decision that follows calls it off, directly or by its approval. */
    @Test
    void whatWasCalledOffBeforeItBeganIsOwedNoLonger() {
        var inTwoDays = Instant.now().plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.SECONDS);
        for (var by : List.of("Bea", "Tim")) {
            var held = decided(action(
                    "FEATURE_RESTRICTION",
                    "effectiveAt",
                    inTwoDays.toString(),
                    "endsAt",
                    inTwoDays.plus(Duration.ofDays(2)).toString(),
                    "isReversible",
                    false));
            desk.reopen(held, "NEW_EVIDENCE");
            var again = desk.claim(by);
            var second = desk.decide(again, by, "NO_VIOLATION");
            if (by.equals("Tim")) {
                desk.approve(second, "Lea");
            }
            assertThat(notices(held)).containsExactly("CANCELLED");
            desk.close(held);
        }
    }

    @Test
    void whatIsOwedIsToldWhileTheCaseIsOpenAgain() {
        var reopened = reopenedUntold();
        desk.tell(reopened.held());
        assertThat(notices(reopened.held())).containsExactly("ACHIEVED");
        assertThat(desk.refused("markNoticeSent", Map.of("case", reopened.held().id())))
                .as("once")
                .containsExactly("INVALID_TRANSITION input.case");
        var again = desk.claim("Bea");
        desk.decide(again, "Bea", "VIOLATION", "keepActions", List.of(reopened.action()));
        assertThat(notices(again)).containsExactly("ACHIEVED");
        desk.close(again);

        var fresh = desk.claimed(house.seller("PRIVATE", "DE"), "Ann");
        assertThat(desk.refused("markNoticeSent", Map.of("case", fresh.id())))
                .containsExactly("INVALID_TRANSITION input.case");
        desk.decide(fresh, "Ann", "NO_VIOLATION");
    }

    /** What waits is looked at again when it may be ready, and not each minute. */
    @Test
    void aCaseThatWaitsIsLookedAtAgainInItsTime() {
        var held = decided(action("FEATURE_RESTRICTION"));
        var soon = Instant.now().plus(Duration.ofMinutes(16));
        follow.close(soon);
        var kept = "select look_at from decisions.kept_open where case_id = '%s'".formatted(held.uuid());
        var lookAt = house.value(kept);
        follow.close(soon.plus(Duration.ofMinutes(10)));
        assertThat(house.value(kept)).isEqualTo(lookAt);
        follow.close(soon.plus(Duration.ofMinutes(61)));
        assertThat(house.value(kept)).as("looked at again").isNotEqualTo(lookAt);
        desk.tell(held);
        follow.close(soon.plus(Duration.ofMinutes(62)));
        assertThat(house.stateOf(held.uuid())).isEqualTo("CLOSED");
        assertThat(house.rows(kept)).isEmpty();
    }

    /** Java says before it is written what the database makes of it. */
    @Test
    void theServerAndTheDatabaseCallTheSameKindsRestrictions() {
        var generated = house.value("""
                select pg_get_expr(d.adbin, d.adrelid) from pg_attrdef d join pg_attribute a on a.attrelid = d.adrelid and a.attnum = d.adnum
                where a.attrelid = 'decisions.enforcement_action'::regclass and a.attname = 'dsa_restriction'""");
        var kinds = house.rows("select kind, (%s) <> 'NONE' from decisions.measure_kind".formatted(generated));
        assertThat(kinds).hasSizeGreaterThan(20);
        assertThat(kinds).allSatisfy(kind -> {
            var words = kind.split("\\|");
            assertThat(PlannedMeasure.oweReasons(List.of(measure(words[0]))))
                    .as(kind)
                    .isEqualTo(words[1].equals("t"));
        });
    }

    private static PlannedMeasure measure(String kind) {
        @Nullable UUID nobody = null;
        return new PlannedMeasure(
                kind,
                "ACTIVE",
                Instant.now(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                true,
                new PlannedMeasure.Target(nobody, nobody, nobody, nobody),
                null);
    }
}
