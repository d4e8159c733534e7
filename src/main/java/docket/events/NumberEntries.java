package docket.events;

import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Numbers what has happened. Any number of servers try; one at a time does it. */
@Component
@ConditionalOnWebApplication
class NumberEntries {
    private static final System.Logger LOG = System.getLogger(NumberEntries.class.getName());
    private static final int AT_ONCE = 10_000;

    private final DSLContext sql;

    NumberEntries(DSLContext sql) {
        this.sql = sql;
    }

    @Scheduled(fixedDelayString = "PT0.1S")
    void number() {
        try {
            while (OutboxRepository.number(sql, AT_ONCE) == AT_ONCE) {
                // there may be more
            }
        } catch (DataAccessException away) {
            LOG.log(System.Logger.Level.DEBUG, "entries of the outbox are numbered later", away);
        }
    }
}
