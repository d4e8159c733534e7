package docket.cases;

import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycle;
import docket.platform.lifecycle.Transition;
import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Something that people can do to a case as it stands. */
record CaseTransition(String event, String to, @Nullable String guard, Permission permission) {
    static List<List<CaseTransition>> of(List<Case> cases, FieldCall call, LifeCycle lifeCycle) {
        return cases.stream().map(each -> of(each, call.caller(), lifeCycle)).toList();
    }

    private static List<CaseTransition> of(Case of, Caller caller, LifeCycle lifeCycle) {
        // Nothing is done to what came with a statement of another platform.
        return of.sourcePlatform() != null
                ? List.of()
                : lifeCycle.from(of.state()).stream()
                        .filter(next -> next.scope() != null)
                        .map(next ->
                                new CaseTransition(next.event(), next.to(), next.guard(), permission(of, caller, next)))
                        .toList();
    }

    private static Permission permission(Case of, Caller caller, Transition next) {
        var scope = Objects.requireNonNull(next.scope());
        if (!caller.may(scope)) {
            return Permission.denied("It takes the scope %s".formatted(scope));
        }
        var isHolders = scope == Scope.CASES_WORK && of.state().equals(CaseState.IN_REVIEW.name());
        return !isHolders || caller.may(Scope.ON_BEHALF) || Objects.equals(of.assigneeId(), caller.reviewerId())
                ? Permission.GIVEN
                : Permission.denied("Only whoever holds its lease can do that; a lead can take the case away");
    }
}
