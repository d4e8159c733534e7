package docket.escalations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A question about a case or an appeal, and its answer. */
public record Escalation(
        UUID id,
        UUID caseId,
        @Nullable UUID appealId,
        String type,
        String severity,
        String level,
        String region,
        UUID askerId,
        String question,
        @Nullable UUID policyClauseId,
        String state,
        Instant openedAt,
        @Nullable Instant acknowledgedAt,
        Instant dueAt,
        @Nullable UUID rulerId,
        @Nullable Instant ruledAt,
        @Nullable String ruling,
        @Nullable Instant closedAt,
        int reopenCount,
        @Nullable Integer csat,
        @Nullable String market,
        @Nullable UUID siteId,
        @Nullable UUID vendorId,
        int version) {}
