package docket.decisions;

import docket.cases.CaseState;
import docket.cases.Fitness;
import docket.cases.Fitness.Misfit;
import docket.cases.WorkedCase;
import docket.platform.bulk.Failure;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.policies.PolicyClause;
import docket.sops.Procedure;
import docket.subjects.Subjects.Background;
import docket.vendors.Worker;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What one template makes of many cases. All that it rests on is read at once, in as many statements for a thousand cases as for one.
 *
 * @param template its fields are the input
 * @param clauses the principal one first
 */
record BulkDrafts(MutationCall template, String rationale, List<PolicyClause> clauses, List<BulkDraft> drafts) {

    /** What depends on the case. Whatever else is wrong is wrong with the template. */
    private static final Set<DecisionErrorCode> OF_A_CASE = EnumSet.of(
            DecisionErrorCode.SOP_NOT_EFFECTIVE,
            DecisionErrorCode.SOP_PATH_INVALID,
            DecisionErrorCode.ACTION_UNFIT,
            DecisionErrorCode.NOTICE_TOO_SHORT);

    /** What the cases rest on, by case or market. */
    private record Grounds(
            Map<UUID, Misfit> misfits,
            Map<@Nullable String, Procedure> procedures,
            Map<UUID, Map<String, MeasureRule>> rules,
            Map<UUID, Background> backgrounds,
            Map<UUID, Standing> standings) {}

    /**
     * In the order of the cases.
     *
     * @param cases at least one
     * @param refusal tells whoever sent the template, or named it, what is wrong with it, whatever the case
     */
    static BulkDrafts of(
            MutationCall template, Worker worker, List<WorkedCase> cases, Function<List<UserError>, Refusal> refusal) {
        var first = cases.getFirst();
        var faults = new Faults();
        var common = new DecisionInput(template, first.before(), first.at(), faults);
        var rationale = common.rationale();
        var asked = common.ask(cases.stream().map(WorkedCase::before).toList());
        var clauses = common.clauses(asked);
        refuse(faults.errors(), refusal);
        var grounds = grounds(common, asked, worker, cases);
        var drafts = cases.stream()
                .map(worked -> draft(template, worker, worked, grounds, refusal))
                .toList();
        return new BulkDrafts(template, rationale, clauses, drafts);
    }

    private static void refuse(List<UserError> errors, Function<List<UserError>, Refusal> refusal) {
        if (!errors.isEmpty()) {
            throw refusal.apply(errors);
        }
    }

    private static Grounds grounds(
            DecisionInput common, DecisionInput.Asked asked, Worker worker, List<WorkedCase> cases) {
        var sql = common.call().sql();
        var ids = cases.stream().map(WorkedCase::id).toList();
        var misfits = Fitness.misfits(sql, worker, cases);
        var standings = DecideRepository.standings(sql, ids);
        var found = asked.backgrounds().get();
        var backgrounds = new HashMap<UUID, Background>();
        for (var place = 0; place < found.size(); place++) {
            backgrounds.put(ids.get(place), found.get(place));
        }
        return new Grounds(
                misfits.get(), asked.procedures().get(), asked.rules().get(), backgrounds, standings.get());
    }

    private static BulkDraft draft(
            MutationCall template,
            Worker worker,
            WorkedCase worked,
            Grounds grounds,
            Function<List<UserError>, Refusal> refusal) {
        var before = worked.before();
        var faults = new Faults();
        var input = new DecisionInput(template, before, worked.at(), faults);
        var rules = grounds.rules().getOrDefault(before.id(), Map.of());
        var sopVersion = input.sopVersion(grounds.procedures().get(before.market()));
        var background = grounds.backgrounds().getOrDefault(before.id(), Background.NONE);
        var measures = input.measures(rules, background);
        refuse(faults.errors().stream().filter(error -> !isOfACase(error)).toList(), refusal);
        var standing = grounds.standings().getOrDefault(before.id(), Standing.NONE);
        var failure = failure(worked, worker, grounds.misfits().get(before.id()), standing);
        if (failure == null && !faults.errors().isEmpty()) {
            var fault = faults.errors().getFirst();
            failure = Failure.of(BulkFault.valueOf(fault.code()), fault.message());
        }
        var within = DecisionInput.approvalWithin(measures, rules, worker.isTrainee(before.domain()));
        return new BulkDraft(
                worked,
                sopVersion,
                within == null ? measures : DecideCase.waiting(measures, worked.at()),
                within == null ? null : worked.at().plus(within),
                standing.decisionId(),
                failure);
    }

    private static boolean isOfACase(UserError error) {
        return OF_A_CASE.contains(DecisionErrorCode.valueOf(error.code()));
    }

    private static @Nullable Failure failure(
            WorkedCase worked, Worker worker, @Nullable Misfit misfit, Standing standing) {
        var state = stateFailure(worked, worker, worked.at());
        if (state != null) {
            return state;
        }
        if (misfit != null) {
            return Failure.of(BulkFault.valueOf(misfit.code().name()), misfit.why());
        }
        return standing.actionIds().isEmpty()
                ? null
                : Failure.of(
                        BulkFault.STILL_IN_FORCE,
                        "Measures of an earlier decision are in force: which go on is a choice for this case alone; decide it by itself");
    }

    private static @Nullable Failure stateFailure(WorkedCase worked, Worker worker, Instant now) {
        var lease = worked.lease();
        if (worked.before().sourcePlatform() != null) {
            return Failure.of(
                    BulkFault.INVALID_TRANSITION,
                    "The case came with a statement of another platform: nothing is done to it here");
        }
        if (worked.state() == CaseState.QUEUED) {
            return null;
        }
        if (worked.state() != CaseState.IN_REVIEW || lease == null) {
            return Failure.of(
                    BulkFault.INVALID_TRANSITION,
                    "The case is %s: decided is what waits, or what the reviewer holds".formatted(worked.state()));
        }
        if (!lease.reviewerId().equals(worker.id())) {
            return Failure.of(
                    BulkFault.LEASE_OF_ANOTHER, "Somebody else holds the case until %s".formatted(lease.expiresAt()));
        }
        return now.isBefore(lease.expiresAt())
                ? null
                : Failure.of(BulkFault.LEASE_EXPIRED, "The lease ran out at %s".formatted(lease.expiresAt()));
    }

    List<BulkDraft> sound() {
        return drafts.stream().filter(draft -> draft.failure() == null).toList();
    }

    Map<UUID, Failure> failures() {
        return drafts.stream()
                .filter(draft -> draft.failure() != null)
                .collect(Collectors.toMap(
                        draft -> draft.worked().id(), draft -> Objects.requireNonNull(draft.failure())));
    }
}
