package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.ArrayList;

/** Looks at many cases as a bulk action would find them, and keeps what it saw; nothing happens to the cases. */
final class PlanBulkAction implements Mutation {
    private static final ChosenCases.Codes CODES =
            new ChosenCases.Codes(CaseErrorCode.CASES_MISSING, CaseErrorCode.CASE_UNKNOWN, CaseErrorCode.TOO_MANY);

    private final CaseWork work;

    PlanBulkAction(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var step = BulkStep.of(call);
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        var planned = new ArrayList<BulkActionRepository.Planned>();
        for (var worked : ChosenCases.seen(call, work, CODES)) {
            // What happens to it here is not saved.
            planned.add(new BulkActionRepository.Planned(worked.before(), step.tried(worked, by)));
        }
        return MutationResult.done("bulkAction", BulkActionRepository.plan(call.sql(), call.caller(), step, planned));
    }
}
