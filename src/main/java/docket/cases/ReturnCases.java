package docket.cases;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;

/** Returns cases to their queues by themselves: those whose lease has run out, and those whose hold is over. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ReturnCases {
    private static final int AT_ONCE = 500;

    private final DSLContext sql;
    private final CaseWork work;

    ReturnCases(DSLContext sql, CaseWork work) {
        this.sql = sql;
        this.work = work;
    }

    @Bean
    Sweep expiredLeases() {
        return new Sweep("expired-leases", Duration.ofSeconds(2), now -> Rounds.repeat(sql, AT_ONCE, this::expire));
    }

    @Bean
    Sweep holdsThatEnd() {
        return new Sweep("holds-that-end", Duration.ofSeconds(5), now -> Rounds.repeat(sql, AT_ONCE, this::wake));
    }

    int expire(DSLContext transaction) {
        var ended = work.locked(transaction, LeaseRepository.expired(transaction, AT_ONCE)).stream()
                .filter(ReturnCases::hasExpired)
                .map(worked -> worked.happens(CaseEventKind.LEASE_EXPIRED, CaseState.QUEUED, By.SYSTEM, null)
                        .isLeft(LeaseEnd.EXPIRED))
                .toList();
        work.save(transaction, ended);
        return ended.size();
    }

    /** A heartbeat may have come while the case was waited for. */
    private static boolean hasExpired(WorkedCase worked) {
        var lease = worked.lease();
        return worked.state() == CaseState.IN_REVIEW
                && lease != null
                && !lease.expiresAt().isAfter(worked.at());
    }

    int wake(DSLContext transaction) {
        List<UUID> due = HistoryRepository.awake(transaction, AT_ONCE);
        var woken = work.locked(transaction, due).stream()
                .filter(ReturnCases::wakes)
                .map(worked -> worked.happens(CaseEventKind.RESUMED, CaseState.QUEUED, By.SYSTEM, null)
                        .isLeft(null))
                .toList();
        work.save(transaction, woken);
        return woken.size();
    }

    private static boolean wakes(WorkedCase worked) {
        var wakeAt = worked.wakeAt();
        return worked.state() == CaseState.ON_HOLD && wakeAt != null && !wakeAt.isAfter(worked.at());
    }
}
