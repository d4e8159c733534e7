package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.List;
import java.util.Map;

/** Ends a case that has nothing to decide any more. */
final class CancelCase implements Mutation {
    private final CaseWork work;

    CancelCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        worked.requireUndecided();
        worked.happens(
                        CaseEventKind.CANCELLED,
                        CaseState.CANCELLED,
                        By.reviewerOrSystem(call.caller().reviewerId()),
                        Map.of("reason", call.input().string("cancelReason")))
                .isLeft(null);
        var saved = work.save(call, worked);
        ReportRepository.settle(call.sql(), List.of(worked.id()));
        return saved;
    }
}
