package docket.platform.graph;

import docket.platform.mutation.Payload;
import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import docket.platform.request.GlobalId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Takes down, for the audit, what a caller has no right to. To whoever is bound to a company a row of others and one that does not exist are the same, to
 * Docket too: what such a caller does not find is taken down either way.
 */
public final class Refusals {
    /** What errors of mutations are called that a caller cannot mend by another input: somebody else would be let through. */
    private static final Set<String> OF_RIGHT =
            Set.of("BEYOND_YOUR_OWN", "REVIEWER_UNKNOWN", "DUTIES_NOT_SEPARATE", "LEASE_OF_ANOTHER");

    /** How errors of mutations end that tell of a row which is not there. */
    private static final String OF_ROWS = "_UNKNOWN";

    private final Caller caller;
    private final BiConsumer<String, Set<GlobalId>> trail;

    /** @param trail takes what was refused, and the rows that the caller named */
    Refusals(Caller caller, BiConsumer<String, Set<GlobalId>> trail) {
        this.caller = caller;
        this.trail = trail;
    }

    /** An id of a type that the caller's scopes leave out. */
    void ofType(String argument, GlobalId id) {
        trail.accept("beyond its scopes: '%s' is a %s".formatted(argument, id.type()), Set.of());
    }

    /** What the caller looked up, and was told that there is none. */
    public void ofNothing(String what) {
        ofNothing(what, Set.of());
    }

    void ofNothing(String what, Collection<GlobalId> rows) {
        if (caller.isBound()) {
            trail.accept("%s: none that it may see".formatted(what), Set.copyOf(rows));
        }
    }

    void ofMutation(String field, Arguments arguments, Payload payload) {
        var rows = new LinkedHashMap<String, Set<GlobalId>>();
        for (var error : payload.userErrors()) {
            if (OF_RIGHT.contains(error.code())
                    || (caller.isBound() && error.code().endsWith(OF_ROWS))) {
                add(
                        at(error.field(), arguments.values()),
                        rows.computeIfAbsent(error.code(), any -> new LinkedHashSet<>()));
            }
        }
        rows.forEach((code, ids) -> trail.accept("%s: %s".formatted(field, code), ids));
    }

    /** What stands at the path of an input's field; null: nothing. */
    private static @Nullable Object at(List<String> path, Object input) {
        Object value = input;
        for (var step : path) {
            if (value instanceof Map<?, ?> fields) {
                value = fields.get(step);
            } else if (value instanceof List<?> elements && step.matches("\\d{1,6}")) {
                var place = Integer.parseInt(step);
                value = place < elements.size() ? elements.get(place) : null;
            } else {
                return null;
            }
        }
        return value;
    }

    private static void add(@Nullable Object value, Set<GlobalId> into) {
        switch (value) {
            case String text -> {
                var id = GlobalId.parse(text);
                if (id != null) {
                    into.add(id);
                }
            }
            case List<?> elements -> elements.forEach(element -> add(element, into));
            case null, default -> {
                // no id
            }
        }
    }
}
