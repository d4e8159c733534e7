package docket.decisions;

import docket.cases.AssignmentReason;
import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A second pair of eyes does not agree: nothing takes effect, and whoever proposed it has the case again, with a lease of her own. */
final class RefuseDecision implements Mutation {
    private static final int LONGEST_NOTE = 2_000;

    private final CaseWork work;
    private final ProposedDecisions proposed;

    RefuseDecision(CaseWork work) {
        this.work = work;
        this.proposed = new ProposedDecisions(work);
    }

    @Override
    public MutationResult run(MutationCall call) {
        var note = CaseWork.text(call, "note", LONGEST_NOTE);
        var looked = proposed.look(call);
        var worked = looked.worked();
        var proposal = looked.proposal();
        worked.happens(
                        CaseEventKind.REFUSED,
                        CaseState.IN_REVIEW,
                        By.reviewer(looked.by().id()),
                        Map.of("decision", proposal.id().toString(), "note", note))
                .isLeft(null)
                .begins(proposal.deciderId(), AssignmentReason.RETURNED, CaseWork.LEASE);
        ApprovalRepository.refuse(
                call.sql(), List.of(proposal.id()), looked.by().id(), worked.at());
        var lease =
                Objects.requireNonNull(work.save(call.sql(), List.of(worked)).get(worked.id()));
        return MutationResult.done(Map.of("case", worked.id(), "decision", proposal.id(), "lease", lease));
    }
}
