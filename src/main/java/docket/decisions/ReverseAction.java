package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseWork;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.List;
import java.util.Map;

/** Undoes one measure, or calls it off; what was decided stays, and who has read the case before has to read it again. */
final class ReverseAction implements Mutation {
    static final String OF_ANOTHER_PLATFORM =
            "The measure came with a statement of another platform: nothing is done to it here";
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    ReverseAction(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var reason = call.reason();
        var id = call.id("action", "EnforcementAction");
        var decided = EnforcementRepository.decided(call.sql(), id);
        if (decided == null) {
            throw Refusal.of(DecisionErrorCode.ACTION_UNKNOWN, "action", "There is no such measure");
        }
        var worked = work.locked(call, decided.caseId(), "action");
        if (worked.before().sourcePlatform() != null) {
            throw Refusal.of(DecisionErrorCode.INVALID_TRANSITION, "action", OF_ANOTHER_PLATFORM)
                    .showing("action", id);
        }
        EnforcementRepository.lock(call.sql(), id).requireUndoable(lifeCycles, worked.at());
        EnforcementRepository.reverse(call.sql(), List.of(id), worked.at(), reason);
        worked.happens(
                CaseEventKind.ACTION_REVERSED,
                worked.state(),
                By.reviewerOrSystem(call.caller().reviewerId()),
                Map.of("decision", decided.decisionId().toString(), "action", id.toString()));
        work.save(call.sql(), List.of(worked));
        return MutationResult.done(Map.of("action", id, "case", worked.id()));
    }
}
