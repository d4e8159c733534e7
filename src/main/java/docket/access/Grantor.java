package docket.access;

import docket.platform.mutation.MutationCall;
import docket.platform.request.Caller;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has who makes tokens, and so may give.
 *
 * @param vendorId null: not bound to one
 * @param siteIds empty: not bound to any
 * @param markets empty: not bound to any
 * @param reviewerId the person who makes them; null: nobody in particular
 * @param ranges empty: calls from everywhere
 */
record Grantor(
        Scopes scopes,
        @Nullable UUID vendorId,
        Set<UUID> siteIds,
        Set<String> markets,
        @Nullable UUID reviewerId,
        List<AddressRange> ranges) {

    /** Whoever has the command line has the database. */
    static final Grantor COMMAND_LINE = new Grantor(Scopes.ALL, null, Set.of(), Set.of(), null, List.of());

    /**
     * A token that was revoked is believed for some seconds; they are not enough to make another one.
     *
     * @throws GraphException when the caller's token is no longer good
     */
    static Grantor of(MutationCall call) {
        var caller = call.caller();
        return of(caller, ranges(call, caller));
    }

    /** @param ranges from where the caller's own token is taken */
    static Grantor of(Caller caller, List<AddressRange> ranges) {
        return new Grantor(
                caller.scopes(), caller.vendorId(), caller.siteIds(), caller.markets(), caller.reviewerId(), ranges);
    }

    private static List<AddressRange> ranges(MutationCall call, Caller caller) {
        var id = caller.tokenId();
        if (id == null) {
            return List.of();
        }
        var token = TokenRepository.findToAct(call.sql(), id);
        if (token == null || !token.isValid(Instant.now())) {
            throw new GraphException(ErrorCode.UNAUTHENTICATED, "The token is expired or revoked");
        }
        return token.ranges();
    }

    boolean mayGive(Scopes wanted) {
        return wanted.within(scopes).equals(wanted);
    }

    boolean mayBindTo(@Nullable UUID wanted) {
        return vendorId == null || vendorId.equals(wanted);
    }

    boolean mayLetWork(UUID reviewer) {
        return scopes.has(Scope.ON_BEHALF) || reviewer.equals(reviewerId);
    }

    boolean mayGiveSites(Set<UUID> wanted) {
        return mayGive(siteIds, wanted);
    }

    boolean mayGiveMarkets(Set<String> wanted) {
        return mayGive(markets, wanted);
    }

    /** Of none, all are given. */
    private static <T> boolean mayGive(Set<T> own, Set<T> wanted) {
        return own.isEmpty() || (!wanted.isEmpty() && own.containsAll(wanted));
    }

    boolean mayGiveRanges(Collection<AddressRange> wanted) {
        return ranges.isEmpty()
                || (!wanted.isEmpty()
                        && wanted.stream().allMatch(range -> ranges.stream().anyMatch(own -> own.contains(range))));
    }
}
