package docket.decisions;

import docket.cases.Acting;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Refusal;
import docket.platform.request.Caller;
import docket.platform.request.Scope;
import docket.vendors.Reviewer;
import docket.vendors.Vendors;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
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
        var caller = call.caller();
        if (!caller.may(Scope.CASES_LEAD)) {
            return same(decisions, lacking(Scope.CASES_LEAD));
        }
        var self = caller.reviewerId();
        if (self == null && !caller.may(Scope.ON_BEHALF)) {
            return same(decisions, Permission.denied(Acting.MISSING));
        }
        var looker = self == null
                ? null
                : Vendors.REVIEWERS.load(call.db(), Set.of(self)).get(self);
        if (self != null && (looker == null || !looker.isActive())) {
            return same(decisions, Permission.denied(Acting.UNKNOWN));
        }
        var ids = decisions.stream().map(Decision::id).toList();
        var proposals = ApprovalRepository.proposals(call.db(), ids, caller);
        return ids.stream().map(id -> looked(proposals.get(id), looker)).toList();
    }

    private static List<OfDecision> same(List<Decision> decisions, Permission permission) {
        return Collections.nCopies(decisions.size(), new OfDecision(permission, permission));
    }

    /** @param looker null: whom the mutation will name */
    private static OfDecision looked(@Nullable Proposal proposal, @Nullable Reviewer looker) {
        if (proposal == null) {
            var gone = Permission.denied("There is no such decision");
            return new OfDecision(gone, gone);
        }
        var refuse = asked(() -> {
            proposal.requirePending();
            if (looker == null) {
                proposal.requireOtherCaller();
            } else {
                proposal.requireOther(looker.id(), looker.name());
            }
        });
        return new OfDecision(refuse.isAllowed() ? asked(proposal::requireNothingOver) : refuse, refuse);
    }

    /** What the mutation would say. */
    private static Permission asked(Runnable rule) {
        try {
            rule.run();
            return Permission.GIVEN;
        } catch (Refusal refused) {
            return Permission.denied(String.valueOf(refused.getMessage()));
        }
    }

    static List<OfAction> ofActions(List<EnforcementAction> actions, FieldCall call, LifeCycles lifeCycles) {
        if (!call.caller().may(Scope.CASES_LEAD)) {
            return Collections.nCopies(actions.size(), new OfAction(lacking(Scope.CASES_LEAD)));
        }
        var decisions = DecisionRepository.DECISIONS
                .entity()
                .load(
                        call.db(),
                        actions.stream().map(EnforcementAction::decisionId).collect(Collectors.toSet()));
        return actions.stream()
                .map(action -> new OfAction(reverse(action, decisions.get(action.decisionId()), lifeCycles)))
                .toList();
    }

    private static Permission reverse(EnforcementAction action, @Nullable Decision decision, LifeCycles lifeCycles) {
        if (decision != null && decision.sourcePlatform() != null) {
            return Permission.denied(ReverseAction.OF_ANOTHER_PLATFORM);
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
            return Permission.denied(ApplyBulkDecision.UNKNOWN);
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
