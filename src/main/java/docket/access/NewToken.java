package docket.access;

import java.time.Duration;
import java.util.List;

/** A token that is to be made. */
record NewToken(String owner, Grant grant, List<String> ranges, Duration life) {
    static final Duration LONGEST_LIFE = Duration.ofDays(365);

    NewToken(String owner, Grant grant, Duration life) {
        this(owner, grant, List.of(), life);
    }
}
