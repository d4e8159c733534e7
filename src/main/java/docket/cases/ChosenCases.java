package docket.cases;

import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cases that a bulk mutation is about: its input names them, or says which of those that wait. */
final class ChosenCases {
    static final int MOST = 1_000;

    /** Of one kind; there may be a thousand. */
    private static final int MOST_ERRORS = 20;

    private ChosenCases() {}

    /**
     * As they are, in the order of the input, or the most urgent first.
     *
     * @throws Refusal when there are none, too many, or some that the caller does not see
     */
    static List<WorkedCase> seen(MutationCall call, CaseWork work) {
        var input = call.input();
        var named = input.<String>list("cases");
        if (named.isEmpty() == !input.has("waiting")) {
            throw Refusal.of(
                    CaseErrorCode.CASES_MISSING, "cases", "Name cases, or say in 'waiting' which; one of the two");
        }
        var ids = named.isEmpty() ? waiting(call, work) : decoded(named);
        var seen = work.seen(call, ids).stream().collect(Collectors.toMap(WorkedCase::id, Function.identity()));
        var unknown = new ArrayList<UserError>();
        for (var place = 0; place < ids.size() && unknown.size() < MOST_ERRORS; place++) {
            if (!seen.containsKey(ids.get(place))) {
                unknown.add(UserError.of(CaseErrorCode.CASE_UNKNOWN, "cases." + place, "There is no such case"));
            }
        }
        if (!unknown.isEmpty()) {
            throw Refusal.of(unknown);
        }
        return ids.stream().map(seen::get).filter(Objects::nonNull).toList();
    }

    private static List<UUID> decoded(List<String> named) {
        requireFew(named.size(), "cases");
        var ids = new LinkedHashSet<UUID>();
        for (var place = 0; place < named.size(); place++) {
            ids.add(GlobalId.decode(named.get(place), "Case", "input.cases." + place));
        }
        return List.copyOf(ids);
    }

    private static List<UUID> waiting(MutationCall call, CaseWork work) {
        var which = new Arguments(call.input().object("waiting"));
        var waiting = new WaitingCases(
                id(which, "queue", "Queue"),
                id(which, "seller", "Seller"),
                id(which, "creator", "Creator"),
                which.list("severities"),
                which.optionalString("market"));
        if (waiting.queueId() == null && waiting.sellerId() == null && waiting.creatorId() == null) {
            throw Refusal.of(CaseErrorCode.CASES_MISSING, "waiting", "Name at least a queue, a seller or a creator");
        }
        var ids = work.waiting(call, waiting, MOST + 1);
        requireFew(ids.size(), "waiting");
        if (ids.isEmpty()) {
            throw Refusal.of(CaseErrorCode.CASES_MISSING, "waiting", "No such case waits");
        }
        return ids;
    }

    private static void requireFew(int size, String field) {
        if (size > MOST) {
            throw Refusal.of(
                    CaseErrorCode.TOO_MANY,
                    field,
                    "%d cases at most; narrow it down, or do it in several goes".formatted(MOST));
        }
    }

    private static @Nullable UUID id(Arguments which, String field, String type) {
        return which.has(field) ? GlobalId.decode(which.string(field), type, "input.waiting." + field) : null;
    }
}
