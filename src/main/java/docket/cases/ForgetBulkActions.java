package docket.cases;

import docket.platform.schedule.Sweep;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Forgets bulk actions that were planned and never applied. */
@Configuration(proxyBeanMethods = false)
class ForgetBulkActions {
    @Bean
    Sweep bulkActionsToForget(DSLContext sql) {
        return BulkActionRepository.TABLES.forgetting("bulk-actions-to-forget", sql);
    }
}
