package docket.access;

import docket.platform.request.LimitsByClass;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a token may do, from where, at which rate, and until when.
 *
 * @param ranges from where it may be used; empty: from everywhere
 * @param costPerSecond points that its account gets back in a second; null: as many as its class
 */
record Held(
        Grant grant,
        List<AddressRange> ranges,
        @Nullable Integer costPerSecond,
        Instant expiresAt,
        @Nullable Instant revokedAt) {

    boolean isValid(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /** Points in a second. */
    long rate(LimitsByClass limits) {
        return costPerSecond == null ? limits.of(grant.costClass()).costPerSecond() : costPerSecond;
    }
}
