package docket.platform.mutation;

import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets mutations that nobody will send again. */
@Component
@EnableScheduling
@ConditionalOnWebApplication
class ForgetMutations {
    private static final System.Logger LOG = System.getLogger(ForgetMutations.class.getName());

    private final DSLContext sql;

    ForgetMutations(DSLContext sql) {
        this.sql = sql;
    }

    /** What one turn leaves, the next takes. */
    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT5M")
    void forget() {
        try {
            IdempotencyRepository.forget(sql);
        } catch (DataAccessException away) {
            LOG.log(System.Logger.Level.DEBUG, "old mutations are forgotten later", away);
        }
    }
}
