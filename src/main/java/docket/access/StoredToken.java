package docket.access;

import docket.platform.request.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is kept.
 *
 * @param owner who answers for it
 * @param ranges from where it may be used; empty: from everywhere
 * @param costPerSecond points that its account gets back in a second; null: as many as its class
 */
record StoredToken(
        UUID id,
        TokenText.Kind kind,
        String publicId,
        byte[] secretHash,
        String owner,
        Grant grant,
        List<AddressRange> ranges,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable Integer costPerSecond) {

    boolean isValid(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    Caller caller() {
        return new Caller(
                Caller.Kind.MACHINE,
                "token " + publicId,
                owner,
                grant.scopes(),
                grant.vendorId(),
                grant.siteIds(),
                grant.markets(),
                grant.costClass(),
                id,
                grant.reviewerId(),
                costPerSecond);
    }
}
