package docket.decisions;

import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a caller may do with decisions, their measures and bulk decisions: told before she tries, by what their rows say. */
final class Permissions {
    private Permissions() {}

    /** A second pair of eyes. */
    record OfDecision(Permission approve, Permission refuse) {}

    /** A measure can be undone. */
    record OfAction(Permission reverse) {}

    /** What is done with all of it. */
    record OfBulk(Permission apply, Permission undo) {}

    static List<OfDecision> ofDecisions(List<Decision> decisions, FieldCall call) {
        return decisions.stream()
                .map(decision -> looked(decision, call.caller()))
                .map(permission -> new OfDecision(permission, permission))
                .toList();
    }

    private static Permission looked(Decision decision, Caller caller) {
        if (!caller.may(Scope.CASES_LEAD)) {
            return lacking(Scope.CASES_LEAD);
        }
        if (!decision.approval().equals("PENDING")) {
            return Permission.denied("It does not wait for an approval");
        }
        var self = caller.reviewerId();
        return self != null && self.equals(decision.deciderId())
                ? Permission.denied("You have proposed it yourself: somebody else looks at it")
                : Permission.GIVEN;
    }

    static List<OfAction> ofActions(List<EnforcementAction> actions, FieldCall call, LifeCycles lifeCycles) {
        return actions.stream()
                .map(action -> new OfAction(reverse(action, call.caller(), lifeCycles)))
                .toList();
    }

    private static Permission reverse(EnforcementAction action, Caller caller, LifeCycles lifeCycles) {
        if (!caller.may(Scope.CASES_LEAD)) {
            return lacking(Scope.CASES_LEAD);
        }
        var lifeCycle = lifeCycles.of(EnforcementAction.LIFE_CYCLE);
        if (!lifeCycle.allows(action.state(), "REVERSED", "REVERSED")) {
            return Permission.denied(lifeCycle.refusal("The measure", action.state()));
        }
        return action.isReversible()
                ? Permission.GIVEN
                : Permission.denied("It was decided as one that cannot be undone");
    }

    static List<OfBulk> ofBulks(List<BulkDecision> bulks, FieldCall call, LifeCycles lifeCycles) {
        var now = Instant.now();
        return bulks.stream()
                .map(bulk -> new OfBulk(
                        apply(bulk, call.caller(), lifeCycles, now),
                        Objects.requireNonNullElse(led(bulk, lifeCycles, "UNDONE"), Permission.GIVEN)))
                .toList();
    }

    private static Permission apply(BulkDecision bulk, Caller caller, LifeCycles lifeCycles, Instant now) {
        if (!bulk.owner().equals(caller.id())) {
            return Permission.denied("Whoever planned it applies it: plan one of your own");
        }
        var denied = led(bulk, lifeCycles, "APPLIED");
        if (denied != null) {
            return denied;
        }
        return now.isBefore(bulk.expiresAt())
                ? Permission.GIVEN
                : Permission.denied("The plan was good until %s: plan it anew".formatted(bulk.expiresAt()));
    }

    private static @Nullable Permission led(BulkDecision bulk, LifeCycles lifeCycles, String to) {
        var lifeCycle = lifeCycles.of(BulkDecision.LIFE_CYCLE);
        return lifeCycle.allows(bulk.state(), to, to)
                ? null
                : Permission.denied(lifeCycle.refusal("The bulk decision", bulk.state()));
    }

    private static Permission lacking(Scope scope) {
        return Permission.denied("It takes the scope %s".formatted(scope));
    }
}
