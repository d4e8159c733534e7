package docket.access;

import static docket.access.TokenRepository.TOKENS;

import docket.platform.graph.Feature;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Graph;
import docket.platform.mutation.Payload;
import docket.platform.request.LimitsByClass;
import docket.vendors.Vendors;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** How tokens are shown, made and revoked. */
@Component
final class TokenGraph implements Feature {
    private final LimitsByClass limits;

    TokenGraph(LimitsByClass limits) {
        this.limits = limits;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("apiToken", "ApiToken", TOKENS.entity()).page("apiTokens", TOKENS);
        graph.node("ApiToken", TOKENS.entity())
                .toOne("vendor", ApiToken::vendorId, Vendors.VENDORS)
                .toOne("reviewer", ApiToken::reviewerId, Vendors.REVIEWERS)
                .batch("sites", TokenGraph::sites)
                .toOne("rotatedFrom", ApiToken::rotatedFrom, TOKENS.entity())
                .batch("viewerCan", (tokens, call) -> TokenPermissions.of(tokens, call, limits));
        graph.value("ApiTokenPermissions", TokenPermissions.class);

        graph.mutation("createToken", new CreateToken(limits));
        graph.mutation("rotateToken", new RotateToken(limits));
        graph.mutation("revokeToken", new RevokeToken());
        graph.payload("CreateTokenPayload", "CreateTokenError")
                .toOne("apiToken", payload -> payload.id("apiToken"), TOKENS.entity())
                .value("token", payload -> payload.shownOnce("token"));
        graph.payload("RotateTokenPayload", "RotateTokenError")
                .toOne("apiToken", payload -> payload.id("apiToken"), TOKENS.entity())
                .value("token", payload -> payload.shownOnce("token"));
        graph.payload("RevokeTokenPayload", "RevokeTokenError")
                .toOne("apiToken", (Payload payload) -> payload.id("apiToken"), TOKENS.entity())
                .toOne("stillGood", payload -> payload.id("stillGood"), TOKENS.entity());
    }

    private static List<?> sites(List<ApiToken> tokens, FieldCall call) {
        var ids = new HashSet<UUID>();
        tokens.forEach(token -> ids.addAll(token.siteIds()));
        var found = ids.isEmpty() ? Map.of() : Vendors.SITES.load(call.db(), ids);
        return tokens.stream()
                .map(token -> token.siteIds().stream()
                        .map(found::get)
                        .filter(Objects::nonNull)
                        .toList())
                .toList();
    }
}
