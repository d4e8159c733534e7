package docket.vendors;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a reviewer was found fit for, and for how long. */
public record Certification(
        UUID id,
        UUID reviewerId,
        String domain,
        Instant issuedAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedReason,
        int version) {

    CertificationState state() {
        return state(Instant.now());
    }

    CertificationState state(Instant now) {
        if (revokedAt != null && !revokedAt.isAfter(now)) {
            return CertificationState.REVOKED;
        }
        if (!expiresAt.isAfter(now)) {
            return CertificationState.EXPIRED;
        }
        return expiresAt.minus(CertificationState.AHEAD).isAfter(now)
                ? CertificationState.VALID
                : CertificationState.EXPIRING;
    }
}
