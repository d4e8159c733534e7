package docket.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token that is to be made.
 *
 * @param costPerSecond points that its account gets back in a second; null: as many as its class
 */
record NewToken(
        String owner,
        Grant grant,
        List<String> ranges,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Integer costPerSecond) {
    static final Duration LONGEST_LIFE = Duration.ofDays(365);

    NewToken(String owner, Grant grant, List<String> ranges, Instant expiresAt, @Nullable Integer costPerSecond) {
        this(owner, grant, ranges, Instant.now(), expiresAt, costPerSecond);
    }

    NewToken(String owner, Grant grant, Duration life) {
        this(owner, grant, List.of(), Instant.now().plus(life), null);
    }
}
