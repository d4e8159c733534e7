package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.Map;

/** Puts a waiting case into another queue, whatever the rules say. */
final class RerouteCase implements Mutation {
    private final CaseWork work;

    RerouteCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        var id = call.id("queue", "Queue");
        var queue = CaseRepository.queue(call.sql(), id, call.caller());
        if (queue == null) {
            throw Refusal.of(CaseErrorCode.QUEUE_UNKNOWN, "queue", "There is no such queue");
        }
        if (!queue.isActive()) {
            throw Refusal.of(CaseErrorCode.QUEUE_INACTIVE, "queue", "This queue takes no new cases");
        }
        var domain = worked.before().domain();
        if (!queue.domain().equals(domain)) {
            throw Refusal.of(
                    CaseErrorCode.QUEUE_UNFIT,
                    "queue",
                    "This queue is for %s, the case is %s: name one for that".formatted(queue.domain(), domain));
        }
        worked.happens(
                        CaseEventKind.REROUTED,
                        CaseState.QUEUED,
                        By.reviewerOrSystem(call.caller().reviewerId()),
                        Map.of("queue", queue.key()))
                .queued(queue);
        return work.save(call, worked);
    }
}
