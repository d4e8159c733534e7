package docket.decisions;

import docket.platform.schedule.Sweep;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets bulk decisions that were planned and never applied. */
@Configuration(proxyBeanMethods = false)
class ForgetPlans {
    @Bean
    Sweep plansToForget(DSLContext sql) {
        return BulkRepository.TABLES.forgetting("bulk-plans-to-forget", sql);
    }
}
