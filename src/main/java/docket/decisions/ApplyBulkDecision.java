package docket.decisions;

import docket.cases.Acting;
import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.ChosenCases;
import docket.cases.LeaseEnd;
import docket.cases.WorkedCase;
import docket.platform.bulk.Done;
import docket.platform.bulk.Failure;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.vendors.Worker;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** Decides the cases of a plan that are as they were: claims what waits, and takes or proposes all decisions, in one transaction. */
final class ApplyBulkDecision implements Mutation {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    ApplyBulkDecision(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var id = call.id("bulkDecision", "BulkDecision");
        var caller = call.caller();
        var plan = BulkDecision.RULES.requireOwn(BulkRepository.lock(call.sql(), id, caller, caller.id()));
        BulkDecision.RULES.requireApplicable(lifeCycles, plan.standing());
        var worker = Acting.worker(call, plan.reviewerId(), "bulkDecision");
        var items = BulkRepository.TABLES.items(call.sql(), id);
        var template =
                new MutationCall(call.caller(), call.requestId(), BulkTemplate.read(plan.template()), call.sql());
        var failures = new HashMap<UUID, Failure>();
        var unchanged = ChosenCases.unchanged(call, work, items, failures);
        var decisions = Map.<UUID, Done>of();
        if (!unchanged.isEmpty()) {
            var drafts = BulkDrafts.of(template, worker, unchanged, errors -> outdated(errors, id));
            failures.putAll(drafts.failures());
            BulkDecision.RULES.requireAll(call, id, items, failures);
            decisions = decide(call, drafts, worker, id);
        } else {
            BulkDecision.RULES.requireAll(call, id, items, failures);
        }
        BulkRepository.TABLES.answer(call.sql(), id, call.input().string("onError"), items, decisions, failures);
        return MutationResult.done("bulkDecision", id);
    }

    /** What was right when it was planned: nothing of the input says it. */
    private static Refusal outdated(List<UserError> errors, UUID bulk) {
        var told = errors.stream()
                .map(error -> UserError.of(
                        DecisionErrorCode.valueOf(error.code()),
                        "bulkDecision",
                        "What was planned does not hold any more, '%s': %s; plan it anew"
                                .formatted(String.join(".", error.field()), error.message())))
                .toList();
        return Refusal.of(told).showing("bulkDecision", bulk);
    }

    /** @return the decisions by their cases */
    private Map<UUID, Done> decide(MutationCall call, BulkDrafts drafts, Worker worker, UUID bulk) {
        var sound = drafts.sound();
        if (sound.isEmpty()) {
            return Map.of();
        }
        var cases = sound.stream().map(BulkDraft::worked).toList();
        work.claim(call.sql(), worker, waiting(sound, true));
        work.claimAndDecide(call.sql(), worker, waiting(sound, false));
        DecideRepository.write(call.sql(), decisions(call, drafts, worker));
        finish(call, drafts);
        var taken = new HashMap<UUID, Done>();
        for (var draft : sound) {
            var id = draft.worked().newId();
            happens(draft, worker, id, bulk, drafts.template().input().string("outcome"));
            taken.put(draft.worked().id(), new Done(draft.expected(), id));
        }
        work.save(call.sql(), cases);
        return taken;
    }

    private static List<WorkedCase> waiting(List<BulkDraft> drafts, boolean isProposal) {
        return drafts.stream()
                .filter(draft ->
                        draft.isProposal() == isProposal && draft.worked().state() == CaseState.QUEUED)
                .map(BulkDraft::worked)
                .toList();
    }

    private List<NewDecision> decisions(MutationCall call, BulkDrafts drafts, Worker worker) {
        var sound = drafts.sound();
        var first = sound.getFirst().worked();
        var input = new DecisionInput(drafts.template(), first.before(), first.at(), new Faults());
        var evidence =
                work.evidence(call.sql(), sound.stream().map(BulkDraft::worked).toList());
        var shift = DecideCase.shift(call, worker, first.at());
        return sound.stream()
                .map(draft -> new NewDecision(
                        draft.worked(),
                        worker,
                        shift.get().orElse(null),
                        Objects.requireNonNull(draft.worked().lease()).token(),
                        input.outcome(),
                        drafts.clauses(),
                        draft.sopVersion(),
                        input.path(),
                        Objects.requireNonNull(evidence.get().get(draft.worked().id())),
                        drafts.rationale(),
                        draft.approvalDueAt(),
                        draft.supersedesId(),
                        List.of(),
                        draft.measures()))
                .toList();
    }

    /** No measure of an earlier decision ends: a case with one in force has failed. */
    private void finish(MutationCall call, BulkDrafts drafts) {
        var decided = drafts.sound().stream()
                .filter(draft -> !draft.isProposal())
                .map(draft -> draft.worked().id())
                .toList();
        if (!decided.isEmpty()) {
            var isViolation = drafts.template().input().string("outcome").equals("VIOLATION");
            work.settle(
                    call.sql(),
                    decided,
                    isViolation ? drafts.clauses().getFirst().statementCategory() : null);
        }
    }

    private static void happens(BulkDraft draft, Worker worker, UUID decision, UUID bulk, String outcome) {
        var by = By.reviewer(worker.id());
        Map<String, Object> detail =
                new HashMap<>(DecideCase.detail(decision, outcome, PlannedMeasure.oweReasons(draft.measures())));
        detail.put("bulk", bulk.toString());
        if (draft.isProposal()) {
            draft.worked()
                    .happens(CaseEventKind.PROPOSED, CaseState.PENDING_APPROVAL, by, detail)
                    .leaseEnds(LeaseEnd.DECIDED);
        } else {
            draft.worked()
                    .happens(CaseEventKind.DECIDED, CaseState.DECIDED, by, detail)
                    .isLeft(LeaseEnd.DECIDED)
                    .isDecided();
        }
    }
}
