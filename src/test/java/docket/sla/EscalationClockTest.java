package docket.sla;

import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clocks of escalations are explained, alerted and read again as those of cases are. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscalationClockTest {
    private static final String PROMISES = """
            select set_config('docket.bulk_load', 'on', true);
            insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, severity, effective_at, ends_at)
            values ('ruling-p2', 1, 'Ruling', 'ESCALATION', 'OLA', 480, 30, 'P2', '2024-01-01', null),
                   ('ruling-old', 1, 'Ruling', 'ESCALATION', 'OLA', 60, 30, 'P2', '2023-01-01', '2024-01-01');
            """;

    @Autowired
    GraphClient client;

    @Autowired
    Workplace house;

    @Autowired
    DSLContext sql;

    private GraphClient ann;

    @BeforeAll
    void openTheHouse() {
        house.run(PROMISES);
        ann = house.as("Ann");
    }

    /** The escalation of the only case that waits. */
    private JsonNode escalated() {
        house.fill("listings-de", 1);
        var claim = ann.mutate("claimNextCase", "case { id } lease { token }", Map.of());
        var asked = ann.mutate(
                "escalateCase",
                "case { id } escalation { id openedAt dueAt }",
                held(
                        claim,
                        "type",
                        "POLICY_QUESTION",
                        "severity",
                        "MEDIUM",
                        "level",
                        "L2",
                        "question",
                        "Is it a lamp?"));
        assertThat(asked.at("/userErrors")).isEmpty();
        return asked.path("escalation");
    }

    private JsonNode clock(JsonNode escalation) {
        return client.execute("""
                        query ($escalation: ID!) { slaClocks(filter: { escalation: { eq: $escalation } }) { nodes {
                          clockKind status startedAt dueAt case { id } escalation { id } alerts { kind dueAt occurredAt }
                          explain { status counted remaining intervals { beginsAt endsAt isCounted reason } } } } }""", Map.of("escalation", escalation.path("id").asString()))
                .data("slaClocks/nodes/0");
    }

    private static Instant time(JsonNode node, String field) {
        return Instant.parse(node.path(field).asString());
    }

    private List<ClockFault.Problem> faults() {
        var faults = new ArrayList<ClockFault>();
        VerifyClocks.run(sql, faults::add);
        return faults.stream()
                .filter(fault -> fault.kind() == SlaClockKind.ESCALATION)
                .map(ClockFault::problem)
                .toList();
    }

    @Test
    void isExplainedFromTheMomentOfAsking() {
        var escalation = escalated();
        var clock = clock(escalation);
        assertThat(clock.path("clockKind").asString()).isEqualTo("ESCALATION");
        assertThat(time(clock, "startedAt")).isEqualTo(time(escalation, "openedAt"));
        assertThat(time(clock, "dueAt"))
                .isEqualTo(time(escalation, "dueAt"))
                .isEqualTo(time(escalation, "openedAt").plus(Duration.ofHours(8)));
        var explained = clock.at("/explain/intervals/0");
        assertThat(explained.path("isCounted").asBoolean()).isTrue();
        assertThat(explained.path("reason").asString()).isEqualTo("OPEN");
        assertThat(time(explained, "endsAt")).isEqualTo(time(escalation, "dueAt"));
        assertThat(faults()).isEmpty();
    }

    @Test
    void isAlertedAtRiskAndLate() {
        var escalation = escalated();
        var due = time(escalation, "dueAt");
        AlertSweep.raise(sql, due.minus(Duration.ofMinutes(30)).minusMillis(1));
        assertThat(clock(escalation).path("alerts")).isEmpty();
        AlertSweep.raise(sql, due.minus(Duration.ofMinutes(30)));
        assertThat(clock(escalation).path("status").asString()).isEqualTo("IMMINENT");
        AlertSweep.raise(sql, due.plusMillis(1));
        AlertSweep.raise(sql, due.plusSeconds(60));
        var late = clock(escalation);
        assertThat(late.path("status").asString()).isEqualTo("BREACHING");
        assertThat(late.path("alerts").findValuesAsString("kind")).containsExactly("AT_RISK", "BREACH");
        assertThat(faults()).isEmpty();
    }

    @Test
    void isMissedWhenItIsNotThere() {
        var escalation = Workplace.uuid(escalated().path("id").asString());
        house.run("delete from sla.sla_clock where escalation_id = '%s'".formatted(escalation));
        assertThat(faults()).containsExactly(ClockFault.Problem.MISSING);
        house.run("delete from escalations.escalation where id = '%s'".formatted(escalation));
    }

    @Test
    void isToldWhenItRunsOnAPromiseOfAnotherTimeOrStandsOtherwise() {
        var escalation = Workplace.uuid(escalated().path("id").asString());
        var wrong = "update sla.sla_clock set %s where escalation_id = '%s'";
        house.run(wrong.formatted("due_at = due_at + interval '1 second'", escalation));
        assertThat(faults()).containsExactly(ClockFault.Problem.DIFFERS);
        house.run(wrong.formatted(
                "due_at = started_at + interval '1 hour', sla_policy_id = (select id from sla.sla_policy where key = 'ruling-old')",
                escalation));
        assertThat(faults()).containsExactly(ClockFault.Problem.OTHER_PROMISE);
        house.run(wrong.formatted(
                "due_at = started_at + interval '8 hours', sla_policy_id = (select id from sla.sla_policy where key = 'ruling-p2')",
                escalation));
        assertThat(faults()).isEmpty();
    }
}
