package docket.sla;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One promise running on one case, appeal or escalation. */
public record SlaClock(
        UUID id,
        UUID slaPolicyId,
        String clockKind,
        String agreement,
        UUID caseId,
        @Nullable UUID appealId,
        @Nullable UUID escalationId,
        @Nullable UUID vendorId,
        @Nullable String market,
        String status,
        @Nullable Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant stoppedAt) {}
