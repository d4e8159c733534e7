package docket.cases;

import docket.platform.bulk.Done;
import docket.platform.bulk.Failure;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Objects;
import java.util.UUID;

/** Does what was planned to those cases that are as they were, in one transaction. */
final class ApplyBulkAction implements Mutation {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    ApplyBulkAction(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var id = call.id("bulkAction", "BulkAction");
        var plan = BulkAction.RULES.requireOwn(
                BulkActionRepository.lock(call.sql(), id, call.caller().id()));
        BulkAction.RULES.requireApplicable(lifeCycles, plan.standing());
        var step = plan.cancelReason() == null
                ? BulkStep.move(call, Objects.requireNonNull(plan.queueId()), "bulkAction")
                : new BulkStep.Cancel(plan.cancelReason());
        var items = BulkActionRepository.TABLES.items(call.sql(), id);
        var failures = new HashMap<UUID, Failure>();
        var changed = new ArrayList<WorkedCase>();
        var done = new HashMap<UUID, Done>();
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        for (var worked : ChosenCases.unchanged(call, work, items, failures)) {
            var failure = step.tried(worked, by);
            if (failure == null) {
                changed.add(worked);
                done.put(worked.id(), new Done("CHANGED", null));
            } else {
                failures.put(worked.id(), failure);
            }
        }
        BulkAction.RULES.requireAll(call, id, items, failures);
        if (!changed.isEmpty()) {
            work.save(call.sql(), changed);
            step.finish(call, changed.stream().map(WorkedCase::id).toList());
        }
        BulkActionRepository.TABLES.answer(call.sql(), id, call.input().string("onError"), items, done, failures);
        return MutationResult.done("bulkAction", id);
    }
}
