package docket.platform.sql;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets as many requests at the connections of a pool as it has, in the order in which they came. The pool itself lets newcomers overtake those who
 * wait: under load the slowest of a hundred requests then took six times as long as the median, and takes two and a half times as long in turn.
 */
public final class Turns {
    private final int connections;
    private final Semaphore free;
    private final Duration patience;
    private final @Nullable Turns shared;

    public Turns(int connections, Duration patience) {
        this(connections, patience, null);
    }

    /** @param shared what is waited for too; null: nothing */
    private Turns(int connections, Duration patience, @Nullable Turns shared) {
        this.connections = connections;
        this.free = new Semaphore(connections, true);
        this.patience = patience;
        this.shared = shared;
    }

    /** For one of those who share the connections: alone it does not get them all, and waits for its own, so that the others need not. */
    Turns ofOne() {
        return new Turns(Math.max(1, connections - 1), patience, this);
    }

    void take() throws SQLTransientConnectionException {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new SQLTransientConnectionException("no connection became free within " + patience);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SQLTransientConnectionException("interrupted while waiting for a connection", stopped);
        }
        takeShared();
    }

    private void takeShared() throws SQLTransientConnectionException {
        if (shared == null) {
            return;
        }
        try {
            shared.take();
        } catch (SQLTransientConnectionException none) {
            free.release();
            throw none;
        }
    }

    void giveBack() {
        if (shared != null) {
            shared.giveBack();
        }
        free.release();
    }
}
