package docket.cases;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings over the reports of merged cases that were too many to go with the merger. */
@Configuration(proxyBeanMethods = false)
class MoveReports {
    private static final int AT_ONCE = 1;

    private final DSLContext sql;

    MoveReports(DSLContext sql) {
        this.sql = sql;
    }

    @Bean
    Sweep reportsToMove() {
        return new Sweep("reports-to-move", Duration.ofSeconds(5), by -> move());
    }

    void move() {
        Rounds.each(sql, "reports-to-move", AT_ONCE, ReportRepository::unmoved, ReportRepository::moveMore);
    }
}
