package docket.decisions;

import docket.cases.By;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.WorkedCase;
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

/** Takes a bulk decision back: reverses its measures and reopens its cases, as far as nobody has done anything about them since. */
final class UndoBulkDecision implements Mutation {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    UndoBulkDecision(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    /** Why a decision is left as it is. */
    private enum Fault {
        CASE_UNKNOWN("The case is out of reach"),
        VERSION_CONFLICT("Something has happened to the case, or to a measure, since: look at it by itself"),
        AWAITS_APPROVAL("The decision waits for a second pair of eyes, which refuses it"),
        ACTION_NOT_REVERSIBLE("A measure was decided as one that cannot be undone");

        private final String words;

        Fault(String words) {
            this.words = words;
        }

        Failure kept() {
            return Failure.of(this, words);
        }
    }

    @Override
    public MutationResult run(MutationCall call) {
        var reason = call.reason();
        var id = call.id("bulkDecision", "BulkDecision");
        var plan = BulkDecision.RULES.requireAny(BulkRepository.lock(call.sql(), id, call.caller(), null));
        BulkDecision.RULES.requireUndoable(lifeCycles, plan.standing());
        var decided = BulkRepository.TABLES.items(call.sql(), id).stream()
                .filter(item -> item.link() != null)
                .toList();
        var kept = new HashMap<UUID, Failure>();
        var reopened = reopened(call, id, decided, kept);
        BulkDecision.RULES.requireSome(id, decided, kept);
        if (!reopened.isEmpty()) {
            var decisions = decided.stream()
                    .filter(item -> !kept.containsKey(item.caseId()))
                    .map(PlanItem::link)
                    .toList();
            EnforcementRepository.reverseDecided(
                    call.sql(), decisions, reopened.getFirst().at(), reason);
            work.save(call.sql(), reopened);
        }
        BulkRepository.TABLES.undo(call.sql(), id, reason, decided, kept);
        return MutationResult.done("bulkDecision", id);
    }

    /** @param kept gets those that are left as they are */
    private List<WorkedCase> reopened(MutationCall call, UUID bulk, List<PlanItem> decided, Map<UUID, Failure> kept) {
        var cases = decided.stream().map(PlanItem::caseId).toList();
        var decisions = decided.stream()
                .map(item -> Objects.requireNonNull(item.link()))
                .toList();
        var locked = work.locked(call, cases).stream().collect(Collectors.toMap(WorkedCase::id, Function.identity()));
        var touched = work.touchedSince(call.sql(), cases, decisions);
        var measures = EnforcementRepository.lockDecided(call.sql(), decisions);
        var reopened = new ArrayList<WorkedCase>();
        for (var item : decided) {
            var worked = locked.get(item.caseId());
            var measured =
                    measures.getOrDefault(Objects.requireNonNull(item.link()), EnforcementRepository.Measured.NONE);
            if (worked == null) {
                kept.put(item.caseId(), Fault.CASE_UNKNOWN.kept());
            } else if (worked.state() == CaseState.PENDING_APPROVAL && isProposal(item)) {
                kept.put(item.caseId(), Fault.AWAITS_APPROVAL.kept());
            } else if (isProposal(item)
                    || touched.contains(item.caseId())
                    || !isOver(worked)
                    || measured.hasChanged()) {
                kept.put(item.caseId(), Fault.VERSION_CONFLICT.kept());
            } else if (!measured.isReversible()) {
                kept.put(item.caseId(), Fault.ACTION_NOT_REVERSIBLE.kept());
            } else {
                reopened.add(reopen(worked, call, bulk));
            }
        }
        return reopened;
    }

    private static boolean isProposal(PlanItem item) {
        return "PROPOSED".equals(item.result());
    }

    private static boolean isOver(WorkedCase worked) {
        return worked.state() == CaseState.DECIDED || worked.state() == CaseState.CLOSED;
    }

    private static WorkedCase reopen(WorkedCase worked, MutationCall call, UUID bulk) {
        return worked.reopened(
                By.reviewerOrSystem(call.caller().reviewerId()),
                Map.of("cause", call.input().string("cause"), "bulk", bulk.toString()));
    }
}
