package docket.cases;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A case as a transaction finds it, before anything happens to it there.
 *
 * @param lastEventAt null: nothing has happened to it yet
 * @param queueKey of its queue; null: it is in none
 * @param isCertified whether its queue asks for a certification
 * @param queueLanguage of its queue; null: any
 * @param returnedTo who had it on hold before it came back to its queue; null: nobody
 * @param now when it was locked
 * @param newId for the lease or the decision that may come of it
 */
record FoundCase(
        Case before,
        WorkedCase.@Nullable OpenLease lease,
        @Nullable Instant lastEventAt,
        @Nullable String queueKey,
        boolean isCertified,
        @Nullable String queueLanguage,
        @Nullable UUID returnedTo,
        Instant now,
        UUID newId) {

    /** When what happens now happens. */
    Instant at() {
        return notBehind(now.truncatedTo(ChronoUnit.MICROS));
    }

    /** That time, but when something happened to the case last if that is later: nothing goes back behind it. */
    Instant notBehind(Instant time) {
        return Stream.of(
                        lastEventAt,
                        before.receivedAt(),
                        before.queuedAt(),
                        before.firstTouchAt(),
                        before.decidedAt(),
                        before.closedAt())
                .filter(Objects::nonNull)
                .reduce(time, (one, other) -> one.isAfter(other) ? one : other);
    }
}
