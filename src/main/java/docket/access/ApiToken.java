package docket.access;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A token by which a program calls, without what would let somebody use it. */
public record ApiToken(
        UUID id,
        String publicId,
        String kind,
        String owner,
        List<String> roles,
        List<String> scopes,
        @Nullable UUID vendorId,
        List<UUID> siteIds,
        List<String> markets,
        @Nullable UUID reviewerId,
        List<String> addressRanges,
        Instant createdAt,
        String createdBy,
        Instant expiresAt,
        @Nullable Instant revokedAt,
        @Nullable UUID rotatedFrom,
        @Nullable Instant lastUsedAt,
        long uses,
        @Nullable Integer costPerSecond) {

    Held held() {
        var ranges = addressRanges.stream().map(AddressRange::parse).toList();
        return new Held(grant(), ranges, costPerSecond, expiresAt, revokedAt);
    }

    private Grant grant() {
        return Grant.of(roles, scopes, vendorId, siteIds, markets, reviewerId);
    }
}
