package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
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
        cancel(
                worked,
                call.input().string("cancelReason"),
                By.reviewerOrSystem(call.caller().reviewerId()));
        var saved = work.save(call, worked);
        ReportRepository.settle(call.sql(), List.of(worked.id()));
        return saved;
    }

    /** @throws Refusal when it has been decided, or somebody works it */
    static void cancel(WorkedCase worked, String reason, By by) {
        worked.requireUndecided();
        worked.happens(CaseEventKind.CANCELLED, CaseState.CANCELLED, by, Map.of("reason", reason))
                .isLeft(null);
    }
}
