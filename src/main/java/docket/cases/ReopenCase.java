package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.LinkedHashMap;

/** Back to its queue from the end, or to one that it was never in, with a new clock; what was decided stays in force until another decision supersedes it. */
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
        var detail = new LinkedHashMap<String, Object>();
        detail.put("cause", call.input().string("cause"));
        worked.happens(
                        CaseEventKind.REOPENED,
                        CaseState.QUEUED,
                        By.reviewerOrSystem(call.caller().reviewerId()),
                        detail)
                .isReopened();
        if (worked.queueId() == null) {
            var queue = routing.queueFor(call.sql(), Routing.Matter.of(worked.before()), worked.at());
            worked.queued(queue);
            detail.put("queue", queue.key());
        }
        return work.save(call, worked);
    }
}
