package docket.sops;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** That one person of an update's audience has read it, or not yet. */
public record Acknowledgement(
        UUID id,
        UUID policyUpdateId,
        UUID reviewerId,
        String status,
        Instant dueAt,
        @Nullable Instant acknowledgedAt,
        @Nullable Integer quizScore,
        @Nullable String exemptReason) {}
