package docket.metrics;

import org.jooq.DSLContext;
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

    private final DSLContext sql;
    private volatile boolean isEnding;

    WeekKeeper(DSLContext sql) {
        this.sql = sql;
    }

    /** One week at a time, the latest first, until there is none to keep. */
    @Scheduled(
            initialDelayString = "${docket.metrics.keep-after:5s}",
            fixedDelayString = "${docket.metrics.keep-every:60s}")
    void keepAll() {
        try {
            var isMore = true;
            while (isMore && !isEnding) {
                isMore = sql.transactionResult(transaction -> WeekRepository.keepNext(transaction.dsl()));
            }
        } catch (DataAccessException failed) {
            if (WeekRepository.isAnotherKeeping(failed)) {
                LOG.log(System.Logger.Level.DEBUG, "another server keeps the weeks");
            } else if (!isEnding) {
                LOG.log(System.Logger.Level.WARNING, "weeks of figures were not kept", failed);
            }
        }
    }

    @Override
    public void destroy() {
        isEnding = true;
    }
}
