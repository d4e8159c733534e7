package docket.sops;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One version of a procedure for a locale and a market. */
public record SopVersion(
        UUID id,
        UUID sopId,
        String locale,
        @Nullable String market,
        String semver,
        String status,
        String title,
        String body,
        @Nullable String changeNote,
        boolean isMaterialChange,
        @Nullable UUID sourceVersionId,
        UUID authorId,
        @Nullable UUID approverId,
        @Nullable UUID legalApproverId,
        @Nullable Instant approvedAt,
        @Nullable Instant publishedAt,
        @Nullable Instant effectiveAt,
        @Nullable Instant endsAt) {}
