package docket.cases;

import docket.platform.bulk.Failure;
import docket.platform.bulk.PlanItem;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a bulk move back: puts the cases into the queues where they were, as far as nothing has happened to them since. */
final class UndoBulkAction implements Mutation {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    UndoBulkAction(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var reason = call.reason();
        var id = call.id("bulkAction", "BulkAction");
        var plan = BulkAction.RULES.requireAny(BulkActionRepository.lock(call.sql(), id, null));
        BulkAction.RULES.requireUndoable(lifeCycles, plan.standing());
        BulkAction.requireMove(id, plan.cancelReason());
        var moved = BulkActionRepository.TABLES.items(call.sql(), id).stream()
                .filter(item -> item.failure() == null)
                .toList();
        var kept = new HashMap<UUID, Failure>();
        var back = back(call, moved, kept);
        BulkAction.RULES.requireSome(id, moved, kept);
        if (!back.isEmpty()) {
            work.save(call.sql(), back);
        }
        BulkActionRepository.TABLES.undo(call.sql(), id, reason, moved, kept);
        return MutationResult.done("bulkAction", id);
    }

    /** @param kept gets those that are left as they are */
    private List<WorkedCase> back(MutationCall call, List<PlanItem> moved, Map<UUID, Failure> kept) {
        var cases = moved.stream().map(PlanItem::caseId).toList();
        var queues = BulkActionRepository.queues(
                call.sql(),
                moved.stream().map(PlanItem::link).filter(Objects::nonNull).collect(Collectors.toSet()));
        var locked = work.locked(call, cases).stream().collect(Collectors.toMap(WorkedCase::id, Function.identity()));
        var by = By.reviewerOrSystem(call.caller().reviewerId());
        var back = new ArrayList<WorkedCase>();
        for (var item : moved) {
            var worked = locked.get(item.caseId());
            var from = item.link() == null ? null : queues.get(item.link());
            var failure = failure(item, worked, from, by);
            if (failure != null) {
                kept.put(item.caseId(), failure);
            } else if (worked != null) {
                back.add(worked);
            }
        }
        return back;
    }

    private static @Nullable Failure failure(PlanItem item, @Nullable WorkedCase worked, @Nullable Queue from, By by) {
        if (item.link() == null) {
            return Failure.of(
                    CaseErrorCode.INVALID_TRANSITION, "It was in no queue before, and nothing leads back there");
        }
        if (worked == null || from == null) {
            return new Failure("CASE_UNKNOWN", "The case is out of reach");
        }
        if (worked.before().version() != item.version() + 1) {
            return ChosenCases.hasChanged(worked);
        }
        return from.isActive()
                ? new BulkStep.Move(from).tried(worked, by)
                : new Failure("QUEUE_INACTIVE", "The queue %s takes no new cases".formatted(from.key()));
    }
}
