package docket.access;

import docket.platform.request.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a credential for the next seconds.
 *
 * @param caller null: nobody
 * @param until when it ends by itself
 * @param ranges from where it may be used; empty: from everywhere
 * @param token whose uses are counted; null: it is none of our tokens
 * @param name as logs name the caller, also one who is none any more; null: nobody is meant
 * @param end why it is nobody any more, for logs; null: it is somebody, or never was
 */
record Known(
        @Nullable Caller caller,
        Instant until,
        List<AddressRange> ranges,
        @Nullable UUID token,
        @Nullable String name,
        @Nullable String end) {
    private static final String EXPIRED = "expired";
    static final Known NOBODY = new Known(null, Instant.MIN, List.of(), null, null, null);

    static Known of(StoredToken token) {
        var caller = token.caller();
        return new Known(caller, token.held().expiresAt(), token.held().ranges(), token.id(), caller.id(), null);
    }

    /** A token that is ours, and good no more. */
    static Known ended(StoredToken token) {
        var end = token.held().revokedAt() == null ? EXPIRED : "revoked";
        return new Known(null, Instant.MIN, List.of(), null, token.caller().id(), end);
    }

    static Known person(Caller caller, Instant until) {
        return new Known(caller, until, List.of(), null, caller.id(), null);
    }

    /** Why it is not good, for logs: callers are not told. */
    String fault(Instant now) {
        if (caller == null) {
            return end == null ? "unknown" : end;
        }
        return now.isBefore(until) ? "from another address" : EXPIRED;
    }

    boolean isGood(Instant now, String address) {
        return now.isBefore(until) && (ranges.isEmpty() || isWithin(address));
    }

    private boolean isWithin(String text) {
        var address = AddressRange.address(text);
        return address != null && ranges.stream().anyMatch(range -> range.contains(address));
    }
}
