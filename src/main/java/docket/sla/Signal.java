package docket.sla;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event means to a clock.
 *
 * @param reason of a pause: one of the words of {@code pauses_for}; else null
 */
record Signal(Kind kind, Instant at, @Nullable String reason) {
    enum Kind {
        START,
        PAUSE,
        RESUME,
        STOP,
        CANCEL
    }

    static Signal of(Kind kind, Instant at) {
        return new Signal(kind, at, null);
    }
}
