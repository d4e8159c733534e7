package docket.cases;

import static docket.cases.Tray.CASE;
import static docket.cases.Tray.permissions;
import static docket.testing.Workplace.caseOf;
import static docket.testing.Workplace.code;
import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What becomes of a case before it is decided, and afterwards: held, resumed, taken away, merged, cancelled, opened again. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CaseMovesTest {
    @Autowired
    Workplace house;

    @Autowired
    DSLContext sql;

    @Autowired
    CaseWork work;

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
    void holdsAndWakes() {
        var claim = tray.claimed();
        var wakeAt = Instant.now().plus(Duration.ofHours(1));
        var hold =
                ann.mutate("holdCase", CASE, held(claim, "holdReason", "AWAITING_SELLER", "wakeAt", wakeAt.toString()));
        assertThat(hold.at("/case/state").asString()).isEqualTo("ON_HOLD");
        assertThat(hold.at("/case/dueAt").isNull()).as("its clock stands still").isTrue();
        returnCases();
        assertThat(house.stateOf(caseOf(claim))).isEqualTo("ON_HOLD");
        house.run("update cases.moderation_case set wake_at = now() where id = '%s'".formatted(caseOf(claim)));
        returnCases();
        assertThat(house.stateOf(caseOf(claim))).isEqualTo("QUEUED");
        assertThat(house.eventsOf(caseOf(claim))).containsExactly("RECEIVED", "QUEUED", "CLAIMED", "HELD", "RESUMED");
    }

    /** What happens by itself every second. */
    private void returnCases() {
        var returns = new ReturnCases(sql, work);
        returns.expiredLeases().work().accept(Instant.now());
        returns.holdsThatEnd().work().accept(Instant.now());
    }

    @Test
    void refusesHoldsThatEndInThePast() {
        var claim = tray.claimed();
        var refused =
                ann.mutate("holdCase", CASE, held(claim, "holdReason", "OTHER", "wakeAt", "2020-01-01T00:00:00Z"));
        assertThat(code(refused)).isEqualTo("WAKE_OUT_OF_RANGE");
        assertThat(house.stateOf(caseOf(claim))).isEqualTo("IN_REVIEW");
        ann.mutate("releaseCase", CASE, held(claim));
    }

    /** Nobody gets time because servers were down, whoever comes first afterwards. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aHoldEndsWhenItIsToHoweverLateThatIsNoticed(boolean bySweep) throws Exception {
        var claim = tray.claimed();
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
                        where k.case_id = '%s'""".formatted(wakeAt, caseOf(claim)))).containsExactly("t|RUNNING");
        assertThat(house.rows(
                        "select occurred_at = '%s', actor_kind from cases.case_event where kind = 'RESUMED' and case_id = '%s'"
                                .formatted(wakeAt, caseOf(claim))))
                .containsExactly("t|SYSTEM");
    }

    /** She knows it already. */
    @Test
    void whoeverHeldACaseGetsItFirstWhenItComesBack() {
        var claim = tray.claimed();
        var more = tray.reported(house.listing("DE"));
        urgent(more);
        ann.mutate("holdCase", CASE, held(claim, "holdReason", "AWAITING_SELLER"));
        bea.mutate("resumeCase", CASE, Map.of("case", claim.at("/case/id").asString()));
        var toBea = tray.next(bea);
        assertThat(caseOf(toBea)).as("to others in its turn").isEqualTo(caseOf(more));
        bea.mutate("releaseCase", CASE, held(toBea));
        var again = tray.next(ann);
        assertThat(caseOf(again)).isEqualTo(caseOf(claim));
        assertThat(again.at("/rank/isReturned").asBoolean()).isTrue();
        ann.mutate("releaseCase", CASE, held(again));
        urgent(more);
        var next = tray.next(ann);
        assertThat(caseOf(next)).as("once").isEqualTo(caseOf(more));
        assertThat(next.at("/rank/isReturned").asBoolean()).isFalse();
        ann.mutate("releaseCase", CASE, held(next));
    }

    private void urgent(JsonNode reported) {
        house.run("update cases.moderation_case set due_at = now() - interval '1 day' where id = '%s'"
                .formatted(caseOf(reported)));
    }

    @Test
    void leadsTakeAwayMoveAndCancel() {
        var claim = tray.claimed();
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
        assertThat(house.value(outcome.formatted(caseOf(claim)))).isEqualTo("NOT_EXAMINED");
        var dead = lea.mutate("rerouteCase", CASE, Map.of("case", id, "queue", house.queue("listings-de")));
        assertThat(dead.at("/userErrors/0/message").asString()).contains("CANCELLED", "its end");
    }

    @Test
    void reviewersCannotDoWhatLeadsDo() {
        var input = Map.of("idempotencyKey", "k", "case", "x", "cancelReason", "DUPLICATE");
        var answer = ann.execute(GraphClient.mutation("cancelCase", CASE), Map.of("input", input));
        assertThat(answer.errorCodes()).containsOnly("GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void mergesTwoCasesAboutOneSubject() {
        var listing = house.listing("DE");
        var first = tray.reported(listing);
        var second = tray.reported(listing, "allegedCategory", "SCAMS_AND_FRAUD");
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

    /** What was decided would stay in force behind its end. */
    @Test
    void whatWasDecidedIsNeitherCancelledNorMerged() {
        var listing = house.listing("DE");
        var claim = tray.claimed(listing);
        ann.mutate("decideCase", "case { id }", house.decision(claim, "NO_VIOLATION"));
        var id = claim.at("/case/id").asString();
        lea.mutate("reopenCase", CASE, Map.of("case", id, "cause", "NEW_EVIDENCE"));
        var other = tray.reported(listing).at("/case/id").asString();
        var cancelled = lea.mutate("cancelCase", CASE, Map.of("case", id, "cancelReason", "DUPLICATE"));
        assertThat(code(cancelled)).isEqualTo("INVALID_TRANSITION");
        assertThat(cancelled.at("/userErrors/0/message").asString()).contains("was decided at 20", "decided anew");
        assertThat(code(lea.mutate("mergeCase", CASE, Map.of("case", id, "into", other))))
                .isEqualTo("INVALID_TRANSITION");
        assertThat(house.refusal("update cases.moderation_case set state = 'CANCELLED' where id = '%s'"
                        .formatted(caseOf(claim))))
                .contains("has been decided, and does not end as CANCELLED");
        var outcome = "select outcome from cases.case_report where case_id = '%s'";
        assertThat(house.value(outcome.formatted(caseOf(claim)))).isEqualTo("NOT_UPHELD");
        assertThat(lea.mutate("mergeCase", CASE, Map.of("case", other, "into", id))
                        .at("/case/state")
                        .asString())
                .as("another one goes into it")
                .isEqualTo("MERGED");
    }

    @Test
    void tellsWhatCanBeDoneAndByWhom() {
        var claim = tray.claimed();
        assertThat(permissions(ann, claim))
                .containsEntry("HELD", "yes")
                .containsEntry("DECIDED", "yes")
                .containsEntry("SEVERITY_CHANGED", "It takes the scope CASES_LEAD");
        assertThat(permissions(bea, claim).get("HELD")).startsWith("Only whoever holds its lease");
        var toLea = permissions(lea, claim);
        assertThat(toLea)
                .containsEntry("SEVERITY_CHANGED", "yes")
                .containsEntry("RELEASED", "yes")
                .doesNotContainKey("CLAIMED");
        assertThat(toLea.get("HELD")).startsWith("Only whoever holds its lease");
        var proposed = ann.mutate(
                "decideCase",
                "decision { id }",
                house.decision(
                        claim,
                        "VIOLATION",
                        "actions",
                        List.of(Map.of("kind", "BALANCE_DEDUCTION", "amount", "5.00", "currency", "EUR"))));
        assertThat(permissions(lea, claim)).containsEntry("APPROVED", "yes");
        lea.mutate(
                "approveDecision",
                "case { id }",
                Map.of("decision", proposed.at("/decision/id").asString()));
        lea.mutate("reopenCase", CASE, Map.of("case", claim.at("/case/id").asString(), "cause", "NEW_EVIDENCE"));
        assertThat(permissions(lea, claim))
                .containsEntry("CANCELLED", "It was decided: only another decision ends it")
                .containsEntry("MERGED", "It was decided: only another decision ends it")
                .containsEntry("CLAIMED", "yes");
    }

    @Test
    void everythingThatHappensIsPublishedAndAudited() {
        var claim = tray.claimed();
        ann.mutate("releaseCase", CASE, held(claim));
        house.run("do $$ begin while events.number_entries(1000) > 0 loop end loop; end $$");
        var published = "select kind from events.outbox_event where entity_id = '%s' order by position";
        assertThat(house.rows(published.formatted(caseOf(claim)))).isEqualTo(house.eventsOf(caseOf(claim)));
        assertThat(house.value("""
                        select count(*) = max(position) and min(position) = 1
                        from events.outbox_event where stream = 'CASE' and position is not null""")).isEqualTo("t");
        var audited = "select action from audit.audit_event where entity_id = '%s' order by occurred_at, number";
        assertThat(house.rows(audited.formatted(caseOf(claim))))
                .startsWith("CREATED")
                .hasSizeGreaterThan(2);
    }

    @Test
    void theDatabaseItselfRefusesWhatNoLifeCycleHas() {
        var claim = tray.claimed();
        var close = """
                update cases.moderation_case set state = 'CLOSED', closed_at = now(), decided_at = now(), assignee_id = null
                where id = '%s'""".formatted(caseOf(claim));
        assertThatThrownBy(() -> house.run(close))
                .hasStackTraceContaining("nothing leads from IN_REVIEW to CLOSED in the life cycle of CASE");
        ann.mutate("releaseCase", CASE, held(claim));
    }
}
