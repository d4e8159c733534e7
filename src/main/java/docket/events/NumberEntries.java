package docket.events;

import java.time.Duration;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Numbers what has happened, ten times a second, which sweeps are too slow for. Any number of servers try; one at a time does it. */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "docket.schedule.run", matchIfMissing = true)
class NumberEntries implements DisposableBean {
    private static final System.Logger LOG = System.getLogger(NumberEntries.class.getName());
    private static final int AT_ONCE = 10_000;
    private static final Duration REST = Duration.ofMillis(100);
    private static final Duration REST_AFTER_A_FAULT = Duration.ofSeconds(1);

    private final DSLContext sql;
    private @Nullable Thread thread;

    NumberEntries(DSLContext sql) {
        this.sql = sql;
    }

    @EventListener(ApplicationReadyEvent.class)
    synchronized void start() {
        thread = Thread.ofVirtual().name("number-entries").start(this::run);
    }

    /** Whatever it is at is undone, and done by another server or after the next start. */
    @Override
    public synchronized void destroy() {
        if (thread != null) {
            thread.interrupt();
        }
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(number() ? REST : REST_AFTER_A_FAULT);
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean number() {
        try {
            while (OutboxRepository.number(sql, AT_ONCE) == AT_ONCE) {
                // there may be more
            }
            return true;
        } catch (DataAccessException away) {
            LOG.log(System.Logger.Level.DEBUG, "entries of the outbox are numbered later", away);
            return false;
        }
    }
}
