package docket.decisions;

import docket.cases.Acting;
import docket.cases.CaseWork;
import docket.cases.WorkedCase;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.vendors.Worker;

/** What approving and refusing begin with: the case locked, the decision pending, and somebody else than who decided. */
final class ProposedDecisions {
    private final CaseWork work;

    ProposedDecisions(CaseWork work) {
        this.work = work;
    }

    record Looked(WorkedCase worked, Proposal proposal, Worker by) {}

    /** @throws Refusal when it is not hers to look at */
    Looked look(MutationCall call) {
        var worker = Acting.reviewer(call);
        var id = call.id("decision", "Decision");
        var caseId = DecisionRepository.caseOf(call.sql(), id);
        if (caseId == null) {
            throw Refusal.of(DecisionErrorCode.DECISION_UNKNOWN, "decision", "There is no such decision");
        }
        var worked = work.locked(call, caseId, "decision");
        var proposal = ApprovalRepository.proposal(call.sql(), id, call.caller(), worker, worked.at());
        proposal.requirePending();
        proposal.requireOther(worker.id(), worker.name());
        return new Looked(worked, proposal, worker);
    }
}
