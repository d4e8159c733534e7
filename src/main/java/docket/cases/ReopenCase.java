package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;

/** Back to its queue from the end, with a new clock; what was decided stays in force until another decision supersedes it. */
final class ReopenCase implements Mutation {
    private final CaseWork work;
    private final Routing routing;

    ReopenCase(CaseWork work, Routing routing) {
        this.work = work;
        this.routing = routing;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        worked.happens(
                        CaseEventKind.REOPENED,
                        CaseState.QUEUED,
                        By.reviewerOrSystem(call.caller().reviewerId()),
                        Map.of("cause", call.input().string("cause")))
                .isReopened();
        if (worked.queueId() == null) {
            worked.queued(routing.queueFor(call.sql(), Routing.Matter.of(worked.before()), worked.at()));
        }
        return work.save(call, worked);
    }
}
