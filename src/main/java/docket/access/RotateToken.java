package docket.access;

import docket.access.TokenChanges.Held;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.UserError;
import docket.platform.request.GlobalId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a token that may do what another one may, which goes on for a while, so that programs can change over. */
final class RotateToken implements Mutation {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    @Override
    public MutationResult run(MutationCall call) {
        var grantor = Grantor.of(call);
        var id = GlobalId.decode(call.input().string("id"), "ApiToken", "input.id");
        var old = TokenRepository.findToChange(call.sql(), id);
        if (old == null) {
            return refused(RotateTokenErrorCode.TOKEN_UNKNOWN, "There is no such token");
        }
        var now = Instant.now();
        var obstacle =
                TokenChanges.toRotating(Held.of(old), grantor, TokenRepository.hasSuccessor(call.sql(), id), now);
        if (obstacle != null) {
            return refused(obstacle.code(), obstacle.message());
        }
        var overlap = call.input().required("overlap", Duration.class);
        var fresh = successor(call, old, now);
        var errors = errors(fresh, overlap);
        if (!errors.isEmpty()) {
            return MutationResult.refused(errors);
        }
        TokenRepository.shorten(call.sql(), id, now.plus(overlap));
        return CreateToken.made(call, fresh, id);
    }

    /** As long-lived as the old one was, unless told otherwise. */
    private static NewToken successor(MutationCall call, StoredToken old, Instant now) {
        var life = Duration.between(old.createdAt(), old.expiresAt());
        var longest = now.plus(NewToken.LONGEST_LIFE);
        var like = now.plus(life);
        var expiresAt = call.input().has("expiresAt")
                ? call.input().required("expiresAt", Instant.class)
                : like.isAfter(longest) ? longest : like;
        var ranges = old.ranges().stream().map(AddressRange::toString).toList();
        return new NewToken(old.owner(), old.grant(), ranges, now, expiresAt, old.costPerSecond());
    }

    private static List<UserError> errors(NewToken fresh, Duration overlap) {
        var errors = new ArrayList<UserError>();
        if (overlap.isNegative() || overlap.compareTo(LONGEST_OVERLAP) > 0) {
            errors.add(UserError.of(
                    RotateTokenErrorCode.OVERLAP_OUT_OF_RANGE,
                    "overlap",
                    "It is from PT0S to P7D long, such as PT24H"));
        }
        if (!TokenRules.isAllowed(fresh.createdAt(), fresh.expiresAt())) {
            errors.add(UserError.of(
                    RotateTokenErrorCode.EXPIRY_OUT_OF_RANGE,
                    "expiresAt",
                    "It has to expire, in %d days at the latest".formatted(NewToken.LONGEST_LIFE.toDays())));
        }
        return errors;
    }

    private static MutationResult refused(RotateTokenErrorCode code, String message) {
        return MutationResult.refused(UserError.of(code, "id", message));
    }
}
