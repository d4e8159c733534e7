package docket.access;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What stands in the way of changing a token, whatever else is asked: told to those who try, and to those who want to know before. */
final class TokenChanges {
    private TokenChanges() {}

    /** @param message says what would help */
    record Obstacle<C extends Enum<C>>(C code, String message) {}

    /** What a token may do, and until when. */
    record Held(
            Grant grant,
            List<AddressRange> ranges,
            Instant expiresAt,
            @Nullable Instant revokedAt) {

        static Held of(StoredToken token) {
            return new Held(token.grant(), token.ranges(), token.expiresAt(), token.revokedAt());
        }

        static Held of(ApiToken token) {
            var ranges = token.addressRanges().stream().map(AddressRange::parse).toList();
            return new Held(Grant.of(token), ranges, token.expiresAt(), token.revokedAt());
        }

        private boolean isValid(Instant now) {
            return revokedAt == null && now.isBefore(expiresAt);
        }
    }

    static @Nullable Obstacle<RotateTokenErrorCode> toRotating(
            Held token, Grantor grantor, boolean hasSuccessor, Instant now) {
        if (!grantor.mayBindTo(token.grant().vendorId())) {
            return new Obstacle<>(RotateTokenErrorCode.TOKEN_UNKNOWN, "There is no such token");
        }
        if (!token.isValid(now)) {
            return new Obstacle<>(
                    RotateTokenErrorCode.TOKEN_NOT_ACTIVE, "It is expired or revoked: make a new one instead");
        }
        if (hasSuccessor) {
            return new Obstacle<>(
                    RotateTokenErrorCode.ALREADY_ROTATED, "Another token has taken over: rotate or revoke that one");
        }
        return isWithin(grantor, token)
                ? null
                : new Obstacle<>(
                        RotateTokenErrorCode.BEYOND_YOUR_OWN,
                        "It may do what you may not: ask somebody who may do as much");
    }

    static @Nullable Obstacle<RevokeTokenErrorCode> toRevoking(Held token, Grantor grantor) {
        if (!grantor.mayBindTo(token.grant().vendorId())) {
            return new Obstacle<>(RevokeTokenErrorCode.TOKEN_UNKNOWN, "There is no such token");
        }
        return token.revokedAt() == null
                ? null
                : new Obstacle<>(RevokeTokenErrorCode.ALREADY_REVOKED, "It has been revoked before");
    }

    private static boolean isWithin(Grantor grantor, Held token) {
        var grant = token.grant();
        return grant.roles().stream().allMatch(role -> grantor.mayGive(role.scopes()))
                && grantor.mayGive(grant.more())
                && grantor.mayGiveSites(grant.siteIds())
                && grantor.mayGiveMarkets(grant.markets())
                && grantor.mayGiveRanges(token.ranges());
    }
}
