package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.platform.schedule.Rounds;
import docket.platform.schedule.Sweep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.DSLContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A decision that waits too long for a second pair of eyes is an event of its case, once, and so in its history and in the outbox. */
@Configuration(proxyBeanMethods = false)
class NoteOverdueApprovals {
    private static final int AT_ONCE = 100;

    private final DSLContext sql;
    private final CaseWork work;

    NoteOverdueApprovals(DSLContext sql, CaseWork work) {
        this.sql = sql;
        this.work = work;
    }

    @Bean
    Sweep overdueApprovals() {
        return new Sweep("overdue-approvals", Duration.ofSeconds(10), this::note);
    }

    void note(Instant by) {
        Rounds.each(
                sql,
                "overdue-approvals",
                AT_ONCE,
                (transaction, most, without) -> OverdueRepository.cases(transaction, by, most, without),
                this::note);
    }

    private void note(DSLContext transaction, List<UUID> cases) {
        var pending = OverdueRepository.pending(transaction, cases);
        var noted = work.locked(transaction, cases).stream()
                .map(worked -> {
                    var overdue = Objects.requireNonNull(pending.get(worked.id()));
                    return worked.happens(
                            CaseEventKind.APPROVAL_OVERDUE,
                            CaseState.PENDING_APPROVAL,
                            By.SYSTEM,
                            Map.of(
                                    "decision", overdue.decisionId().toString(),
                                    "dueAt", overdue.dueAt().toString()));
                })
                .toList();
        work.save(transaction, noted);
    }
}
