package docket.cases;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Writes down what came of reports that were too many to be settled with their case. */
@Configuration(proxyBeanMethods = false)
class SettleReports {
    private static final int AT_ONCE = 1;

    private final DSLContext sql;

    SettleReports(DSLContext sql) {
        this.sql = sql;
    }

    @Bean
    Sweep reportsToSettle() {
        return new Sweep("reports-to-settle", Duration.ofSeconds(5), by -> settle());
    }

    void settle() {
        Rounds.each(sql, "reports-to-settle", AT_ONCE, ReportRepository::unsettled, ReportRepository::settleMore);
    }
}
