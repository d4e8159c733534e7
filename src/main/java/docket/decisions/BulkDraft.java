package docket.decisions;

import docket.cases.WorkedCase;
import docket.platform.bulk.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One case of a bulk decision as it would be decided.
 *
 * @param approvalDueAt null: no approval is needed
 * @param supersedesId the decision that it would replace; null: none
 * @param failure why it cannot be decided; null: it can
 */
record BulkDraft(
        WorkedCase worked,
        @Nullable UUID sopVersionId,
        List<PlannedMeasure> measures,
        @Nullable Instant approvalDueAt,
        @Nullable UUID supersedesId,
        @Nullable Failure failure) {

    boolean isProposal() {
        return approvalDueAt != null;
    }

    /** What comes of it, in the words of an item. */
    String expected() {
        if (failure != null) {
            return "FAILED";
        }
        return isProposal() ? "PROPOSED" : "DECIDED";
    }

    UUID sopVersion() {
        return Objects.requireNonNull(sopVersionId);
    }
}
