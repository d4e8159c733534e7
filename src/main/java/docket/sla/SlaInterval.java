package docket.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that a clock counted, or not.
 *
 * @param endsAt not included; null: for ever
 * @param detail the name of a holiday, what was waited for; null: the reason says it all
 */
record SlaInterval(
        Instant beginsAt,
        @Nullable Instant endsAt,
        boolean isCounted,
        SlaIntervalReason reason,
        @Nullable String detail,
        @Nullable Duration length) {

    static SlaInterval of(Instant begin, @Nullable Instant end, SlaIntervalReason reason, @Nullable String detail) {
        return new SlaInterval(
                begin,
                end,
                reason == SlaIntervalReason.OPEN,
                reason,
                detail,
                end == null ? null : Duration.between(begin, end));
    }
}
