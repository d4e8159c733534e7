package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.List;
import java.util.Map;

/** A second pair of eyes agrees: what was proposed is decided, and its measures take effect. */
final class ApproveDecision implements Mutation {
    private final CaseWork work;
    private final ProposedDecisions proposed;

    ApproveDecision(CaseWork work) {
        this.work = work;
        this.proposed = new ProposedDecisions(work);
    }

    @Override
    public MutationResult run(MutationCall call) {
        var looked = proposed.look(call);
        var worked = looked.worked();
        var proposal = looked.proposal();
        proposal.requireNothingOver();
        worked.happens(
                        CaseEventKind.APPROVED,
                        CaseState.DECIDED,
                        By.reviewer(looked.by().id()),
                        DecideCase.detail(call, worked.id(), proposal.id(), proposal.outcome(), proposal.owesReasons()))
                .isLeft(null)
                .isDecided();
        var decisions = List.of(proposal.id());
        EnforcementRepository.hold(call.sql(), worked.id(), List.of());
        ApprovalRepository.approve(call.sql(), decisions, looked.by().id(), worked.at());
        EnforcementRepository.endSuperseded(call.sql(), decisions, worked.at());
        work.settle(call.sql(), List.of(worked.id()), proposal.category());
        work.save(call.sql(), List.of(worked));
        return MutationResult.done(Map.of("case", worked.id(), "decision", proposal.id()));
    }
}
