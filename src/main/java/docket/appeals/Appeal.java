package docket.appeals;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An objection to a decision, at one level. */
public record Appeal(
        UUID id,
        UUID decisionId,
        UUID caseId,
        int level,
        String appellantKind,
        String statement,
        @Nullable String language,
        String state,
        Instant filedAt,
        Instant windowEndsAt,
        @Nullable Instant dueAt,
        @Nullable String inadmissibleReason,
        @Nullable UUID reviewerId,
        @Nullable String outcome,
        @Nullable String overturnCause,
        @Nullable UUID resultingDecisionId,
        @Nullable String market,
        @Nullable UUID siteId,
        @Nullable UUID vendorId,
        @Nullable Instant decidedAt,
        @Nullable Instant closedAt,
        int version) {}
