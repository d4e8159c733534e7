package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.cases.WorkedCase;
import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What follows from decisions by itself: measures come into force and end at their times, and cases are closed when nothing is to come any more. Any
 * number of servers may do it at once: what one of them holds, the others pass over.
 */
@Configuration(proxyBeanMethods = false)
class FollowDecisions {
    private static final int AT_ONCE = 500;
    private static final String DUE = "measures-that-are-due";
    private static final String TO_CLOSE = "cases-to-close";

    /** A measure may have been changed past the server, without anything happening to its case. */
    private static final Duration LOOK_AGAIN = Duration.ofHours(1);

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
        return new Sweep(DUE, Duration.ofSeconds(5), this::enforce);
    }

    @Bean
    Sweep casesToClose() {
        return new Sweep(TO_CLOSE, Duration.ofMinutes(1), this::close);
    }

    /** Puts into force what is due by then, and ends what is over. */
    void enforce(Instant by) {
        Rounds.each(
                sql,
                DUE,
                AT_ONCE,
                (transaction, most, without) -> EnforcementRepository.toActivate(transaction, by, most, without),
                EnforcementRepository::activate);
        Rounds.each(
                sql,
                DUE,
                AT_ONCE,
                (transaction, most, without) -> EnforcementRepository.toExpire(transaction, by, most, without),
                EnforcementRepository::expire);
    }

    /** Closes what has been decided for a while and has no open ends, as of then. What has some is looked at again when they may be gone. */
    void close(Instant by) {
        Rounds.each(
                sql,
                TO_CLOSE,
                AT_ONCE,
                (transaction, most, without) ->
                        CloseRepository.toLookAt(transaction, by.minus(closeAfter), by, most, without),
                (transaction, ids) -> close(transaction, ids, by));
    }

    private void close(DSLContext transaction, List<UUID> ids, Instant by) {
        var ends = CloseRepository.ends(transaction, ids, null);
        var notices = Cases.latestNotices(transaction, ids);
        var closed = new ArrayList<WorkedCase>();
        var kept = new ArrayList<CloseRepository.Kept>();
        for (var worked : work.locked(transaction, ids)) {
            var open = Objects.requireNonNull(ends.get(worked.id()));
            if (isReady(open, notices.get(worked.id()), by.minus(closeAfter))) {
                closed.add(worked.happens(CaseEventKind.CLOSED, CaseState.CLOSED, By.SYSTEM, null)
                        .isClosed());
            } else {
                kept.add(new CloseRepository.Kept(worked.id(), worked.before().version(), lookAgainAt(open, by)));
            }
        }
        work.save(transaction, closed);
        CloseRepository.lookAgain(
                transaction, kept, closed.stream().map(WorkedCase::id).toList());
    }

    /** Once it has been decided for long enough, or else when the next measure takes effect; whatever happens to the case itself is noticed before. */
    private Instant lookAgainAt(OpenEnds ends, Instant by) {
        var decidedAt = ends.decidedAt();
        var late = by.plus(LOOK_AGAIN);
        if (decidedAt != null && decidedAt.isAfter(by.minus(closeAfter))) {
            return decidedAt.plus(closeAfter);
        }
        var next = ends.nextEffectAt();
        return next != null && next.isAfter(by) && next.isBefore(late) ? next : late;
    }

    private static boolean isReady(OpenEnds ends, @Nullable Instant notice, Instant decidedBefore) {
        var decidedAt = ends.decidedAt();
        return decidedAt != null
                && !decidedAt.isAfter(decidedBefore)
                && OpenEnds.of(ends, notice).isEmpty();
    }
}
