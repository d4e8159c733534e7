package docket.platform.budget;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * One server's part of an account. Points are taken out of the shared row in portions before they are spent, so that all servers together never spend
 * more than came in; a request costs a statement only when the portion is used up.
 *
 * <p>What a server holds and has not spent is at most a portion, a tenth of the bucket, beside what running requests are still given back: by so
 * much per server can a burst go beyond the bucket after a rest, and never what is spent in the long run beyond the rate.
 *
 * <p>While the shared row cannot be had, a server lets the caller have the rate by itself: neither does a slow database stop everybody, nor can
 * anybody spend without limit meanwhile.
 */
final class SharedAccount implements Account {
    private static final System.Logger LOG = System.getLogger(SharedAccount.class.getName());
    private static final long AWAY_NANOS = 1_000_000_000;
    private static final double NANOS_PER_SECOND = 1e9;

    private final String caller;
    private final Tariff tariff;
    private final AccountRepository repository;
    private final LongSupplier nanos;

    /** Taken and not spent; negative when something is owed. */
    private double held;
    /** Given back beyond a portion: kept for the shared row, and handed back with the next look at it. */
    private double surplus;
    /** In the shared row when it was last looked at. */
    private double shared;

    private long sharedAt;
    private long awayUntil;
    private boolean isAway;

    SharedAccount(String caller, Tariff tariff, AccountRepository repository, LongSupplier nanos) {
        this.caller = caller;
        this.tariff = tariff;
        this.repository = repository;
        this.nanos = nanos;
        // Nothing is known yet, so that there may be as much as there can be.
        this.shared = tariff.bucket();
        this.sharedAt = nanos.getAsLong();
    }

    Tariff tariff() {
        return tariff;
    }

    @Override
    public synchronized void take(long points) {
        if (held < points) {
            fetch(points);
        }
        if (held < points) {
            throw refused(points);
        }
        held -= points;
    }

    @Override
    public synchronized void owe(long points) {
        held -= points;
    }

    @Override
    public synchronized void giveBack(long points) {
        var most = tariff.portion();
        var all = held + points;
        held = Math.min(all, Math.max(most, held));
        surplus = Math.min(surplus + all - held, tariff.bucket());
    }

    @Override
    public synchronized long remaining() {
        return (long) Math.clamp(held + inShared(), 0, tariff.bucket());
    }

    /** At most: other servers may have taken some of it. So what is refused by it would be refused by the row. */
    private double inShared() {
        var since = (nanos.getAsLong() - sharedAt) / NANOS_PER_SECOND;
        return Math.min(tariff.bucket(), shared + surplus + tariff.perSecond() * since);
    }

    private void fetch(long points) {
        var now = nanos.getAsLong();
        if (isAway && now < awayUntil) {
            return;
        }
        var needed = points - held;
        if (!isAway && inShared() < leastFor(needed)) {
            return;
        }
        try {
            var taken = repository.take(
                    caller,
                    tariff,
                    (long) Math.ceil(needed),
                    (long) Math.ceil(Math.max(needed, tariff.portion())),
                    (long) surplus);
            surplus -= (long) surplus;
            held += taken.taken();
            shared = taken.points();
            sharedAt = nanos.getAsLong();
            isAway = false;
        } catch (SQLException away) {
            LOG.log(
                    isAway ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "the accounts of callers are away: each server counts by itself meanwhile",
                    away);
            isAway = true;
            awayUntil = nanos.getAsLong() + AWAY_NANOS;
            held = Math.min(held + tariff.perSecond(), Math.max(points, tariff.portion()));
        }
    }

    private double leastFor(double needed) {
        return Math.min(tariff.bucket(), Math.max(needed, tariff.least()));
    }

    private GraphException refused(long points) {
        var wait = isAway
                ? Math.max(1, (awayUntil - nanos.getAsLong()) / 1_000_000)
                : tariff.millisUntil(leastFor(points - held) - inShared());
        var remaining = Math.min(remaining(), points - 1);
        return new GraphException(
                ErrorCode.RATE_LIMITED,
                "The request takes %d points and %d are left; %d come in each second: wait, ask less often, or for less at a time"
                        .formatted(points, remaining, tariff.perSecond()),
                Map.of(
                        "limit",
                        "cost-per-second",
                        "value",
                        points,
                        "maximum",
                        tariff.bucket(),
                        "remaining",
                        remaining,
                        "perSecond",
                        tariff.perSecond(),
                        "retryAfterMs",
                        wait));
    }
}
