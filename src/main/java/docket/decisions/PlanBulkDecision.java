package docket.decisions;

import docket.cases.Acting;
import docket.cases.CaseWork;
import docket.cases.WaitingCases;
import docket.cases.WorkedCase;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Looks at many cases as one decision would find them, and keeps what it saw; nothing happens to the cases. */
final class PlanBulkDecision implements Mutation {
    static final int MOST = 1_000;

    private final CaseWork work;

    PlanBulkDecision(CaseWork work) {
        this.work = work;
    }

    @Override
    public MutationResult run(MutationCall call) {
        var worker = Acting.reviewer(call);
        var asked = cases(call);
        var seen =
                work.seen(call, asked.keySet()).stream().collect(Collectors.toMap(WorkedCase::id, Function.identity()));
        requireAll(asked, seen.keySet());
        var inOrder = asked.keySet().stream().map(seen::get).toList();
        var drafts = BulkDrafts.of(call, worker, inOrder, Refusal::of);
        var bulk = BulkPlanRepository.plan(
                call.sql(), call.caller(), worker, BulkTemplate.text(call.input()), drafts.drafts());
        return MutationResult.done("bulkDecision", bulk);
    }

    /** In the order of the input, each with the field by which it is asked for. */
    private Map<UUID, String> cases(MutationCall call) {
        var input = call.input();
        var named = input.<String>list("cases");
        if (named.isEmpty() == !input.has("waiting")) {
            throw Refusal.of(
                    DecisionErrorCode.CASES_MISSING, "cases", "Name cases, or say in 'waiting' which; one of the two");
        }
        var asked = named.isEmpty() ? waiting(call) : decoded(named);
        if (asked.size() > MOST) {
            throw Refusal.of(
                    DecisionErrorCode.TOO_MANY,
                    named.isEmpty() ? "waiting" : "cases",
                    "%d cases at most; narrow it down, or decide them in several goes".formatted(MOST));
        }
        if (asked.isEmpty()) {
            throw Refusal.of(DecisionErrorCode.CASES_MISSING, "waiting", "No such case waits");
        }
        return asked;
    }

    private static Map<UUID, String> decoded(List<String> named) {
        if (named.size() > MOST) {
            throw Refusal.of(DecisionErrorCode.TOO_MANY, "cases", "%d at most, not %d".formatted(MOST, named.size()));
        }
        var fields = new LinkedHashMap<UUID, String>();
        for (var place = 0; place < named.size(); place++) {
            var field = "cases." + place;
            fields.putIfAbsent(GlobalId.decode(named.get(place), "Case", "input." + field), field);
        }
        return fields;
    }

    private Map<UUID, String> waiting(MutationCall call) {
        var which = new Arguments(call.input().object("waiting"));
        var waiting = new WaitingCases(
                id(which, "queue", "Queue"),
                id(which, "seller", "Seller"),
                id(which, "creator", "Creator"),
                which.list("severities"),
                which.optionalString("market"));
        if (waiting.queueId() == null && waiting.sellerId() == null && waiting.creatorId() == null) {
            throw Refusal.of(
                    DecisionErrorCode.CASES_MISSING, "waiting", "Name at least a queue, a seller or a creator");
        }
        var found = new LinkedHashMap<UUID, String>();
        work.waiting(call, waiting, MOST + 1).forEach(id -> found.put(id, "waiting"));
        return found;
    }

    private static @Nullable UUID id(Arguments which, String field, String type) {
        return which.has(field) ? GlobalId.decode(which.string(field), type, "input.waiting." + field) : null;
    }

    private static void requireAll(Map<UUID, String> asked, Set<UUID> seen) {
        var faults = new Faults();
        asked.forEach((id, field) -> {
            if (!seen.contains(id)) {
                faults.add(DecisionErrorCode.CASE_UNKNOWN, field, "There is no such case");
            }
        });
        if (!faults.errors().isEmpty()) {
            throw Refusal.of(faults.errors());
        }
    }
}
