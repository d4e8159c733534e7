package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.SURGE;

/** Where a case of people still stands when the history ends; the last sale has left many. */
enum Backlog {
    NONE,
    UNROUTED,
    QUEUED,
    IN_REVIEW,
    ON_HOLD,
    ESCALATED,
    PENDING_APPROVAL;

    static Backlog of(long receivedAt, Dice dice) {
        var age = (double) (END - receivedAt) / DAY;
        var open = receivedAt >= SURGE ? 0.66 : 0.5 * StrictMath.exp(-(double) (SURGE - receivedAt) / (12 * DAY));
        if (!dice.chance(open)) {
            return NONE;
        }
        if (age < 1 && dice.chance(0.1)) {
            return UNROUTED;
        }
        var point = dice.unit();
        return point < 0.78
                ? QUEUED
                : point < 0.81 ? IN_REVIEW : point < 0.89 ? ON_HOLD : point < 0.95 ? ESCALATED : PENDING_APPROVAL;
    }
}
