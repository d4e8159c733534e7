package docket.decisions;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One decision of a case, with the context it was taken in. */
public record Decision(
        UUID id,
        UUID caseId,
        String level,
        String outcome,
        @Nullable String ground,
        @Nullable String statementCategory,
        @Nullable String legacyCategory,
        @Nullable UUID policyClauseId,
        @Nullable UUID sopVersionId,
        @Nullable UUID snapshotId,
        @Nullable List<String> sopPath,
        @Nullable UUID deciderId,
        @Nullable String ruleKey,
        @Nullable Integer ruleVersion,
        @Nullable String modelVersion,
        @Nullable String sourcePlatform,
        @Nullable UUID siteId,
        @Nullable UUID vendorId,
        @Nullable String shift,
        @Nullable String market,
        @Nullable String rationale,
        @Nullable Integer activeSeconds,
        boolean automatedDetection,
        String automatedDecision,
        String approval,
        @Nullable UUID approverId,
        @Nullable Instant approvedAt,
        @Nullable Instant approvalDueAt,
        @Nullable UUID supersedesId,
        Instant decidedAt) {

    /** The ageing alarm: it waits for longer than its rule allows. */
    boolean isApprovalOverdue() {
        return approval.equals("PENDING") && approvalDueAt != null && approvalDueAt.isBefore(Instant.now());
    }
}
