package docket.sla;

import docket.cases.CaseClocks;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clocks look at in an event of a case.
 *
 * @param queue whether it put the case into a queue that it names
 * @param vendorId the company that works that queue; null: in-house
 * @param reason of a hold; null: not told
 * @param outcome of a decision; null: not told, as in histories of before it was
 */
record CaseEvent(
        String kind,
        String toState,
        Instant at,
        boolean queue,
        @Nullable UUID vendorId,
        @Nullable String reason,
        @Nullable String outcome) {

    static CaseEvent of(CaseClocks.NewEvent happened) {
        var isQueue = happened.detail().containsKey("queue");
        return new CaseEvent(
                happened.kind(),
                happened.toState(),
                happened.at(),
                isQueue,
                isQueue ? happened.vendorId() : null,
                text(happened.detail().get("reason")),
                text(happened.detail().get("outcome")));
    }

    private static @Nullable String text(@Nullable Object detail) {
        return detail == null ? null : detail.toString();
    }

    /** A decision stands from here on: taken, approved, or ruled. */
    boolean decides() {
        return toState.equals("DECIDED")
                && switch (kind) {
                    case "DECIDED", "APPROVED", "RULED" -> true;
                    default -> false;
                };
    }

    /** The case goes on as another one, or not at all. */
    boolean abandons() {
        return kind.equals("MERGED") || kind.equals("CANCELLED");
    }
}
