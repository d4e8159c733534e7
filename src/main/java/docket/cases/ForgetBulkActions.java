package docket.cases;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets bulk actions that were planned and never applied. */
@Configuration(proxyBeanMethods = false)
class ForgetBulkActions {
    /** A mutation that is sent again within two days is answered with the plan that it made: it is still there then. */
    private static final Duration KEPT = Duration.ofDays(3);

    /** With up to a thousand items each. */
    private static final int AT_ONCE = 20;

    private final DSLContext sql;

    ForgetBulkActions(DSLContext sql) {
        this.sql = sql;
    }

    @Bean
    Sweep bulkActionsToForget() {
        return new Sweep("bulk-actions-to-forget", Duration.ofMinutes(10), this::forget);
    }

    void forget(Instant by) {
        Rounds.repeat(sql, AT_ONCE, transaction -> BulkActionRepository.forget(transaction, by.minus(KEPT), AT_ONCE));
    }
}
