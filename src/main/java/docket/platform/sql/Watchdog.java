package docket.platform.sql;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stops requests that have run out of time, those whose client has gone, which nobody else notices while a statement runs, and those of tokens that end meanwhile. One thread looks at
 * all of them ten times a second; a request that is quick costs nothing but to be put down and struck off.
 */
public final class Watchdog implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Watchdog.class.getName());
    private static final long EVERY_NANOS = 100_000_000;
    /** Before it is looked after, a request may well have ended. */
    private static final long QUICK_NANOS = 250_000_000;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final Thread thread;
    private volatile boolean isEnding;

    public Watchdog() {
        thread = Thread.ofPlatform().daemon().name("watchdog").start(this::run);
    }

    /**
     * To be closed when the request has ended.
     *
     * @param db what it reads first
     */
    public Watch watch(Db db, Client client, Duration longest) {
        var watch = new Watch(this, db, client, longest);
        watches.add(watch);
        return watch;
    }

    /** One request. */
    public static final class Watch implements AutoCloseable {
        private final Watchdog watchdog;
        private final Client client;
        private final long started = System.nanoTime();
        private final long longestNanos;
        private volatile Db db;
        private volatile @Nullable Stop stopped;
        private boolean hasEnded;

        private Watch(Watchdog watchdog, Db db, Client client, Duration longest) {
            this.watchdog = watchdog;
            this.db = db;
            this.client = client;
            this.longestNanos = longest.toNanos();
        }

        /** What it reads from now on; one that was stopped reads nothing more. */
        public void turnTo(Db next) {
            db = next;
            var reason = stopped;
            if (reason != null) {
                next.stop(reason);
            }
        }

        /** Why it was stopped; null: it was not. */
        public @Nullable Stop stopped() {
            return stopped;
        }

        private void look(long now) {
            var age = now - started;
            if (age < QUICK_NANOS) {
                return;
            }
            if (age >= longestNanos) {
                stop(Stop.DEADLINE);
            } else if (isClientGone()) {
                stop(Stop.CLIENT_GONE);
            } else if (client.hasEnded()) {
                stop(Stop.CALLER_ENDED);
            }
        }

        /** The lock keeps whoever looks away from a connection on which the next request may already come in. */
        private synchronized boolean isClientGone() {
            return !hasEnded && client.isGone();
        }

        private synchronized boolean isRunning() {
            return !hasEnded;
        }

        /** It takes a connection to the database to cancel a statement, for which the others do not wait. */
        private void stop(Stop reason) {
            if (isRunning()) {
                stopped = reason;
                Thread.startVirtualThread(() -> db.stop(reason));
            }
        }

        @Override
        public void close() {
            watchdog.watches.remove(this);
            synchronized (this) {
                hasEnded = true;
            }
        }
    }

    private void run() {
        while (!isEnding) {
            LockSupport.parkNanos(EVERY_NANOS);
            var now = System.nanoTime();
            for (var watch : watches) {
                look(watch, now);
            }
        }
    }

    private static void look(Watch watch, long now) {
        try {
            watch.look(now);
        } catch (RuntimeException defect) {
            LOG.log(System.Logger.Level.ERROR, "a request could not be looked after", defect);
        }
    }

    @Override
    public void close() {
        isEnding = true;
        LockSupport.unpark(thread);
    }
}
