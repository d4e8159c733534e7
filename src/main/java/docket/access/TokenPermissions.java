package docket.access;

import docket.access.TokenChanges.Obstacle;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.request.Caller;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scope;
import docket.vendors.Reviewer;
import docket.vendors.Vendors;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the caller may do with a token. */
record TokenPermissions(Permission rotate, Permission revoke) {
    /** What the mutations of tokens take, as their {@code @requires} says. */
    private static final Scope TAKEN = Scope.TOKENS_WRITE;

    /** What the caller may do about tokens at large. */
    record OfViewer(Permission createToken) {
        static OfViewer of(Caller caller) {
            return new OfViewer(caller.may(TAKEN) ? Permission.GIVEN : lacking());
        }
    }

    /** For all tokens of a page at once. */
    static List<TokenPermissions> of(List<ApiToken> tokens, FieldCall call, LimitsByClass limits) {
        if (!call.caller().may(TAKEN)) {
            return tokens.stream()
                    .map(any -> new TokenPermissions(lacking(), lacking()))
                    .toList();
        }
        var grantor = grantor(call, limits);
        var rotated = rotated(tokens, call);
        var people = people(tokens, call);
        var now = Instant.now();
        return tokens.stream()
                .map(token -> {
                    var held = token.held();
                    return new TokenPermissions(
                            permission(TokenChanges.toRotating(
                                    held, grantor, rotated.contains(token.id()), isAtWork(token, people), now)),
                            permission(TokenChanges.toRevoking(held)));
                })
                .toList();
    }

    private static Grantor grantor(FieldCall call, LimitsByClass limits) {
        var own = call.caller().tokenId();
        if (own == null || !call.selectsAny(Set.of("rotate"))) {
            return Grantor.of(call.caller(), List.of(), limits);
        }
        var token = ApiTokens.TOKENS.load(call.db(), Set.of(own)).get(own);
        return Grantor.of(
                call.caller(), token == null ? List.of() : token.held().ranges(), limits);
    }

    private static Set<UUID> rotated(List<ApiToken> tokens, FieldCall call) {
        return call.selectsAny(Set.of("rotate"))
                ? TokenRepository.rotated(
                        call.db(), tokens.stream().map(ApiToken::id).collect(Collectors.toSet()))
                : Set.of();
    }

    private static Map<UUID, Reviewer> people(List<ApiToken> tokens, FieldCall call) {
        var ids = new HashSet<UUID>();
        tokens.stream().map(ApiToken::reviewerId).filter(Objects::nonNull).forEach(ids::add);
        return ids.isEmpty() || !call.selectsAny(Set.of("rotate")) ? Map.of() : Vendors.REVIEWERS.load(call.db(), ids);
    }

    private static boolean isAtWork(ApiToken token, Map<UUID, Reviewer> people) {
        var id = token.reviewerId();
        var person = id == null ? null : people.get(id);
        return id == null
                || (person != null && person.isActive() && Objects.equals(person.vendorId(), token.vendorId()));
    }

    private static Permission permission(@Nullable Obstacle<?> obstacle) {
        return obstacle == null ? Permission.GIVEN : Permission.denied(obstacle.message());
    }

    private static Permission lacking() {
        return Permission.denied("It takes the scope %s, which you do not have: ask an administrator".formatted(TAKEN));
    }
}
