package docket.access;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.GlobalId;
import java.util.Map;

/**
 * Ends a token: no server takes it any more five seconds later. The one that it took over from is left as it is, since programs may not have changed
 * over yet, and told, since whoever ends a leaked token wants to know what else is good.
 */
final class RevokeToken implements Mutation {
    @Override
    public MutationResult run(MutationCall call) {
        Grantor.requireGood(call);
        var id = GlobalId.decode(call.input().string("id"), "ApiToken", "input.id");
        var token = TokenRepository.findToChange(call.sql(), id);
        if (token == null) {
            throw Refusal.of(RevokeTokenErrorCode.TOKEN_UNKNOWN, "id", "There is no such token");
        }
        var obstacle = TokenChanges.toRevoking(token.held());
        if (obstacle != null) {
            throw Refusal.of(obstacle.code(), "id", obstacle.message());
        }
        call.reason();
        TokenRepository.revoke(call.sql(), TokenRepository.is(id));
        var stillGood = TokenRepository.stillGoodBefore(call.sql(), id);
        return MutationResult.done(
                stillGood == null ? Map.of("apiToken", id) : Map.of("apiToken", id, "stillGood", stillGood));
    }
}
