package docket.sla;

import docket.cases.CaseClocks;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What clocks look at in an event of a case.
 *
 * @param queue whether it put the case into a queue that it names
 * @param vendorId the company that works that queue; null: in-house
 * @param reason of a hold; null: not told
 * @param owesReasons whether a decision is to be told with its reasons; null: not known, as in histories of before that was told
 * @param keepsOwed of a reopening or a decision: reasons that were owed before it stay owed, since what they are for goes on untold; older histories never say so
 * @param severityBefore of an event that changed it; null: it did not
 */
record CaseEvent(
        String kind,
        String toState,
        Instant at,
        boolean queue,
        @Nullable UUID vendorId,
        @Nullable String reason,
        @Nullable Boolean owesReasons,
        boolean keepsOwed,
        @Nullable String severityBefore) {

    private static final String SEVERITY_CHANGED = "SEVERITY_CHANGED";

    static CaseEvent of(CaseClocks.NewEvent happened) {
        var isQueue = happened.detail().containsKey("queue");
        return new CaseEvent(
                happened.kind(),
                happened.toState(),
                happened.at(),
                isQueue,
                isQueue ? happened.vendorId() : null,
                text(happened.detail().get("reason")),
                owesReasons(happened.detail()),
                Boolean.TRUE.equals(happened.detail().get("keepsOwed")),
                happened.kind().equals(SEVERITY_CHANGED)
                        ? text(happened.detail().get("from"))
                        : null);
    }

    /** Before it was told every violation was taken for one of which reasons are owed. */
    private static @Nullable Boolean owesReasons(Map<String, Object> detail) {
        if (detail.get("owesReasons") instanceof Boolean told) {
            return told;
        }
        var outcome = detail.get("outcome");
        return outcome == null ? null : outcome.equals("VIOLATION");
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
