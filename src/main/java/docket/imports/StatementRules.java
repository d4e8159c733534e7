package docket.imports;

import static docket.imports.StatementColumn.*;

import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What columns demand of each other. */
final class StatementRules {
    private static final List<StatementColumn> RESTRICTIONS =
            List.of(DECISION_VISIBILITY, DECISION_MONETARY, DECISION_PROVISION, DECISION_ACCOUNT);

    record Rule(StatementColumn column, String reason, Predicate<StatementRow> isBroken) {
        void check(StatementRow row) {
            if (isBroken.test(row)) {
                row.fault(column, reason, null);
            }
        }
    }

    static final List<Rule> ALL = List.of(
            new Rule(
                    DECISION_VISIBILITY,
                    "is required where decision_monetary, decision_provision and decision_account are empty",
                    row -> RESTRICTIONS.stream().allMatch(column -> row.value(column) == null)),
            neededWith("DECISION_VISIBILITY_OTHER", DECISION_VISIBILITY, DECISION_VISIBILITY_OTHER),
            neededWith("DECISION_MONETARY_OTHER", DECISION_MONETARY, DECISION_MONETARY_OTHER),
            neededWith("CONTENT_TYPE_OTHER", CONTENT_TYPE, CONTENT_TYPE_OTHER),
            neededWith("DECISION_GROUND_ILLEGAL_CONTENT", DECISION_GROUND, ILLEGAL_CONTENT_LEGAL_GROUND),
            neededWith("DECISION_GROUND_ILLEGAL_CONTENT", DECISION_GROUND, ILLEGAL_CONTENT_EXPLANATION),
            neededWith("DECISION_GROUND_INCOMPATIBLE_CONTENT", DECISION_GROUND, INCOMPATIBLE_CONTENT_GROUND),
            neededWith("DECISION_GROUND_INCOMPATIBLE_CONTENT", DECISION_GROUND, INCOMPATIBLE_CONTENT_EXPLANATION));

    private StatementRules() {}

    private static Rule neededWith(String code, StatementColumn holder, StatementColumn needed) {
        return new Rule(
                needed, "is required with " + code, row -> row.value(needed) == null && holds(row.value(holder), code));
    }

    private static boolean holds(@Nullable Object value, String code) {
        return value instanceof List<?> codes ? codes.contains(code) : code.equals(value);
    }
}
