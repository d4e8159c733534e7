package docket.decisions;

import docket.cases.CaseWork.Evidence;
import docket.cases.WorkedCase;
import docket.policies.PolicyClause;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is about to be written down.
 *
 * @param clauses the principal one first
 * @param approvalDueAt null: no approval is needed
 * @param supersedesId the decision that it replaces; null: none
 * @param keptActionIds measures of earlier decisions that go on
 */
record NewDecision(
        WorkedCase worked,
        Worker decider,
        @Nullable String shift,
        long leaseToken,
        String outcome,
        List<PolicyClause> clauses,
        UUID sopVersionId,
        List<String> sopPath,
        Evidence evidence,
        String rationale,
        @Nullable Instant approvalDueAt,
        @Nullable UUID supersedesId,
        List<UUID> keptActionIds,
        List<PlannedMeasure> measures) {

    boolean isViolation() {
        return outcome.equals("VIOLATION");
    }

    /** The category of the violation; null: there is none. */
    @Nullable
    String category() {
        return isViolation() ? clauses.getFirst().statementCategory() : null;
    }

    /** Whether those concerned are to be told the reasons (DSA Art. 17). */
    boolean owesReasons() {
        return PlannedMeasure.oweReasons(measures);
    }

    boolean isProposal() {
        return approvalDueAt != null;
    }
}
