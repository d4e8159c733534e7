package docket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The history as a whole: it obeys the life cycles and reaches every state of them. */
class DemoHistoryTest {
    private static final DemoDatabase SMALL = DemoDatabase.empty("small");

    /** @param query names the rows that break it */
    record Rule(String sentence, String query) {
        @Override
        public String toString() {
            return sentence;
        }
    }

    @BeforeAll
    static void load() {
        SMALL.load(DemoSize.SMALL.cases(), line -> {});
    }

    static Stream<Rule> rules() throws IOException {
        try (var file = DemoHistoryTest.class.getResourceAsStream("invariants.sql")) {
            var text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.split("\n\n-- ")).skip(1).map(DemoHistoryTest::rule);
        }
    }

    private static Rule rule(String part) {
        var end = part.indexOf('\n');
        return new Rule(part.substring(0, end), part.substring(end).replace(";", ""));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void obeys(Rule rule) throws SQLException {
        assertThat(SMALL.query(rule.query())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cases.moderation_case.state",
                "cases.case_event.kind",
                "cases.lease.ended_by",
                "decisions.decision.outcome",
                "decisions.decision.level",
                "decisions.decision.approval",
                "decisions.decision.statement_category",
                "decisions.enforcement_action.state",
                "appeals.appeal.state",
                "appeals.appeal.outcome",
                "appeals.appeal.overturn_cause",
                "escalations.escalation.state",
                "sla.sla_clock.status",
                "quality.qa_review.state",
                "sops.sop_version.status",
                "sops.policy_update.status",
                "sops.acknowledgement.status"
            })
    void reachesEvery(String column) throws SQLException {
        var parts = List.of(column.split("\\."));
        var table = parts.get(0) + "." + parts.get(1);
        var possible = """
                select distinct m[1]
                from pg_constraint c, regexp_matches(pg_get_constraintdef(c.oid), '''([A-Z_]+)''', 'g') m
                where c.conrelid = '%s'::regclass and c.conname = 'ck_%s_%s'""".formatted(table, parts.get(1), parts.get(2));
        // Nobody moves a case by hand in the demo, lets an approval wait too long, or undoes a measure without a
        // decision.
        var notTold = List.of("(REROUTED)", "(HANDED_OVER)", "(APPROVAL_OVERDUE)", "(ACTION_REVERSED)");
        var reached = "select distinct %s from %s where %1$s is not null".formatted(parts.get(2), table);

        assertThat(SMALL.query(reached))
                .containsExactlyInAnyOrderElementsOf(SMALL.query(possible).stream()
                        .filter(word -> !notTold.contains(word))
                        .toList());
    }
}
