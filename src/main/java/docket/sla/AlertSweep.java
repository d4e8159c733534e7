package docket.sla;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.time.Instant;
import org.jooq.DSLContext;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Notices clocks that come close to their due time or pass it, and raises an alert for each, once. */
@Configuration(proxyBeanMethods = false)
class AlertSweep {
    private static final System.Logger LOG = System.getLogger(AlertSweep.class.getName());

    /** Clocks of one turn: what a long downtime left is worked off in several. */
    private static final int BATCHES = 100;

    @Bean
    Sweep slaAlerts(DSLContext sql, @Value("${docket.sla.look-every:10s}") Duration every) {
        return new Sweep("sla-alerts", every, now -> raise(sql, now));
    }

    /** @return how many clocks have moved on */
    static int raise(DSLContext sql, Instant now) {
        var moved = 0;
        for (var batch = 0; batch < BATCHES; batch++) {
            var more = Rounds.transaction(sql, transaction -> AlertRepository.raise(transaction, now));
            moved += more;
            if (more < AlertRepository.BATCH) {
                break;
            }
        }
        if (moved > 0) {
            LOG.log(System.Logger.Level.DEBUG, "{0} clocks are at risk or late", moved);
        }
        return moved;
    }
}
