package docket.access;

import docket.platform.mutation.MutationCall;
import docket.platform.request.Caller;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has who makes tokens, and so may give. Nobody who is bound to a company makes any.
 *
 * @param reviewerId the person who makes them; null: nobody in particular
 * @param rate points that her account gets back in a second
 * @param ranges empty: calls from everywhere
 * @param limits what a token without a rate of its own gets
 */
record Grantor(Scopes scopes, @Nullable UUID reviewerId, long rate, List<AddressRange> ranges, LimitsByClass limits) {

    /** Whoever has the command line has the database. */
    static Grantor commandLine(LimitsByClass limits) {
        return new Grantor(Scopes.ALL, null, Long.MAX_VALUE, List.of(), limits);
    }

    /** @throws GraphException when the caller's token is no longer good */
    static Grantor of(MutationCall call, LimitsByClass limits) {
        var token = requireGood(call);
        return of(call.caller(), token == null ? List.of() : token.held().ranges(), limits);
    }

    /** @param ranges from where the caller's own token is taken */
    static Grantor of(Caller caller, List<AddressRange> ranges, LimitsByClass limits) {
        var own = caller.costPerSecond();
        var rate = own == null ? limits.of(caller.costClass()).costPerSecond() : own;
        return new Grantor(caller.scopes(), caller.reviewerId(), rate, ranges, limits);
    }

    /**
     * A token that was revoked is believed for some seconds; they are not enough to make another one.
     *
     * @return null: the caller came without a token of ours
     * @throws GraphException when it is no longer good
     */
    static @Nullable StoredToken requireGood(MutationCall call) {
        var id = call.caller().tokenId();
        if (id == null) {
            return null;
        }
        var token = TokenRepository.findToAct(call.sql(), id);
        if (token == null || !token.held().isValid(Instant.now())) {
            throw new GraphException(ErrorCode.UNAUTHENTICATED, "The token is expired or revoked");
        }
        return token;
    }

    boolean mayGive(Scopes wanted) {
        return wanted.within(scopes).equals(wanted);
    }

    boolean mayLetWork(UUID reviewer) {
        return scopes.has(Scope.ON_BEHALF) || reviewer.equals(reviewerId);
    }

    boolean mayGiveRate(Held wanted) {
        return wanted.rate(limits) <= rate;
    }

    boolean mayGiveRanges(Collection<AddressRange> wanted) {
        return ranges.isEmpty()
                || (!wanted.isEmpty()
                        && wanted.stream().allMatch(range -> ranges.stream().anyMatch(own -> own.contains(range))));
    }
}
