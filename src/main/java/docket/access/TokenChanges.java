package docket.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What stands in the way of changing a token, whatever else is asked: told to those who try, and to those who want to know before. */
final class TokenChanges {
    private TokenChanges() {}

    /** @param message says what would help */
    record Obstacle<C extends Enum<C>>(C code, String message) {}

    /**
     * @param hasSuccessor whether another token that is not revoked has taken over
     * @param isAtWork whether nobody in particular works with it, or somebody who is active, and with a company's token one of its people
     */
    static @Nullable Obstacle<RotateTokenErrorCode> toRotating(
            Held token, Grantor grantor, boolean hasSuccessor, boolean isAtWork, Instant now) {
        if (!token.isValid(now)) {
            return new Obstacle<>(
                    RotateTokenErrorCode.TOKEN_NOT_ACTIVE, "It is expired or revoked: make a new one instead");
        }
        if (hasSuccessor) {
            return new Obstacle<>(
                    RotateTokenErrorCode.ALREADY_ROTATED, "Another token has taken over: rotate or revoke that one");
        }
        if (!isWithin(grantor, token)) {
            return new Obstacle<>(
                    RotateTokenErrorCode.BEYOND_YOUR_OWN,
                    "It may do what you may not, or somebody else works with it: ask somebody who may do as much");
        }
        return isAtWork
                ? null
                : new Obstacle<>(
                        RotateTokenErrorCode.REVIEWER_UNKNOWN, "Who works with it has left: revoke it instead");
    }

    static @Nullable Obstacle<RevokeTokenErrorCode> toRevoking(Held token) {
        return token.revokedAt() == null
                ? null
                : new Obstacle<>(RevokeTokenErrorCode.ALREADY_REVOKED, "It has been revoked before");
    }

    private static boolean isWithin(Grantor grantor, Held token) {
        var grant = token.grant();
        var reviewer = grant.reviewerId();
        return grant.roles().stream().allMatch(role -> grantor.mayGive(role.scopes()))
                && grantor.mayGive(grant.more())
                && (reviewer == null || grantor.mayLetWork(reviewer))
                && grantor.mayGiveRate(token)
                && grantor.mayGiveRanges(token.ranges());
    }
}
