package docket.cases;

import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import java.util.Map;
import java.util.UUID;

/** Puts a waiting case into another queue, or one that no rule took into its first, whatever the rules say. */
final class RerouteCase implements Mutation {
    private final CaseWork work;

    RerouteCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worked = work.locked(call);
        var id = call.id("queue", "Queue");
        move(worked, queue(call, id, "queue"), By.reviewerOrSystem(call.caller().reviewerId()));
        return work.save(call, worked);
    }

    /**
     * One that takes cases.
     *
     * @param field of the input that leads to it
     */
    static Queue queue(MutationCall call, UUID id, String field) {
        var queue = CaseRepository.queue(call.sql(), id, call.caller());
        if (queue == null) {
            throw Refusal.of(CaseErrorCode.QUEUE_UNKNOWN, field, "There is no such queue");
        }
        if (!queue.isActive()) {
            throw Refusal.of(CaseErrorCode.QUEUE_INACTIVE, field, "This queue takes no new cases");
        }
        return queue;
    }

    /** @throws Refusal when the queue is not for it, or it does not wait */
    static void move(WorkedCase worked, Queue queue, By by) {
        var domain = worked.before().domain();
        if (!queue.domain().equals(domain)) {
            throw Refusal.of(
                    CaseErrorCode.QUEUE_UNFIT,
                    "queue",
                    "This queue is for %s, the case is %s: name one for that".formatted(queue.domain(), domain));
        }
        var kind = worked.state() == CaseState.RECEIVED ? CaseEventKind.QUEUED : CaseEventKind.REROUTED;
        worked.happens(kind, CaseState.QUEUED, by, Map.of("queue", queue.key())).queued(queue);
    }
}
