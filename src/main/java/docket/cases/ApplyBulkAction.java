package docket.cases;

import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Does what was planned to those cases that are as they were, in one transaction. */
final class ApplyBulkAction implements Mutation {
    static final String UNKNOWN = "There is no such bulk action of yours: plan it first";
    private static final int MOST_ERRORS = 20;

    private final CaseWork work;
    private final LifeCycles lifeCycles;

    ApplyBulkAction(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var id = call.id("bulkAction", "BulkAction");
        var plan = plan(call, id);
        var step = plan.cancelReason() == null
                ? BulkStep.move(call, Objects.requireNonNull(plan.queueId()), "bulkAction")
                : new BulkStep.Cancel(plan.cancelReason());
        var items = BulkActionRepository.items(call.sql(), id);
        var failures = new HashMap<UUID, BulkStep.Failure>();
        var changed = changed(call, step, items, failures);
        if (call.input().string("onError").equals("REJECT_ALL")) {
            requireAll(id, items, failures);
        }
        if (!changed.isEmpty()) {
            work.save(call.sql(), changed);
            step.finish(call, changed.stream().map(WorkedCase::id).toList());
        }
        BulkActionRepository.answer(call.sql(), id, call.input().string("onError"), items, failures);
        return MutationResult.done("bulkAction", id);
    }

    private BulkActionRepository.Plan plan(MutationCall call, UUID id) {
        var plan = BulkActionRepository.lock(call.sql(), id, call.caller().id());
        if (plan == null) {
            throw Refusal.of(CaseErrorCode.BULK_UNKNOWN, "bulkAction", UNKNOWN);
        }
        plan.requireApplicable(lifeCycles, id);
        return plan;
    }

    /**
     * Those to which it has been done, locked, in the order of their ids.
     *
     * @param failures gets all others
     */
    private List<WorkedCase> changed(
            MutationCall call,
            BulkStep step,
            List<BulkActionRepository.Item> items,
            Map<UUID, BulkStep.Failure> failures) {
        var versions = new HashMap<UUID, Integer>();
        for (var item : items) {
            var failure = item.failure();
            if (failure == null) {
                versions.put(item.caseId(), item.version());
                failures.put(item.caseId(), new BulkStep.Failure("CASE_UNKNOWN", "The case is out of reach by now"));
            } else {
                failures.put(item.caseId(), failure);
            }
        }
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        var changed = new ArrayList<WorkedCase>();
        for (var worked : work.locked(call, versions.keySet())) {
            var failure =
                    Objects.equals(versions.get(worked.id()), worked.before().version())
                            ? step.tried(worked, by)
                            : hasChanged(worked);
            if (failure == null) {
                failures.remove(worked.id());
                changed.add(worked);
            } else {
                failures.put(worked.id(), failure);
            }
        }
        return changed;
    }

    static BulkStep.Failure hasChanged(WorkedCase worked) {
        return new BulkStep.Failure(
                "VERSION_CONFLICT",
                "The case has been changed since: it is %s, version %d"
                        .formatted(worked.state(), worked.before().version()));
    }

    private static void requireAll(
            UUID bulk, List<BulkActionRepository.Item> items, Map<UUID, BulkStep.Failure> failures) {
        var errors = items.stream()
                .filter(item -> failures.containsKey(item.caseId()))
                .limit(MOST_ERRORS)
                .map(item -> {
                    var failure = Objects.requireNonNull(failures.get(item.caseId()));
                    return UserError.of(
                            CaseErrorCode.ITEM_FAILED,
                            "bulkAction",
                            "Item %d, %s: %s".formatted(item.place(), failure.fault(), failure.message()));
                })
                .toList();
        if (!errors.isEmpty()) {
            throw Refusal.of(errors).showing("bulkAction", bulk);
        }
    }
}
