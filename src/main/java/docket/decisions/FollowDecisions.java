package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/**
 * What follows from decisions by itself: measures come into force and end at their times, and cases are closed when nothing is to come any more. Any
 * number of servers may do it at once: what one of them holds, the others pass over.
 */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class FollowDecisions {
    private static final int AT_ONCE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final DSLContext sql;
    private final CaseWork work;
    private final Duration closeAfter;

    FollowDecisions(DSLContext sql, CaseWork work, @Value("${docket.decisions.close-after:15m}") Duration closeAfter) {
        this.sql = sql;
        this.work = work;
        this.closeAfter = closeAfter;
    }

    @Bean
    Sweep measuresThatAreDue() {
        return new Sweep("measures-that-are-due", Duration.ofSeconds(5), this::enforce);
    }

    @Bean
    Sweep casesToClose() {
        return new Sweep("cases-to-close", Duration.ofMinutes(1), this::close);
    }

    /** Puts into force what is due by then, and ends what is over. */
    void enforce(Instant by) {
        Rounds.repeat(sql, AT_ONCE, transaction -> EnforcementRepository.activateDue(transaction, by, AT_ONCE));
        Rounds.repeat(sql, AT_ONCE, transaction -> EnforcementRepository.expireDue(transaction, by, AT_ONCE));
    }

    /** Closes what has been decided for a while and has no open ends, as of then. */
    void close(Instant by) {
        @Nullable UUID last = FIRST;
        while (last != null) {
            last = closeSome(by, last);
        }
    }

    /** @return the last that was looked at; null: there are no more */
    private @Nullable UUID closeSome(Instant by, UUID after) {
        return Rounds.transaction(sql, transaction -> {
            var ids = work.decided(transaction, after, AT_ONCE);
            var closed = work.locked(transaction, ready(transaction, ids, by.minus(closeAfter))).stream()
                    .filter(worked -> worked.state() == CaseState.DECIDED)
                    .map(worked -> worked.happens(CaseEventKind.CLOSED, CaseState.CLOSED, By.SYSTEM, null)
                            .isClosed())
                    .toList();
            work.save(transaction, closed);
            return ids.size() == AT_ONCE ? ids.getLast() : null;
        });
    }

    private static List<UUID> ready(DSLContext transaction, List<UUID> ids, Instant decidedBefore) {
        var ends = CloseRepository.ends(transaction, ids, null);
        var notices = Cases.latestNotices(transaction, ids);
        return ids.stream()
                .filter(id -> isReady(Objects.requireNonNull(ends.get(id)), notices.get(id), decidedBefore))
                .toList();
    }

    private static boolean isReady(OpenEnds ends, @Nullable Instant notice, Instant decidedBefore) {
        var decidedAt = ends.decidedAt();
        return decidedAt != null
                && !decidedAt.isAfter(decidedBefore)
                && OpenEnds.of(ends, notice).isEmpty();
    }
}
