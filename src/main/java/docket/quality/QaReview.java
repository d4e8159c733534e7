package docket.quality;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The audit of a sampled decision. */
public record QaReview(
        UUID id,
        UUID qaSampleId,
        UUID decisionId,
        UUID qaPlanId,
        UUID caseId,
        @Nullable UUID sopVersionId,
        @Nullable UUID snapshotId,
        @Nullable UUID auditorId,
        @Nullable UUID arbiterId,
        String state,
        boolean isBlind,
        @Nullable String auditedOutcome,
        @Nullable String verdict,
        @Nullable Integer score,
        boolean isDisputed,
        @Nullable String voidReason,
        @Nullable String market,
        @Nullable UUID siteId,
        @Nullable UUID vendorId,
        @Nullable Instant assignedAt,
        @Nullable Instant auditedAt,
        @Nullable Instant finalAt,
        int version) {}
