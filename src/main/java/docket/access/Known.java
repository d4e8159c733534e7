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
 */
record Known(
        @Nullable Caller caller,
        Instant until,
        List<AddressRange> ranges,
        @Nullable UUID token) {
    static final Known NOBODY = new Known(null, Instant.MIN, List.of(), null);

    static Known of(StoredToken token) {
        return new Known(token.caller(), token.held().expiresAt(), token.held().ranges(), token.id());
    }

    static Known person(Caller caller, Instant until) {
        return new Known(caller, until, List.of(), null);
    }

    boolean isGood(Instant now, String address) {
        return now.isBefore(until) && (ranges.isEmpty() || isWithin(address));
    }

    private boolean isWithin(String text) {
        var address = AddressRange.address(text);
        return address != null && ranges.stream().anyMatch(range -> range.contains(address));
    }
}
