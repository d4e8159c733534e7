package docket.escalations;

import static docket.testing.Workplace.caseOf;
import static docket.testing.Workplace.code;
import static docket.testing.Workplace.held;
import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Workplace;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Questions about cases, over HTTP as the people who ask them. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EscalateCaseTest {
    private static final String ESCALATED = """
            case { id state assignee { name } slaClocks(first: 10) { nodes { clockKind status } } }
            escalation { id state type severity level region asker { name } question openedAt dueAt market vendor { name } }
            wasRepeated
            """;

    @Autowired
    Workplace house;

    private GraphClient ann;
    private GraphClient bea;

    @BeforeAll
    void openTheHouse() {
        ann = house.as("Ann");
        bea = house.as("Bea");
        house.run("""
                select set_config('docket.bulk_load', 'on', true);
                insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, severity, effective_at)
                values ('ruling-p2', 1, 'Ruling', 'ESCALATION', 'OLA', 480, 30, 'P2', '2024-01-01')""");
    }

    private JsonNode claimed(GraphClient who) {
        house.fill("listings-de", 1);
        return who.mutate("claimNextCase", "case { id } lease { token }", Map.of("queue", house.queue("listings-de")));
    }

    private static Map<String, Object> question(JsonNode claim, Object... more) {
        var input = held(claim);
        input.put("type", "POLICY_QUESTION");
        input.put("severity", "MEDIUM");
        input.put("level", "L2");
        input.put("question", "Is a lamp without a plug a lamp?");
        return Workplace.with(input, more);
    }

    @Test
    void asksAndWaits() {
        var claim = claimed(ann);
        var asked = ann.mutate("escalateCase", ESCALATED, question(claim));
        assertThat(asked.at("/userErrors").size()).as(asked.toString()).isZero();
        assertThat(asked.at("/case/state").asString()).isEqualTo("ESCALATED");
        assertThat(asked.at("/escalation/state").asString()).isEqualTo("OPEN");
        assertThat(asked.at("/escalation/asker/name").asString()).isEqualTo("Ann");
        assertThat(asked.at("/escalation/region").asString()).isEqualTo("EU");
        assertThat(asked.at("/escalation/market").asString()).isEqualTo("DE");
        var opened = OffsetDateTime.parse(asked.at("/escalation/openedAt").asString());
        var due = OffsetDateTime.parse(asked.at("/escalation/dueAt").asString());
        assertThat(Duration.between(opened, due)).isEqualTo(Duration.ofHours(8));
        assertThat(house.rows("""
                select clock_kind, agreement, status from sla.sla_clock where case_id = '%s' and stopped_at is null order by clock_kind""".formatted(caseOf(asked))))
                .containsExactly("DECISION|SLA|PAUSED", "ESCALATION|OLA|RUNNING");
        assertThat(house.value("select ended_by from cases.lease where token = "
                        + claim.at("/lease/token").asString()))
                .isEqualTo("ESCALATED");
        assertThat(house.eventsOf(caseOf(asked))).endsWith("CLAIMED", "ESCALATED");
        assertThat(house.value("select count(*) from audit.audit_event where entity_type = 'Escalation'"))
                .isNotEqualTo("0");
    }

    @Test
    void isDueWithinADayWhereNothingIsPromised() {
        house.fill("listings-de", 1);
        house.run("update cases.moderation_case set severity = 'P3' where state = 'QUEUED'");
        var claim =
                ann.mutate("claimNextCase", "case { id } lease { token }", Map.of("queue", house.queue("listings-de")));
        var asked = ann.mutate("escalateCase", ESCALATED, question(claim));
        var opened = OffsetDateTime.parse(asked.at("/escalation/openedAt").asString());
        assertThat(OffsetDateTime.parse(asked.at("/escalation/dueAt").asString()))
                .isEqualTo(opened.plusHours(24));
    }

    @Test
    void takesTheLease() {
        var claim = claimed(ann);
        assertThat(code(bea.mutate("escalateCase", ESCALATED, question(claim)))).isEqualTo("LEASE_OF_ANOTHER");
        assertThat(code(ann.mutate("escalateCase", ESCALATED, question(claim, "leaseToken", "99"))))
                .isEqualTo("LEASE_ENDED");
        assertThat(code(ann.mutate("escalateCase", ESCALATED, question(claim, "question", "  "))))
                .isEqualTo("TEXT_INVALID");
        var unknown = GlobalId.encode("PolicyClause", UUID.randomUUID());
        assertThat(code(ann.mutate("escalateCase", ESCALATED, question(claim, "policyClause", unknown))))
                .isEqualTo("CLAUSE_UNKNOWN");
        assertThat(house.value(
                        "select count(*) from escalations.escalation where case_id = '%s'".formatted(caseOf(claim))))
                .isEqualTo("0");
        var input = question(claim, "idempotencyKey", UUID.randomUUID().toString());
        var first = ann.mutate("escalateCase", ESCALATED, input);
        var second = ann.mutate("escalateCase", ESCALATED, input);
        assertThat(second.path("wasRepeated").asBoolean()).isTrue();
        assertThat(second.at("/escalation/id")).isEqualTo(first.at("/escalation/id"));
        assertThat(code(ann.mutate("escalateCase", ESCALATED, question(claim)))).isEqualTo("INVALID_TRANSITION");
    }
}
