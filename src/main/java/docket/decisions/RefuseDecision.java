package docket.decisions;

import docket.cases.AssignmentReason;
import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.Fitness;
import docket.cases.WorkedCase;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.vendors.Vendors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A second pair of eyes does not agree: nothing takes effect, and whoever proposed it has the case again, with a lease of her own; it waits for somebody
 * else where she has left or cannot work it any more.
 */
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
        var note = call.text("note", LONGEST_NOTE, DecisionErrorCode.TEXT_INVALID);
        var looked = proposed.look(call);
        var worked = looked.worked();
        var proposal = looked.proposal();
        var goesBack = isFit(call, worked, proposal.deciderId());
        worked.happens(
                        CaseEventKind.REFUSED,
                        goesBack ? CaseState.IN_REVIEW : CaseState.QUEUED,
                        By.reviewer(looked.by().id()),
                        Map.of("decision", proposal.id().toString(), "note", note))
                .isLeft(null);
        if (goesBack) {
            worked.begins(proposal.deciderId(), AssignmentReason.RETURNED, CaseWork.LEASE);
        }
        ApprovalRepository.refuse(
                call.sql(), List.of(proposal.id()), looked.by().id(), worked.at());
        var leases = work.save(call.sql(), List.of(worked));
        var ids = new HashMap<>(Map.of("case", worked.id(), "decision", proposal.id()));
        leases.forEach((caseId, lease) -> ids.put("lease", lease));
        return MutationResult.done(ids);
    }

    private static boolean isFit(MutationCall call, WorkedCase worked, UUID proposer) {
        return Vendors.worker(call.sql(), proposer)
                .get()
                .filter(worker -> Fitness.unfit(worked, worker) == null)
                .isPresent();
    }
}
