package docket.decisions;

import docket.cases.Case;
import docket.cases.CaseWork.Evidence;
import docket.platform.mutation.MutationCall;
import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import docket.platform.sql.Later;
import docket.policies.Policies;
import docket.policies.PolicyClause;
import docket.sops.Procedure;
import docket.sops.Sops;
import docket.subjects.Subjects;
import docket.subjects.Subjects.Background;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to decide, checked part by part; each part takes one statement, however long it is.
 *
 * @param before the case as it stands
 */
record DecisionInput(MutationCall call, Case before, Instant now, Faults faults) {
    private static final int LONGEST_RATIONALE = 5_000;
    private static final int MOST_CLAUSES = 20;
    private static final int MOST_ACTIONS = 20;
    private static final int LONGEST_PATH = 100;

    private Arguments input() {
        return call.input();
    }

    String outcome() {
        return input().string("outcome");
    }

    boolean isViolation() {
        return outcome().equals("VIOLATION");
    }

    String rationale() {
        var text = input().string("rationale").strip();
        if (!MutationCall.isSaid(text, LONGEST_RATIONALE)) {
            faults.add(DecisionErrorCode.TEXT_INVALID, "rationale", MutationCall.askFor(LONGEST_RATIONALE));
        }
        return text;
    }

    List<String> path() {
        return input().list("sopPath");
    }

    private boolean isTooLong(List<?> list, String field, int most) {
        if (list.size() > most) {
            faults.add(DecisionErrorCode.TOO_MANY, field, "%d at most, not %d".formatted(most, list.size()));
        }
        return list.size() > most;
    }

    /** What the input names, asked for at once. */
    record Asked(
            Later<List<PolicyClause>> clauses,
            Later<Map<@Nullable String, Procedure>> procedures,
            Later<Map<UUID, Map<String, MeasureRule>>> rules,
            Later<List<Background>> backgrounds) {}

    /** @param cases that are decided by it; what is asked about them is in their order, or by case or market */
    Asked ask(List<Case> cases) {
        var sellers = new ArrayList<@Nullable UUID>();
        var claims = new ArrayList<@Nullable UUID>();
        var markets = new LinkedHashSet<@Nullable String>();
        for (var each : cases) {
            sellers.add(each.sellerId());
            claims.add(each.iprClaimId());
            markets.add(each.market());
        }
        var sop = call.id("sop", "Sop");
        var clauses = clauseFields().keySet();
        return new Asked(
                clauses.isEmpty() || clauses.size() > MOST_CLAUSES
                        ? Later.known(List.of())
                        : Policies.clauses(call.sql(), clauses),
                Sops.procedures(call.sql(), sop, input().optionalString("locale"), markets, now),
                DecideRepository.rules(call.sql(), kinds(), cases, now),
                actions().isEmpty() ? Later.known(List.of()) : Subjects.backgrounds(call.sql(), sellers, claims));
    }

    /** The clauses that are named, each with the field that names it first. */
    private Map<UUID, String> clauseFields() {
        var told = input().<String>list("clauses");
        var fields = new LinkedHashMap<UUID, String>();
        for (var place = 0; place < told.size(); place++) {
            var field = "clauses." + place;
            fields.putIfAbsent(GlobalId.decode(told.get(place), "PolicyClause", "input." + field), field);
        }
        return fields;
    }

    /** In the order of the input, the principal one first; empty when something is wrong. */
    List<PolicyClause> clauses(Asked asked) {
        var named = clauseFields();
        if (named.isEmpty()) {
            faults.add(DecisionErrorCode.CLAUSE_MISSING, "clauses", "Name the clause applied, or examined");
        }
        if (named.isEmpty() || isTooLong(List.copyOf(named.keySet()), "clauses", MOST_CLAUSES)) {
            return List.of();
        }
        var found = asked.clauses().get().stream().collect(Collectors.toMap(PolicyClause::id, Function.identity()));
        var clauses = new ArrayList<PolicyClause>();
        named.forEach((id, field) -> {
            var clause = found.get(id);
            if (clause == null) {
                faults.add(DecisionErrorCode.CLAUSE_UNKNOWN, field, "There is no such clause");
            } else {
                requireInForce(clause, field);
                clauses.add(clause);
            }
        });
        return clauses;
    }

    private void requireInForce(PolicyClause clause, String field) {
        var today = now.atOffset(ZoneOffset.UTC).toLocalDate();
        var endsOn = clause.endsOn();
        if (clause.effectiveOn().isAfter(today) || (endsOn != null && !endsOn.isAfter(today))) {
            faults.add(
                    DecisionErrorCode.CLAUSE_NOT_IN_FORCE,
                    field,
                    "Revision %d of clause %s is not in force today: name the one that is"
                            .formatted(clause.revision(), clause.number()));
        }
    }

