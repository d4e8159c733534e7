package docket.cases;

import docket.platform.audit.Actor;
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
    private static final String LIMITS = "set local lock_timeout = '3s'; set local statement_timeout = '10s'";

    private final DSLContext sql;
    private final CaseWork work;

    ReturnCases(DSLContext sql, CaseWork work) {
        this.sql = sql;
        this.work = work;
    }

    private interface Round {
        /** @return how many were returned */
        int run(DSLContext transaction);
    }

    @Bean
    Sweep expiredLeases() {
        return new Sweep("expired-leases", Duration.ofSeconds(2), now -> repeat(this::expire));
    }

    @Bean
    Sweep holdsThatEnd() {
        return new Sweep("holds-that-end", Duration.ofSeconds(5), now -> repeat(this::wake));
    }

    /** Until less than a whole round is left. */
    private void repeat(Round round) {
        while (sql.transactionResult(transaction -> run(transaction, round)) == AT_ONCE) {
            // there may be more
        }
    }

    private static int run(org.jooq.Configuration transaction, Round round) {
        transaction.dsl().execute(LIMITS);
        Actor.DOCKET.sign(transaction.dsl());
        return round.run(transaction.dsl());
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
