package docket.decisions;

import docket.cases.Acting;
import docket.cases.CaseWork;
import docket.cases.ChosenCases;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;

/** Looks at many cases as one decision would find them, and keeps what it saw; nothing happens to the cases. */
final class PlanBulkDecision implements Mutation {
    private static final ChosenCases.Codes CODES = new ChosenCases.Codes(
            DecisionErrorCode.CASES_MISSING, DecisionErrorCode.CASE_UNKNOWN, DecisionErrorCode.TOO_MANY);

    private final CaseWork work;

    PlanBulkDecision(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worker = Acting.reviewer(call);
        var inOrder = ChosenCases.seen(call, work, CODES);
        var drafts = BulkDrafts.of(call, worker, inOrder, Refusal::of);
        var bulk = BulkPlanRepository.plan(
                call.sql(), call.caller(), worker, BulkTemplate.text(call.input()), drafts.drafts());
        return MutationResult.done("bulkDecision", bulk);
    }
}