    /** @param procedure in the case's market; null: there is none */
    @Nullable
    UUID sopVersion(@Nullable Procedure procedure) {
        if (procedure == null) {
            faults.add(DecisionErrorCode.SOP_UNKNOWN, "sop", "There is no such procedure");
            return null;
        }
        if (procedure.versionId() == null) {
            faults.add(
                    DecisionErrorCode.SOP_NOT_EFFECTIVE,
                    input().has("locale") ? "locale" : "sop",
                    "No version of it is in force for market %s%s: follow another procedure, or another locale of it"
                            .formatted(before.market(), input().has("locale") ? " and this locale" : ""));
        } else {
            checkPath(procedure);
        }
        return procedure.versionId();
    }

    private void checkPath(Procedure procedure) {
        if (isTooLong(path(), "sopPath", LONGEST_PATH)) {
            return;
        }
        var misstep = procedure.misstep(path());
        if (misstep != null) {
            faults.add(DecisionErrorCode.SOP_PATH_INVALID, "sopPath", misstep);
        }
    }

    private List<Arguments> actions() {
        return input().<Map<String, Object>>list("actions").stream()
                .map(Arguments::new)
                .toList();
    }

    String[] kinds() {
        return actions().stream()
                .map(action -> action.string("kind"))
                .distinct()
                .toArray(String[]::new);
    }

    /** In the order of the input. */
    List<PlannedMeasure> measures(Map<String, MeasureRule> rules, Background background) {
        var actions = actions();
        if (actions.isEmpty() || isTooLong(actions, "actions", MOST_ACTIONS)) {
            return List.of();
        }
        if (!isViolation()) {
            faults.add(
                    DecisionErrorCode.ACTION_WITHOUT_VIOLATION,
                    "actions",
                    "Measures follow from a violation: leave them out, or decide VIOLATION");
            return List.of();
        }
        var targets = Targets.of(before, background);
        var planned = new ArrayList<PlannedMeasure>();
        var contradictions = new Contradictions(faults);
        for (var place = 0; place < actions.size(); place++) {
            var action = new MeasureInput(actions.get(place), "actions." + place, now, faults);
            var rule = rules.get(action.fields().string("kind"));
            var measure = rule == null ? null : action.planned(rule, targets, background);
            if (measure != null) {
                contradictions.add(measure, action.path());
                planned.add(measure);
            }
        }
        return planned;
    }

    /** The shortest time that an approval may take; null: none is needed. */
    static @Nullable Duration approvalWithin(
            List<PlannedMeasure> measures, Map<String, MeasureRule> rules, boolean isTrainee) {
        var trainee = rules.get(DecideRepository.OF_TRAINEES);
        var shortest = isTrainee && trainee != null ? trainee.approvalWithin() : null;
        for (var measure : measures) {
            var within = measure.approvalWithin();
            if (within != null && (shortest == null || within.compareTo(shortest) < 0)) {
                shortest = within;
            }
        }
        return shortest;
    }

    /** The picture of the subject that it names; null: none. */
    @Nullable
    UUID snapshot() {
        return call.optionalId("snapshot", "SubjectSnapshot");
    }

    /** @param found null: the case has no such picture as is named */
    @Nullable
    Evidence evidence(@Nullable Evidence found) {
        if (found == null) {
            faults.add(DecisionErrorCode.SNAPSHOT_UNKNOWN, "snapshot", "The case has no such picture of its subject");
        }
        return found;
    }

    /** Measures of earlier decisions that go on. */
    List<UUID> kept(Standing standing) {
        var told = input().<String>list("keepActions");
        if (isTooLong(told, "keepActions", LONGEST_PATH)) {
            return List.of();
        }
        var kept = new LinkedHashSet<UUID>();
        for (var place = 0; place < told.size(); place++) {
            var id = GlobalId.decode(told.get(place), "EnforcementAction", "input.keepActions." + place);
            if (!standing.actionIds().contains(id)) {
                faults.add(
                        DecisionErrorCode.ACTION_UNKNOWN,
                        "keepActions." + place,
                        "No earlier decision of this case has such a measure in force");
            }
            kept.add(id);
        }
        if (!kept.isEmpty() && !isViolation()) {
            faults.add(
                    DecisionErrorCode.ACTION_WITHOUT_VIOLATION,
                    "keepActions",
                    "Without a violation no measure goes on: leave it out, or decide VIOLATION");
        }
        return List.copyOf(kept);
    }
}
