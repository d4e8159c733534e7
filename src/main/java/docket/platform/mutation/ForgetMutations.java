package docket.platform.mutation;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets mutations that nobody will send again. */
@Configuration(proxyBeanMethods = false)
class ForgetMutations {
    private static final int AT_ONCE = 10_000;

    private final DSLContext sql;

    ForgetMutations(DSLContext sql) {
        this.sql = sql;
    }

    @Bean
    Sweep mutationsToForget() {
        return new Sweep("mutations-to-forget", Duration.ofMinutes(1), by -> forget());
    }

    /** By the database's time, whatever the sweep is told: so is the time from which a key may be used anew. */
    void forget() {
        Rounds.repeat(sql, AT_ONCE, transaction -> IdempotencyRepository.forget(transaction, AT_ONCE));
    }
}
