package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One thing that happened to a case; its place in the case is its key. */
public record CaseEvent(
        UUID caseId,
        int seq,
        String kind,
        @Nullable String fromState,
        String toState,
        Instant occurredAt,
        String actorKind,
        @Nullable UUID reviewerId,
        @Nullable String ruleKey,
        @Nullable String detail) {}
