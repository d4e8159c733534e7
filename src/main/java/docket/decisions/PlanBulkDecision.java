package docket.decisions;

import docket.cases.Acting;
import docket.cases.CaseWork;
import docket.cases.WaitingCases;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.MutationResult;
import docket.platform.mutation.Refusal;
import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
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
        var ids = cases(call);
        var seen = work.seen(call, ids).stream().collect(Collectors.toMap(worked -> worked.id(), worked -> worked));
        requireAll(ids, seen.keySet());
        var inOrder = ids.stream().map(seen::get).toList();
        var drafts = BulkDrafts.of(call, worker, inOrder);
        var bulk = BulkRepository.plan(
                call.sql(), call.caller(), worker, BulkTemplate.text(call.input()), drafts.drafts());
        return MutationResult.done("bulkDecision", bulk);
    }

    private List<UUID> cases(MutationCall call) {
        var input = call.input();
        var named = input.<String>list("cases");
        if (named.isEmpty() == !input.has("waiting")) {
            throw Refusal.of(
                    DecisionErrorCode.CASES_MISSING, "cases", "Name cases, or say in 'waiting' which; one of the two");
        }
        var ids = named.isEmpty() ? waiting(call) : decoded(named);
        if (ids.size() > MOST) {
            throw Refusal.of(
                    DecisionErrorCode.TOO_MANY,
                    named.isEmpty() ? "waiting" : "cases",
                    "%d cases at most; narrow it down, or decide them in several goes".formatted(MOST));
        }
        if (ids.isEmpty()) {
            throw Refusal.of(DecisionErrorCode.CASES_MISSING, "waiting", "No such case waits");
        }
        return ids;
    }

    private static List<UUID> decoded(List<String> named) {
        if (named.size() > MOST) {
            throw Refusal.of(DecisionErrorCode.TOO_MANY, "cases", "%d at most, not %d".formatted(MOST, named.size()));
        }
        var ids = new LinkedHashSet<UUID>();
        for (var place = 0; place < named.size(); place++) {
            ids.add(GlobalId.decode(named.get(place), "Case", "input.cases." + place));
        }
        return List.copyOf(ids);
    }

    private List<UUID> waiting(MutationCall call) {
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
        return work.waiting(call, waiting, MOST + 1);
    }

    private static @Nullable UUID id(Arguments which, String field, String type) {
        return which.has(field) ? GlobalId.decode(which.string(field), type, "input.waiting." + field) : null;
    }

    private static void requireAll(List<UUID> ids, Set<UUID> seen) {
        var faults = new Faults();
        for (var place = 0; place < ids.size(); place++) {
            if (!seen.contains(ids.get(place))) {
                faults.add(DecisionErrorCode.CASE_UNKNOWN, "cases." + place, "There is no such case");
            }
        }
        if (!faults.errors().isEmpty()) {
            throw Refusal.of(faults.errors());
        }
    }
}
