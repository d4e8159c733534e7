package docket.access;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** A token that is to be made. */
record NewToken(String owner, Grant grant, List<String> ranges, Instant createdAt, Instant expiresAt) {
    static final Duration LONGEST_LIFE = Duration.ofDays(365);

    NewToken(String owner, Grant grant, List<String> ranges, Instant expiresAt) {
        this(owner, grant, ranges, Instant.now(), expiresAt);
    }

    NewToken(String owner, Grant grant, Duration life) {
        this(owner, grant, List.of(), Instant.now().plus(life));
    }
}
