package docket.platform.bulk;

import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * When a plan may be applied or undone. What is wrong is told by codes that the errors of each feature with plans have.
 *
 * @param field by which inputs and payloads name the plan
 * @param noun for people
 * @param codes has BULK_UNKNOWN, BULK_EXPIRED, INVALID_TRANSITION and ITEM_FAILED
 */
public record BulkRules<C extends Enum<C>>(String field, String lifeCycle, String noun, Class<C> codes) {
    private static final int MOST_ERRORS = 20;

    /** @throws Refusal when none was found that the caller has planned */
    public <P> P requireOwn(@Nullable P found) {
        if (found == null) {
            throw refusal("BULK_UNKNOWN", notYours());
        }
        return found;
    }

    private String notYours() {
        return "There is no such %s of yours: plan it first".formatted(noun);
    }

    /** @throws Refusal when none was found */
    public <P> P requireAny(@Nullable P found) {
        if (found == null) {
            throw refusal("BULK_UNKNOWN", "There is no such %s".formatted(noun));
        }
        return found;
    }

    /** @throws Refusal when it was applied already, or it is too late */
    public void requireApplicable(LifeCycles lifeCycles, BulkPlan plan) {
        requireLeads(lifeCycles, plan, "APPLIED");
        if (plan.isOver()) {
            throw refusal("BULK_EXPIRED", "The plan was good until %s: plan it anew".formatted(plan.expiresAt()))
                    .showing(field, plan.id());
        }
    }

    /** @throws Refusal when it was not applied, or was undone already */
    public void requireUndoable(LifeCycles lifeCycles, BulkPlan plan) {
        requireLeads(lifeCycles, plan, "UNDONE");
    }

    private void requireLeads(LifeCycles lifeCycles, BulkPlan plan, String to) {
        var known = lifeCycles.of(lifeCycle);
        if (!known.allows(plan.state(), to, to)) {
            throw refusal("INVALID_TRANSITION", known.refusal("The " + noun, plan.state()))
                    .showing(field, plan.id());
        }
    }

    /**
     * With REJECT_ALL all of it is done or nothing.
     *
     * @throws Refusal when something fails then, which tells the first failures
     */
    public void requireAll(MutationCall call, UUID bulk, List<PlanItem> items, Map<UUID, Failure> failures) {
        if (call.input().string("onError").equals("REJECT_ALL")) {
            refuse(bulk, items, failures);
        }
    }

    /** @throws Refusal when none of what was done can be undone, which tells why: it stays applied then, and can be undone when that has changed */
    public void requireSome(UUID bulk, List<PlanItem> done, Map<UUID, Failure> kept) {
        if (kept.size() == done.size()) {
            refuse(bulk, done, kept);
        }
    }

    private void refuse(UUID bulk, List<PlanItem> items, Map<UUID, Failure> failures) {
        var errors = new ArrayList<UserError>();
        for (var item : items) {
            var failure = failures.getOrDefault(item.caseId(), item.failure());
            if (failure != null && errors.size() < MOST_ERRORS) {
                var message = "Item %d, %s: %s".formatted(item.place(), failure.fault(), failure.message());
                errors.add(UserError.of(code("ITEM_FAILED"), field, message));
            }
        }
        if (!errors.isEmpty()) {
            throw Refusal.of(errors).showing(field, bulk);
        }
    }

    /**
     * The same rules, before somebody tries.
     *
     * @param owner who has planned it
     * @param undoable of the feature, beside {@link #requireUndoable}
     */
    public BulkPermissions permissions(
            LifeCycles lifeCycles, Caller caller, String owner, BulkPlan plan, Runnable undoable) {
        if (!caller.may(Scope.CASES_BULK)) {
            var lacking = Permission.lacking(Scope.CASES_BULK);
            return new BulkPermissions(lacking, lacking);
        }
        return new BulkPermissions(
                owner.equals(caller.id())
                        ? Permission.of(() -> requireApplicable(lifeCycles, plan))
                        : Permission.denied(notYours()),
                Permission.of(() -> {
                    requireUndoable(lifeCycles, plan);
                    undoable.run();
                }));
    }

    private Refusal refusal(String code, String message) {
        return Refusal.of(code(code), field, message);
    }

    private C code(String name) {
        return Enum.valueOf(codes, name);
    }
}
