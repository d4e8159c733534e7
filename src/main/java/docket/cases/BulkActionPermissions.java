package docket.cases;

import docket.cases.BulkActionRepository.Plan;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Refusal;
import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.time.Instant;
import java.util.List;

/** What a caller may do with a bulk action, in the words of the mutations. */
record BulkActionPermissions(Permission apply, Permission undo) {
    static List<BulkActionPermissions> of(List<BulkAction> bulks, FieldCall call, LifeCycles lifeCycles) {
        var now = Instant.now();
        return bulks.stream()
                .map(bulk -> of(bulk, call.caller(), now, lifeCycles))
                .toList();
    }

    private static BulkActionPermissions of(BulkAction bulk, Caller caller, Instant now, LifeCycles lifeCycles) {
        if (!caller.may(Scope.CASES_BULK)) {
            var lacking = Permission.denied("It takes the scope %s".formatted(Scope.CASES_BULK));
            return new BulkActionPermissions(lacking, lacking);
        }
        var isOver = !now.isBefore(bulk.expiresAt());
        var plan = new Plan(bulk.queueId(), bulk.cancelReason(), bulk.state(), bulk.expiresAt(), isOver);
        return new BulkActionPermissions(
                bulk.owner().equals(caller.id())
                        ? asked(() -> plan.requireApplicable(lifeCycles, bulk.id()))
                        : Permission.denied(ApplyBulkAction.UNKNOWN),
                asked(() -> plan.requireUndoable(lifeCycles, bulk.id())));
    }

    private static Permission asked(Runnable rule) {
        try {
            rule.run();
            return Permission.GIVEN;
        } catch (Refusal refused) {
            return Permission.denied(refused.errors().getFirst().message());
        }
    }
}
