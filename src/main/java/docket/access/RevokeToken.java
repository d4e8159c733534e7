package docket.access;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.UserError;
import docket.platform.request.GlobalId;

/** Ends a token: no server takes it any more five seconds later. */
final class RevokeToken implements Mutation {
    @Override
    public MutationResult run(MutationCall call) {
        Grantor.requireGood(call);
        var id = GlobalId.decode(call.input().string("id"), "ApiToken", "input.id");
        var token = TokenRepository.findToChange(call.sql(), id);
        if (token == null) {
            return refused(RevokeTokenErrorCode.TOKEN_UNKNOWN, "id", "There is no such token");
        }
        var obstacle = TokenChanges.toRevoking(token.held());
        if (obstacle != null) {
            return refused(obstacle.code(), "id", obstacle.message());
        }
        if (call.input().string("reason").isBlank()) {
            return refused(RevokeTokenErrorCode.REASON_MISSING, "reason", "Say why, for those who read the audit");
        }
        TokenRepository.revoke(call.sql(), TokenRepository.is(id));
        return MutationResult.done("apiToken", id);
    }

    private static MutationResult refused(RevokeTokenErrorCode code, String path, String message) {
        return MutationResult.refused(UserError.of(code, path, message));
    }
}
