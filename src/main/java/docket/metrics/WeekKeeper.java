package docket.metrics;

import org.jooq.DSLContext;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Counts weeks that are over in the background, so that a question does not have to, and those anew of which something changed. */
@Component
@EnableScheduling
@ConditionalOnWebApplication
class WeekKeeper implements DisposableBean {
    private static final System.Logger LOG = System.getLogger(WeekKeeper.class.getName());

    private final DSLContext sql;
    private final TransactionTemplate transaction;
    private volatile boolean isEnding;

    WeekKeeper(DSLContext sql, PlatformTransactionManager transactions) {
        this.sql = sql;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    }

    /** One week at a time, the latest first. */
    @Scheduled(
            initialDelayString = "${docket.metrics.keep-after:5s}",
            fixedDelayString = "${docket.metrics.keep-every:60s}")
    void keepAll() {
        try {
            while (!isEnding && keepNext()) {}
        } catch (ConcurrencyFailureException another) {
            LOG.log(System.Logger.Level.DEBUG, "another server keeps the weeks", another);
        } catch (DataAccessException failed) {
            if (!isEnding) {
                LOG.log(System.Logger.Level.WARNING, "weeks of figures were not kept", failed);
            }
        }
    }

    private boolean keepNext() {
        return Boolean.TRUE.equals(transaction.execute(status -> WeekRepository.keepNext(sql)));
    }

    @Override
    public void destroy() {
        isEnding = true;
    }
}
