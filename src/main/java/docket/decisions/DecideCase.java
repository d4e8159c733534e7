package docket.decisions;

import docket.cases.By;
import docket.cases.CaseEventKind;
import docket.cases.CaseState;
import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.cases.Fitness;
import docket.cases.LeaseEnd;
import docket.cases.WorkedCase;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.sql.Later;
import docket.subjects.Subjects.Background;
import docket.vendors.Vendors;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

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
        var held = work.held(call);
        var worker = held.worker();
        var worked = held.worked();
        var decision = decision(call, worked, worker);
        var ends = decision.supersedesId() != null && !decision.isProposal();
        if (ends) {
            EnforcementRepository.hold(call.sql(), worked.id(), decision.measures());
        }
        DecideRepository.write(call.sql(), List.of(decision));
        var id = worked.newId();
        if (decision.isProposal()) {
            worked.happens(
                            CaseEventKind.PROPOSED,
                            CaseState.PENDING_APPROVAL,
                            By.reviewer(worker.id()),
                            detail(id, decision.outcome(), decision.owesReasons()))
                    .leaseEnds(LeaseEnd.DECIDED);
        } else {
            if (ends) {
                EnforcementRepository.endSuperseded(call.sql(), List.of(id), worked.at());
            }
            work.settle(call.sql(), List.of(worked.id()), decision.category());
            worked.happens(
                            CaseEventKind.DECIDED,
                            CaseState.DECIDED,
                            By.reviewer(worker.id()),
                            ends
                                    ? detail(call, worked.id(), id, decision.outcome(), decision.owesReasons())
                                    : detail(id, decision.outcome(), decision.owesReasons()))
                    .isLeft(LeaseEnd.DECIDED)
                    .isDecided();
        }
        work.save(call.sql(), List.of(worked));
        return MutationResult.done(Map.of("case", worked.id(), "decision", id));
    }

    /** What clocks, and readers of the history, want to know of a decision. */
    static Map<String, Object> detail(UUID decision, String outcome, boolean owesReasons) {
        return Map.of("decision", decision.toString(), "outcome", outcome, "owesReasons", owesReasons);
    }

    /** As {@link #detail(UUID, String, boolean)}; measures of earlier decisions that it leaves in force untold are to be told with it. */
    static Map<String, Object> detail(
            MutationCall call, UUID caseId, UUID decision, String outcome, boolean owesReasons) {
        var left = CloseRepository.leftInForce(call.sql(), decision);
        var isUntold = left != null
                && OpenEnds.isUntold(
                        left, Cases.latestNotices(call.sql(), List.of(caseId)).get(caseId));
        if (!isUntold) {
            return detail(decision, outcome, owesReasons);
        }
        var detail = new HashMap<>(detail(decision, outcome, true));
        detail.put("keepsOwed", true);
        return detail;
    }

    private NewDecision decision(MutationCall call, WorkedCase worked, Worker worker) {
        var faults = new Faults();
        var before = worked.before();
        var input = new DecisionInput(call, before, worked.at(), faults);
        var misfits = Fitness.misfitsOfHolder(call.sql(), worker, worked);
        var asked = input.ask(List.of(before));
        var standings = before.decidedAt() == null
                ? Later.known(Map.<UUID, Standing>of())
                : DecideRepository.standings(call.sql(), List.of(worked.id()));
        var shift = shift(call, worker, worked.at());
        var asEvidence = work.evidence(call.sql(), List.of(worked), input.snapshot());
        var misfit = misfits.get().get(worked.id());
        if (misfit != null) {
            throw misfit.refusal("reviewer", worked.id());
        }
        var rationale = input.rationale();
        var clauses = input.clauses(asked);
        var sopVersion = input.sopVersion(asked.procedures().get().get(before.market()));
        var rules = asked.rules().get().getOrDefault(before.id(), Map.of());
        var background = asked.backgrounds().get().stream().findFirst().orElse(Background.NONE);
        var measures = input.measures(rules, background);
        var within = DecisionInput.approvalWithin(measures, rules, worker.isTrainee(before.domain()));
        var standing = standings.get().getOrDefault(worked.id(), Standing.NONE);
        var kept = input.kept(standing);
        var evidence = input.evidence(asEvidence.get().get(worked.id()));
        faults.refuse(worked.id());
        return new NewDecision(
                worked,
                worker,
                shift.get().orElse(null),
                Objects.requireNonNull(worked.lease()).token(),
                input.outcome(),
                clauses,
                Objects.requireNonNull(sopVersion),
                input.path(),
                Objects.requireNonNull(evidence),
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

    static Later<Optional<String>> shift(MutationCall call, Worker worker, Instant now) {
        var site = worker.siteId();
        return site == null ? Later.known(Optional.empty()) : Vendors.shiftAt(call.sql(), site, now);
    }
}
