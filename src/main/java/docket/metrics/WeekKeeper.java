package docket.metrics;

import java.util.ArrayList;
import org.jooq.DSLContext;
import org.jooq.TransactionalRunnable;
import org.jooq.exception.DataAccessException;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Counts weeks that are over in the background, so that a question does not have to, and those anew of which something changed. */
@Component
@EnableScheduling
@ConditionalOnWebApplication
class WeekKeeper implements DisposableBean {
    private static final System.Logger LOG = System.getLogger(WeekKeeper.class.getName());

    private static final int REST = 9;

    private final DSLContext sql;
    private volatile boolean isEnding;
    private volatile long restsUntil = System.nanoTime();

    WeekKeeper(DSLContext sql) {
        this.sql = sql;
    }

    /** Whoever changes old weeks all day must not have them counted all day: what a round took, it rests nine times. */
    @Scheduled(
            initialDelayString = "${docket.metrics.keep-after:5s}",
            fixedDelayString = "${docket.metrics.keep-every:60s}")
    void keepInTurn() {
        var begun = System.nanoTime();
        if (begun - restsUntil < 0) {
            return;
        }
        keepAll();
        var ended = System.nanoTime();
        restsUntil = ended + REST * (ended - begun);
    }

    /** The latest first, each in a transaction of its own; one that cannot be counted does not hold up the others. */
    void keepAll() {
        var due = new ArrayList<WeekRepository.Due>();
        attempt("looking for weeks to keep", transaction -> due.addAll(WeekRepository.due(transaction.dsl())));
        for (var week : due) {
            if (isEnding) {
                return;
            }
            attempt("keeping " + week, transaction -> WeekRepository.keep(transaction.dsl(), week));
        }
    }

    private void attempt(String what, TransactionalRunnable work) {
        try {
            sql.transaction(work);
        } catch (DataAccessException failed) {
            if (WeekRepository.isAnotherKeeping(failed)) {
                LOG.log(System.Logger.Level.DEBUG, "another server keeps the weeks");
            } else if (!isEnding) {
                LOG.log(System.Logger.Level.WARNING, what + " failed", failed);
            }
        }
    }

    @Override
    public void destroy() {
        isEnding = true;
    }
}
