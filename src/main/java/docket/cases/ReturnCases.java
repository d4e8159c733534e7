package docket.cases;

import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Returns cases to their queues by themselves: those whose lease has run out, and those whose hold is over. */
@Configuration(proxyBeanMethods = false)
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
        return new Sweep("expired-leases", Duration.ofSeconds(2), by -> expire());
    }

    @Bean
    Sweep holdsThatEnd() {
        return new Sweep("holds-that-end", Duration.ofSeconds(5), by -> wake());
    }

    /** By the database's time, by which leases are granted and renewed. */
    void expire() {
        Rounds.each(sql, "expired-leases", AT_ONCE, LeaseRepository::expired, this::expire);
    }

    private void expire(DSLContext transaction, List<UUID> due) {
        var ended = work.locked(transaction, due).stream()
                .filter(ReturnCases::hasExpired)
                .map(worked -> worked.happens(CaseEventKind.LEASE_EXPIRED, CaseState.QUEUED, By.SYSTEM, null)
                        .isLeft(LeaseEnd.EXPIRED))
                .toList();
        work.save(transaction, ended);
    }

    /** A heartbeat may have come just before the case was locked. */
    private static boolean hasExpired(WorkedCase worked) {
        var lease = worked.lease();
        return worked.state() == CaseState.IN_REVIEW
                && lease != null
                && !lease.expiresAt().isAfter(worked.at());
    }

    void wake() {
        Rounds.each(sql, "holds-that-end", AT_ONCE, LeaseRepository::awake, this::wake);
    }

    private void wake(DSLContext transaction, List<UUID> due) {
        var woken = work.locked(transaction, due).stream()
                .filter(ReturnCases::wakes)
                .map(worked -> worked.resumed(By.SYSTEM))
                .toList();
        work.save(transaction, woken);
    }

    private static boolean wakes(WorkedCase worked) {
        var wakeAt = worked.wakeAt();
        return worked.state() == CaseState.ON_HOLD && wakeAt != null && !wakeAt.isAfter(worked.at());
    }
}
