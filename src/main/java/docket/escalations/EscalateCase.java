package docket.escalations;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.LeaseEnd;
import docket.cases.WorkedCase;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.policies.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;

/** Asks somebody above about a case that the asker holds; the case waits for the ruling, and its clocks with it. */
final class EscalateCase implements Mutation {
    private static final int LONGEST_QUESTION = 5_000;
    /** Where nothing is promised. */
    private static final Duration USUAL = Duration.ofHours(24);

    private final CaseWork work;
    private final ObjectProvider<EscalationClocks> clocks;

    EscalateCase(CaseWork work, ObjectProvider<EscalationClocks> clocks) {
        this.work = work;
        this.clocks = clocks;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var held = work.held(call);
        var worker = held.worker();
        var worked = held.worked();
        var question = call.text("question", LONGEST_QUESTION, EscalationErrorCode.TEXT_INVALID);
        var clause = clause(call);
        var asked = asked(worked);
        var keeper = clocks.getIfAvailable();
        var promised = keeper == null ? null : keeper.dueAt(call.sql(), asked);
        var dueAt = promised == null ? worked.at().plus(USUAL) : promised;
        var id = EscalationRepository.open(
                call.sql(),
                new EscalationRepository.Question(
                        worked.id(),
                        Objects.requireNonNull(asked.market()),
                        call.input().string("type"),
                        call.input().string("severity"),
                        call.input().string("level"),
                        question,
                        clause,
                        worker,
                        asked.at(),
                        dueAt));
        if (keeper != null) {
            keeper.start(call.sql(), id, asked);
        }
        var detail = Map.<String, Object>of(
                "escalation", id.toString(), "type", call.input().string("type"));
        worked.happens(CaseEventKind.ESCALATED, CaseState.ESCALATED, By.reviewer(worker.id()), detail)
                .leaseEnds(LeaseEnd.ESCALATED);
        work.save(call.sql(), List.of(worked));
        return MutationResult.done(Map.of("case", worked.id(), "escalation", id));
    }

    private static EscalationClocks.Asked asked(WorkedCase worked) {
        var before = worked.before();
        return new EscalationClocks.Asked(
                worked.id(), before.domain(), before.market(), worked.severity(), worked.vendorId(), worked.at());
    }

    private static @Nullable UUID clause(MutationCall call) {
        var id = call.optionalId("policyClause", "PolicyClause");
        if (id != null && Policies.clauses(call.sql(), List.of(id)).get().isEmpty()) {
            throw Refusal.of(EscalationErrorCode.CLAUSE_UNKNOWN, "policyClause", "There is no such clause");
        }
        return id;
    }
}
