package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;

/** Back to its queue, by whoever holds it. */
final class ReleaseCase implements Mutation {
    private final CaseWork work;

    ReleaseCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var held = work.held(call);
        var worked = held.worked();
        worked.happens(
                        CaseEventKind.RELEASED,
                        CaseState.QUEUED,
                        By.reviewer(held.worker().id()),
                        Map.of("reason", "SKIPPED"))
                .isLeft(LeaseEnd.RELEASED);
        return work.save(call, worked);
    }
}
