package docket.sops;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An announcement of what changes. */
public record PolicyUpdate(
        UUID id,
        String title,
        String body,
        String kind,
        String severity,
        String audience,
        @Nullable String domain,
        @Nullable String market,
        String status,
        @Nullable UUID sopVersionId,
        @Nullable UUID policyClauseId,
        UUID authorId,
        @Nullable Instant announcedAt,
        Instant effectiveAt,
        Instant ackDueAt) {}
