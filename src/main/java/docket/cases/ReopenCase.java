package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.Map;

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
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        // What was decided stays in force, and with it the reasons that are owed for it.
        var detail = Map.<String, Object>of("cause", call.input().string("cause"), "keepsOwed", true);
        worked.reopened(
                by, detail, () -> routing.queueFor(call.sql(), Routing.Matter.of(worked.before()), worked.at()));
        return work.save(call, worked);
    }
}
