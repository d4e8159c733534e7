package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;

/** Back to its queue, by a lead who takes it away from whoever holds it. */
final class RevokeLease implements Mutation {
    private final CaseWork work;

    RevokeLease(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        worked.happens(
                        CaseEventKind.RELEASED,
                        CaseState.QUEUED,
                        By.reviewerOrSystem(call.caller().reviewerId()),
                        Map.of("reason", "REVOKED"))
                .isLeft(LeaseEnd.REVOKED);
        return work.save(call, worked);
    }
}
