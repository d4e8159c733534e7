package docket.audit;

import docket.audit.AuditRepository.Written;
import docket.platform.audit.Actor;
import docket.platform.audit.AuditNote;
import docket.platform.audit.AuditNote.Action;
import docket.platform.audit.AuditTrail;
import docket.platform.sql.DatabaseFault;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/**
 * Writes notes behind the requests, several times a second. A server that is killed forgets those of its last moment; when the database is away they
 * wait, as many as there is room for.
 */
@Component
class AuditWriter implements AuditTrail, DisposableBean {
    private static final System.Logger LOG = System.getLogger(AuditWriter.class.getName());
    private static final long BETWEEN_WRITES_MS = 500;
    /** Each moves the end of one chain, whose versions pile up until the transaction has ended. */
    private static final int AT_ONCE = 200;

    private final DSLContext sql;
    private final Repeats reads = new Repeats();
    private final Repeats refusals = new Repeats();
    private final AtomicInteger missed = new AtomicInteger();
    private final List<Written> unwritten = new ArrayList<>();
    private final Thread thread;
    private boolean isAway;
    private volatile boolean isEnding;

    AuditWriter(DSLContext sql) {
        this.sql = sql;
        this.thread = Thread.ofVirtual().name("audit").start(this::run);
    }

    @Override
    public void note(AuditNote note) {
        switch (note.action()) {
            case READ -> reads.add(clean(note), Instant.now());
            case REFUSED -> refusals.add(clean(note), Instant.now());
            case MISSED -> missed.incrementAndGet();
        }
    }

    /** What the columns take. */
    private static AuditNote clean(AuditNote note) {
        return new AuditNote(
                note.action(),
                note.actor(),
                note.address(),
                note.entityType(),
                note.entityId(),
                Actor.shortened(note.detail(), 1_000),
                note.document());
    }

    private void run() {
        while (!isEnding) {
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_WRITES_MS);
                write(Instant.now());
            } catch (InterruptedException ending) {
                return;
            } catch (RuntimeException unforeseen) {
                // Whatever it was, the next turn has to come.
                LOG.log(System.Logger.Level.ERROR, "the audit of reads and refusals is written later", unforeseen);
            }
        }
    }

    /** All that is there now; what cannot be written waits for the next time. */
    synchronized void write(Instant now) {
        try {
            do {
                collect(now);
                if (unwritten.isEmpty()) {
                    return;
                }
                writeBatch(unwritten.subList(0, Math.min(AT_ONCE, unwritten.size())));
            } while (!unwritten.isEmpty());
        } catch (DataAccessException away) {
            LOG.log(
                    isAway ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING,
                    "the audit of reads and refusals is written later",
                    away);
            isAway = true;
        }
    }

    private void writeBatch(List<Written> events) {
        var batch = List.copyOf(events);
        if (!isWritten(batch)) {
            // One that cannot be written must not hold up the others, or take them along.
            for (var event : batch) {
                if (!isWritten(List.of(event))) {
                    missed.addAndGet(event.occurrences());
                }
            }
        }
        events.clear();
    }

    /** @throws DataAccessException when the database is away */
    private boolean isWritten(List<Written> events) {
        try {
            sql.transaction(transaction -> AuditRepository.insert(transaction.dsl(), events));
            isAway = false;
            return true;
        } catch (DataAccessException failed) {
            var cause = failed.getCause(SQLException.class);
            if (cause == null || DatabaseFault.isAway(cause)) {
                throw failed;
            }
            LOG.log(System.Logger.Level.ERROR, "the audit does not take some events", failed);
            return false;
        }
    }

    private void collect(Instant now) {
        if (unwritten.isEmpty()) {
            reads.drainTo(unwritten, now);
            refusals.drainTo(unwritten, now);
            var lost = missed.getAndSet(0);
            if (lost > 0) {
                var note = new AuditNote(Action.MISSED, Actor.DOCKET, null, null, null, "what could not be written");
                unwritten.add(new Written(note, Instant.now(), lost));
            }
        }
    }

    /** What has been noted until now is written, refusals of the running minute too; what is just being written is not interrupted. */
    @Override
    public synchronized void destroy() {
        isEnding = true;
        thread.interrupt();
        write(Instant.MAX);
    }
}
