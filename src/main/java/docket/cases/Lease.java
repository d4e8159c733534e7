package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The exclusive right to decide a case for a while. */
public record Lease(
        UUID id,
        UUID caseId,
        UUID reviewerId,
        long token,
        Instant grantedAt,
        Instant heartbeatAt,
        Instant expiresAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        @Nullable Integer activeSeconds) {}
