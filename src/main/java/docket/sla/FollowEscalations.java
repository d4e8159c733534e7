package docket.sla;

import docket.escalations.EscalationClocks;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The clocks of escalations: one for each promise of a ruling, from the moment of asking. */
@Component
class FollowEscalations implements EscalationClocks {
    /** What is promised to others comes first. */
    static final List<SlaAgreement> AGREEMENTS = List.of(SlaAgreement.SLA, SlaAgreement.OLA);

    private final Promises promises;

    FollowEscalations(Promises promises) {
        this.promises = promises;
    }

    private record Started(SlaAgreement agreement, ClockReading reading) {}

    @Override
    public @Nullable Instant dueAt(DSLContext sql, Asked asked) {
        var started = started(sql, asked);
        return started.isEmpty() ? null : started.getFirst().reading().dueAt();
    }

    @Override
    public void start(DSLContext sql, UUID escalation, Asked asked) {
        for (var started : started(sql, asked)) {
            EscalationClockRepository.start(sql, escalation, asked, started.agreement(), started.reading());
        }
    }

    private List<Started> started(DSLContext sql, Asked asked) {
        var book = promises.of(EscalationClockRepository.edition(sql), sql);
        var subject = new PromiseBook.Subject(asked.domain(), asked.market(), asked.severity(), asked.vendorId());
        var started = new ArrayList<Started>();
        for (var agreement : AGREEMENTS) {
            var promise = book.choose(SlaClockKind.ESCALATION, agreement, asked.at(), subject);
            if (promise != null) {
                var signals = List.of(Signal.of(Signal.Kind.START, asked.at()));
                started.add(new Started(agreement, ClockReading.read(promise, signals)));
            }
        }
        return started;
    }
}
