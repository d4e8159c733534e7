package docket.cases;

import docket.platform.bulk.Failure;
import docket.platform.bulk.PlanItem;
import docket.platform.mutation.MutationCall;
import docket.platform.mutation.Refusal;
import docket.platform.mutation.UserError;
import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The cases that a bulk mutation is about: its input names them in {@code cases}, or says in {@code waiting} which of those that wait. */
public final class ChosenCases {
    public static final int MOST = 1_000;

    /** Of one kind; there may be a thousand. */
    private static final int MOST_ERRORS = 20;

    /** What the mutation says when none are named or found, when one is not there, and when there are too many. */
    public record Codes(Enum<?> missing, Enum<?> unknown, Enum<?> tooMany) {}

    private final MutationCall call;
    private final CaseWork work;
    private final Codes codes;

    private ChosenCases(MutationCall call, CaseWork work, Codes codes) {
        this.call = call;
        this.work = work;
        this.codes = codes;
    }

    /**
     * As they are, not locked, in the order of the input, or the most urgent first.
     *
     * @throws Refusal when there are none, too many, or some that the caller does not see
     */
    public static List<WorkedCase> seen(MutationCall call, CaseWork work, Codes codes) {
        var chosen = new ChosenCases(call, work, codes);
        var asked = chosen.asked();
        var seen =
                work.seen(call, asked.keySet()).stream().collect(Collectors.toMap(WorkedCase::id, Function.identity()));
        chosen.requireAll(asked, seen.keySet());
        return asked.keySet().stream().map(seen::get).toList();
    }

    /**
     * Those of a plan that are as they were when they were looked at, locked, in the order of their ids. What was expected to fail is not among them.
     *
     * @param failures gets all that have been changed since
     */
    public static List<WorkedCase> unchanged(
            MutationCall call, CaseWork work, List<PlanItem> items, Map<UUID, Failure> failures) {
        var versions = new HashMap<UUID, Integer>();
        for (var item : items) {
            if (item.failure() == null) {
                versions.put(item.caseId(), item.version());
                failures.put(item.caseId(), Failure.of(CaseErrorCode.CASE_UNKNOWN, "The case is out of reach by now"));
            }
        }
        var unchanged = new ArrayList<WorkedCase>();
        for (var worked : work.locked(call, versions.keySet())) {
            if (worked.before().version() == Objects.requireNonNull(versions.get(worked.id()))) {
                failures.remove(worked.id());
                unchanged.add(worked);
            } else {
                failures.put(worked.id(), hasChanged(worked));
            }
        }
        return unchanged;
    }

    static Failure hasChanged(WorkedCase worked) {
        return Failure.of(
                CaseErrorCode.VERSION_CONFLICT,
                "The case has been changed since: it is %s, version %d"
                        .formatted(worked.state(), worked.before().version()));
    }

    /** Each with the field by which it is asked for. */
    private Map<UUID, String> asked() {
        var named = call.input().<String>list("cases");
        if (named.isEmpty() == !call.input().has("waiting")) {
            throw Refusal.of(codes.missing(), "cases", "Name cases, or say in 'waiting' which; one of the two");
        }
        return named.isEmpty() ? waiting() : named(named);
    }

    private Map<UUID, String> named(List<String> named) {
        requireFew(named.size(), "cases");
        var fields = new LinkedHashMap<UUID, String>();
        for (var place = 0; place < named.size(); place++) {
            var field = "cases." + place;
            fields.putIfAbsent(GlobalId.decode(named.get(place), "Case", "input." + field), field);
        }
        return fields;
    }

    private Map<UUID, String> waiting() {
        var which = new Arguments(call.input().object("waiting"));
        var waiting = new WaitingCases(
                id(which, "queue", "Queue"),
                id(which, "seller", "Seller"),
                id(which, "creator", "Creator"),
                which.list("severities"),
                which.optionalString("market"));
        if (waiting.queueId() == null && waiting.sellerId() == null && waiting.creatorId() == null) {
            throw Refusal.of(codes.missing(), "waiting", "Name at least a queue, a seller or a creator");
        }
        var found = new LinkedHashMap<UUID, String>();
        work.waiting(call, waiting, MOST + 1).forEach(id -> found.put(id, "waiting"));
        requireFew(found.size(), "waiting");
        if (found.isEmpty()) {
            throw Refusal.of(codes.missing(), "waiting", "No such case waits");
        }
        return found;
    }

    private void requireFew(int size, String field) {
        if (size > MOST) {
            throw Refusal.of(
                    codes.tooMany(),
                    field,
                    "%d cases at most; narrow it down, or do it in several goes".formatted(MOST));
        }
    }

    private void requireAll(Map<UUID, String> asked, Set<UUID> seen) {
        var unknown = asked.entrySet().stream()
                .filter(one -> !seen.contains(one.getKey()))
                .limit(MOST_ERRORS)
                .map(one -> UserError.of(codes.unknown(), one.getValue(), "There is no such case"))
                .toList();
        if (!unknown.isEmpty()) {
            throw Refusal.of(unknown);
        }
    }

    private static @Nullable UUID id(Arguments which, String field, String type) {
        return which.has(field) ? GlobalId.decode(which.string(field), type, "input.waiting." + field) : null;
    }
}
