package docket.cases;

import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycle;
import docket.platform.lifecycle.Transition;
import docket.platform.request.Caller;
import docket.platform.request.Scope;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Something that people can do to a case as it stands. */
record CaseTransition(String event, String to, @Nullable String guard, Permission permission) {
    private static final Set<String> ENDS = Set.of(CaseState.MERGED.name(), CaseState.CANCELLED.name());
    private static final Set<String> LOOKS = Set.of(CaseEventKind.APPROVED.name(), CaseEventKind.REFUSED.name());

    static List<List<CaseTransition>> of(List<Case> cases, FieldCall call, LifeCycle lifeCycle) {
        return cases.stream().map(each -> of(each, call.caller(), lifeCycle)).toList();
    }

    private static List<CaseTransition> of(Case of, Caller caller, LifeCycle lifeCycle) {
        // Nothing is done to what came with a statement of another platform.
        return of.sourcePlatform() != null
                ? List.of()
                : lifeCycle.from(of.state()).stream()
                        .filter(next -> next.scope() != null && !isIdle(of, next))
                        .map(next ->
                                new CaseTransition(next.event(), next.to(), next.guard(), permission(of, caller, next)))
                        .toList();
    }

    private static Permission permission(Case of, Caller caller, Transition next) {
        var scope = Objects.requireNonNull(next.scope());
        if (!caller.may(scope)) {
            return Permission.lacking(scope);
        }
        var why = obstacle(of, caller, next);
        return why == null ? Permission.GIVEN : Permission.denied(why);
    }

    /** What of the case and the caller is in the way, beside the guard; null: nothing. */
    private static @Nullable String obstacle(Case of, Caller caller, Transition next) {
        var namesOthers = caller.may(Scope.ON_BEHALF);
        var isHers = Objects.equals(of.assigneeId(), caller.reviewerId());
        if (isBarred(of, next)) {
            return "It was decided: only another decision ends it";
        }
        if (isNotice(next)) {
            return null;
        }
        return switch (CaseState.valueOf(of.state())) {
            case IN_REVIEW ->
                next.scope() != Scope.CASES_WORK || namesOthers || isHers || isTakenAway(caller, next)
                        ? null
                        : "Only whoever holds its lease can do that; a lead can take the case away";
            case PENDING_APPROVAL ->
                isHers && !namesOthers && LOOKS.contains(next.event())
                        ? "Whoever proposed it does not look at it: somebody else does"
                        : null;
            case QUEUED, ON_HOLD ->
                next.scope() == Scope.CASES_WORK && caller.reviewerId() == null && !namesOthers
                        ? "Somebody does that: this token is not a person's"
                        : null;
            case RECEIVED, ESCALATED, DECIDED, CLOSED, MERGED, CANCELLED -> null;
        };
    }

    /** Another end than by a decision, of what has been decided, as {@link WorkedCase#requireUndecided} says. */
    static boolean isBarred(Case of, Transition next) {
        return ENDS.contains(next.to()) && of.decidedAt() != null;
    }

    /** There are no reasons to send of what was never decided. */
    static boolean isIdle(Case of, Transition next) {
        return isNotice(next) && of.decidedAt() == null;
    }

    /** Whoever sends reasons notes it, whoever has the case. */
    private static boolean isNotice(Transition next) {
        return next.event().equals(CaseEventKind.NOTICE_SENT.name());
    }

    /** A lead may do with revokeLease what the holder does with releaseCase. */
    private static boolean isTakenAway(Caller caller, Transition next) {
        return next.event().equals(CaseEventKind.RELEASED.name()) && caller.may(Scope.CASES_LEAD);
    }
}
