package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.LeaseEnd;
import docket.cases.WorkedCase;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.vendors.Vendors;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides a case that somebody holds, with the measures that follow; or proposes that, where a second pair of eyes is needed. What the decision
 * supersedes ends with it.
 */
final class DecideCase implements Mutation {
    private final CaseWork work;

    DecideCase(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worker = work.acting(call);
        var worked = work.locked(call);
        work.requireHeld(call, worked, worker);
        var decision = decision(call, worked, worker);
        var id = Objects.requireNonNull(
                DecideRepository.write(call.sql(), List.of(decision)).get(worked.id()));
        if (decision.isProposal()) {
            worked.happens(
                            CaseEventKind.PROPOSED,
                            CaseState.PENDING_APPROVAL,
                            By.reviewer(worker.id()),
                            detail(id, decision.outcome()))
                    .leaseEnds(LeaseEnd.DECIDED);
        } else {
            EnforcementRepository.endSuperseded(call.sql(), List.of(id), worked.at());
            work.settle(call.sql(), List.of(worked.id()), decision.category());
            worked.happens(
                            CaseEventKind.DECIDED,
                            CaseState.DECIDED,
                            By.reviewer(worker.id()),
                            detail(id, decision.outcome()))
                    .isLeft(LeaseEnd.DECIDED)
                    .isDecided();
        }
        work.save(call.sql(), List.of(worked));
        return MutationResult.done(Map.of("case", worked.id(), "decision", id));
    }

    /** What clocks, and readers of the history, want to know of a decision. */
    static Map<String, Object> detail(UUID decision, String outcome) {
        return Map.of("decision", decision.toString(), "outcome", outcome);
    }

    private NewDecision decision(MutationCall call, WorkedCase worked, Worker worker) {
        var faults = new Faults();
        var before = worked.before();
        var input = new DecisionInput(call, before, worked.at(), faults);
        var rationale = input.rationale();
        var clauses = input.clauses();
        var sopVersion = input.sopVersion();
        var rules = input.rules();
        var measures = input.measures(rules);
        var within = DecisionInput.approvalWithin(measures, rules, worker.isTrainee(before.domain()));
        var standing = before.decidedAt() == null ? Standing.NONE : DecideRepository.standing(call.sql(), worked.id());
        var kept = input.kept(standing);
        faults.refuse(worked.id());
        return new NewDecision(
                worked,
                worker,
                shift(call, worker, worked.at()),
                Objects.requireNonNull(worked.lease()).token(),
                input.outcome(),
                clauses,
                Objects.requireNonNull(sopVersion),
                input.path(),
                work.evidence(call, worked),
                rationale,
                within == null ? null : worked.at().plus(within),
                standing.decisionId(),
                kept,
                within == null ? measures : waiting(measures, worked.at()));
    }

    static List<PlannedMeasure> waiting(List<PlannedMeasure> measures, Instant now) {
        return measures.stream()
                .map(measure -> {
                    var effectiveAt = Objects.requireNonNull(measure.effectiveAt());
                    return measure.waiting(effectiveAt.isAfter(now) ? effectiveAt : null);
                })
                .toList();
    }

    static @Nullable String shift(MutationCall call, Worker worker, Instant now) {
        var site = worker.siteId();
        return site == null ? null : Vendors.shiftAt(call.sql(), site, now);
    }
}
