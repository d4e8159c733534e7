package docket.platform.budget;

import docket.platform.request.Caller;
import docket.platform.request.Limits;

/**
 * How an account fills.
 *
 * @param perSecond points that come in
 * @param bucket points that it holds at most
 */
record Tariff(long perSecond, long bucket) {
    private static final int PORTIONS = 10;
    private static final int LOOKS_PER_SECOND = 5;

    /** A caller with a rate of its own has a bucket that fills in the same time, and holds the dearest operation at least. */
    static Tariff of(Caller caller, Limits limits) {
        var own = caller.costPerSecond();
        if (own == null) {
            return new Tariff(limits.costPerSecond(), limits.costBucket());
        }
        var seconds = (double) limits.costBucket() / limits.costPerSecond();
        return new Tariff(own, Math.max(limits.cost(), (long) (own * seconds)));
    }

    /** What a server takes out of the shared account at a time. */
    long portion() {
        return Math.max(1, bucket / PORTIONS);
    }

    /** Less is not worth a look at the shared account: a caller at its limit costs so many of them a second and server, not one a request. */
    long least() {
        return Math.max(1, perSecond / LOOKS_PER_SECOND);
    }

    long millisUntil(double points) {
        return Math.max(1, (long) Math.ceil(points * 1000 / perSecond));
    }
}
