package docket.platform.http;

import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes a line per request behind the requests: they only put it into a queue. Where lines come faster than they can be written some are left out, and
 * the log says how many.
 */
final class AccessLog implements AutoCloseable {
    /** {@code logging.level.docket.requests=off} turns it off. */
    static final String NAME = "docket.requests";

    private static final Logger LOG = LoggerFactory.getLogger(NAME);
    private static final int MOST_WAITING = 8_192;
    private static final long EVERY_NANOS = 50_000_000;

    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;
    private volatile boolean isEnding;

    AccessLog() {
        thread = Thread.ofPlatform().daemon().name("access-log").start(this::run);
    }

    boolean isOn() {
        return LOG.isInfoEnabled();
    }

    void add(String line) {
        if (!lines.offer(line)) {
            leftOut.incrementAndGet();
        }
    }

    /** Looks now and then, since to be woken by each line would cost the request more than the line. */
    private void run() {
        while (!isEnding) {
            LockSupport.parkNanos(EVERY_NANOS);
            write();
        }
        write();
    }

    private void write() {
        var ready = new ArrayList<String>();
        lines.drainTo(ready);
        ready.forEach(LOG::info);
        var lost = leftOut.getAndSet(0);
        if (lost > 0) {
            LOG.info("left out {} lines", lost);
        }
    }

    @Override
    public void close() throws InterruptedException {
        isEnding = true;
        LockSupport.unpark(thread);
        thread.join(1_000);
    }
}
