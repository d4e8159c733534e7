package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened to a case; its place in the case is its key.
 *
 * @param detail words alone; what could name rows that a reader does not see is a component of its own, and goes through the policy of its table
 * @param note what the reviewer wrote with it; null also where the reviewer is not seen
 * @param otherCaseId merged with this one
 */
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
        @Nullable String detail,
        @Nullable String note,
        @Nullable UUID queueId,
        @Nullable UUID handedToId,
        @Nullable UUID otherCaseId,
        @Nullable UUID decisionId,
        @Nullable UUID escalationId) {}
