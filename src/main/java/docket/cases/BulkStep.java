package docket.cases;

import docket.platform.bulk.Failure;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.platform.request.GlobalId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a bulk action does to each of its cases: the same as the mutation for one of them, by its code. */
sealed interface BulkStep {
    /** @throws Refusal when it cannot be done; nothing has happened to the case then */
    void take(WorkedCase worked, By by);

    /** What else is to be written once the cases are. */
    void finish(MutationCall call, List<UUID> cases);

    /** Into another queue. */
    record Move(Queue queue) implements BulkStep {
        @Override
        public void take(WorkedCase worked, By by) {
            if (queue.id().equals(worked.queueId())) {
                throw Refusal.of(CaseErrorCode.QUEUE_UNFIT, "queue", "The case is in this queue already");
            }
            RerouteCase.move(worked, queue, by);
        }

        @Override
        public void finish(MutationCall call, List<UUID> cases) {
            // the clocks have heard of the queue from the events
        }
    }

    /** To their end, undecided. */
    record Cancel(String reason) implements BulkStep {
        @Override
        public void take(WorkedCase worked, By by) {
            CancelCase.cancel(worked, reason, by);
        }

        @Override
        public void finish(MutationCall call, List<UUID> cases) {
            ReportRepository.settle(call.sql(), cases);
        }
    }

    /** As the input says it. */
    static BulkStep of(MutationCall call) {
        var input = call.input();
        if (input.has("queue") == input.has("cancelReason")) {
            throw Refusal.of(
                    CaseErrorCode.ACTION_MISSING,
                    "queue",
                    "Say 'queue', to move the cases, or 'cancelReason', to end them; one of the two");
        }
        return input.has("queue")
                ? move(call, GlobalId.decode(input.string("queue"), "Queue", "input.queue"), "queue")
                : new Cancel(input.string("cancelReason"));
    }

    /** @param field of the input that leads to the queue */
    static BulkStep move(MutationCall call, UUID queue, String field) {
        return new Move(RerouteCase.queue(call, queue, field));
    }

    /** Null: it was done. */
    default @Nullable Failure tried(WorkedCase worked, By by) {
        try {
            take(worked, by);
            return null;
        } catch (Refusal refused) {
            UserError error = refused.errors().getFirst();
            return new Failure(error.code(), error.message());
        }
    }
}
