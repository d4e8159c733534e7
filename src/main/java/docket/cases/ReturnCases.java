package docket.cases;

import docket.platform.audit.Actor;
import java.util.List;
import java.util.UUID;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Returns cases to their queues by themselves: those whose lease has run out, and those whose hold is over. */
@Component
@ConditionalOnWebApplication
@ConditionalOnProperty(name = "docket.schedule.enabled", matchIfMissing = true)
class ReturnCases {
    private static final System.Logger LOG = System.getLogger(ReturnCases.class.getName());
    private static final int AT_ONCE = 500;

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

    @Scheduled(initialDelayString = "PT1S", fixedDelayString = "PT1S")
    void returnCases() {
        try {
            repeat(this::expire);
            repeat(this::wake);
        } catch (DataAccessException away) {
            LOG.log(System.Logger.Level.DEBUG, "cases are returned later", away);
        }
    }

    private void repeat(Round round) {
        while (sql.transactionResult(transaction -> run(transaction, round)) == AT_ONCE) {
            // there may be more
        }
    }

    private static int run(Configuration transaction, Round round) {
        Actor.DOCKET.sign(transaction.dsl());
        return round.run(transaction.dsl());
    }

    int expire(DSLContext transaction) {
        var ended = work.locked(transaction, CaseWorkRepository.expired(transaction, AT_ONCE)).stream()
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
        List<UUID> due = CaseWorkRepository.awake(transaction, AT_ONCE);
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
