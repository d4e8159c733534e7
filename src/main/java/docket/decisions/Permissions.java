package docket.decisions;

import docket.cases.Acting;
import docket.platform.bulk.BulkPermissions;
import docket.platform.bulk.BulkPlan;
import docket.platform.graph.FieldCall;
import docket.platform.graph.Permission;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.request.Scope;
import docket.vendors.Reviewer;
import docket.vendors.Vendors;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
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

    static List<OfDecision> ofDecisions(List<Decision> decisions, FieldCall call) {
        var caller = call.caller();
        if (!caller.may(Scope.CASES_LEAD)) {
            return same(decisions, Permission.lacking(Scope.CASES_LEAD));
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
        var refuse = Permission.of(() -> {
            proposal.requirePending();
            if (looker == null) {
                proposal.requireOtherCaller();
            } else {
                proposal.requireOther(looker.id(), looker.name());
            }
        });
        return new OfDecision(refuse.isAllowed() ? Permission.of(proposal::requireNothingOver) : refuse, refuse);
    }

    static List<OfAction> ofActions(List<EnforcementAction> actions, FieldCall call, LifeCycles lifeCycles) {
        if (!call.caller().may(Scope.CASES_LEAD)) {
            return Collections.nCopies(actions.size(), new OfAction(Permission.lacking(Scope.CASES_LEAD)));
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
        var undoable =
                new Undoable(action.id(), action.state(), action.isReversible(), action.effectiveAt(), action.endsAt());
        return Permission.of(() -> undoable.requireUndoable(lifeCycles, Instant.now()));
    }

    static List<BulkPermissions> ofBulks(List<BulkDecision> bulks, FieldCall call, LifeCycles lifeCycles) {
        return bulks.stream()
                .map(bulk -> BulkDecision.RULES.permissions(
                        lifeCycles,
                        call.caller(),
                        bulk.owner(),
                        BulkPlan.of(bulk.id(), bulk.state(), bulk.expiresAt()),
                        () -> {}))
                .toList();
    }
}
