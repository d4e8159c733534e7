package docket.access;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.platform.request.GlobalId;
import docket.platform.request.LimitsByClass;
import docket.vendors.Vendors;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes a token that may do what another one may, which goes on for a while, so that programs can change over. */
final class RotateToken implements Mutation {
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(7);

    private final LimitsByClass limits;

    RotateToken(LimitsByClass limits) {
        this.limits = limits;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var grantor = Grantor.of(call, limits);
        var id = GlobalId.decode(call.input().string("id"), "ApiToken", "input.id");
        var old = TokenRepository.findToChange(call.sql(), id);
        if (old == null) {
            throw Refusal.of(RotateTokenErrorCode.TOKEN_UNKNOWN, "id", "There is no such token");
        }
        var now = Instant.now();
        var obstacle = TokenChanges.toRotating(
                old.held(),
                grantor,
                TokenRepository.hasSuccessor(call.sql(), id),
                isAtWork(call, old.held().grant()),
                now);
        if (obstacle != null) {
            throw Refusal.of(obstacle.code(), "id", obstacle.message());
        }
        var overlap = call.input().required("overlap", Duration.class);
        var fresh = successor(call, old, now);
        var errors = errors(fresh, overlap);
        if (!errors.isEmpty()) {
            throw Refusal.of(errors);
        }
        TokenRepository.shorten(call.sql(), id, now.plus(overlap));
        return CreateToken.made(call, fresh, id);
    }

    private static boolean isAtWork(MutationCall call, Grant grant) {
        var reviewer = grant.reviewerId();
        return reviewer == null || Vendors.worksFor(call.sql(), reviewer, grant.vendorId());
    }

    /** As long-lived as the old one was, unless told otherwise. */
    private static NewToken successor(MutationCall call, StoredToken old, Instant now) {
        var life = Duration.between(old.createdAt(), old.held().expiresAt());
        var longest = now.plus(NewToken.LONGEST_LIFE);
        var like = now.plus(life);
        var expiresAt = call.input().has("expiresAt")
                ? call.input().required("expiresAt", Instant.class)
                : like.isAfter(longest) ? longest : like;
        var held = old.held();
        var ranges = held.ranges().stream().map(AddressRange::toString).toList();
        return new NewToken(old.owner(), held.grant(), ranges, now, expiresAt, held.costPerSecond());
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
}
