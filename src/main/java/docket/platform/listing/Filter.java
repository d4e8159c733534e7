package docket.platform.listing;

import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A filter argument, checked: its comparisons, of which those of one level all have to hold.
 *
 * @param anchored whether an index leads to the rows
 */
record Filter(List<Part> parts, boolean anchored) {
    static final Filter NONE = new Filter(List.of(), false);
    private static final String ROOT = "filter";
    private static final String OR = "or";
    private static final int MAX_VALUES = 100;
    private static final int MAX_TEXT = 500;

    sealed interface Part {
        void bind(Bindings bindings);

        Condition condition();
    }

    /** One field with its operators. */
    record One(Comparison comparison, String name, String path, Map<String, Object> operators) implements Part {
        @Override
        public void bind(Bindings bindings) {
            comparison.bind(path, operators, bindings);
        }

        @Override
        public Condition condition() {
            return comparison.condition(path, operators);
        }
    }

    /** Branches of which one has to hold. */
    record Any(List<Filter> branches) implements Part {
        @Override
        public void bind(Bindings bindings) {
            bindings.shape("or" + branches.size());
            branches.forEach(branch -> {
                branch.bind(bindings);
                bindings.shape(";");
            });
        }

        @Override
        public Condition condition() {
            return DSL.or(branches.stream().map(Filter::condition).toList());
        }
    }

    void bind(Bindings bindings) {
        parts.forEach(part -> part.bind(bindings));
    }

    Condition condition() {
        return DSL.and(parts.stream().map(Part::condition).toList());
    }

    /** The operators of a field that has to hold in any case; null when it is not asked for. */
    @Nullable
    Map<String, Object> operators(String name) {
        for (var part : parts) {
            if (part instanceof One one && one.name().equals(name)) {
                return one.operators();
            }
        }
        return null;
    }

    Filter without(String name) {
        return new Filter(
                parts.stream()
                        .filter(part -> !(part instanceof One one && one.name().equals(name)))
                        .toList(),
                anchored);
    }

    /** @param fields by name */
    static Filter of(Function<String, Listing.@Nullable FilterField> fields, Map<String, Object> input) {
        FilterSize.require(input);
        return all(fields, input, ROOT);
    }

    private static Filter all(
            Function<String, Listing.@Nullable FilterField> fields, Map<String, Object> input, String path) {
        var parts = new ArrayList<Part>();
        var anchored = false;
        for (var entry : input.entrySet()) {
            if (entry.getValue() == null) {
                continue;
            }
            var name = entry.getKey();
            if (name.equals(OR)) {
                var any = any(fields, objects(entry.getValue()), path + "." + OR);
                parts.add(any);
                anchored |= !any.branches().isEmpty() && any.branches().stream().allMatch(Filter::anchored);
            } else {
                var field = field(fields, name);
                requireServedHere(field, name, path);
                var one = one(field, name, object(entry.getValue()), path + "." + name);
                if (!one.operators().isEmpty()) {
                    parts.add(one);
                }
                anchored |= field.anchor() && leads(one.operators());
            }
        }
        return new Filter(List.copyOf(parts), anchored);
    }

    /** A condition that holds words beside others has no index, and makes the search vector of each row anew. */
    private static void requireServedHere(Listing.FilterField field, String name, String path) {
        if (field.comparison() instanceof Comparison.Words && !path.equals(ROOT)) {
            throw GraphException.badInput(
                    path + "." + name,
                    "'%s.%s' looks for words, which no index serves inside 'or': write '%s' beside 'or', or ask for each text in a list under an alias of its own"
                            .formatted(path, name, name));
        }
    }

    private static Any any(
            Function<String, Listing.@Nullable FilterField> fields, List<Map<String, Object>> branches, String path) {
        checkLength(branches.size(), path);
        var filters = new ArrayList<Filter>();
        for (var branch : branches) {
            filters.add(all(fields, branch, path + "." + filters.size()));
        }
        return new Any(List.copyOf(filters));
    }

    private static Listing.FilterField field(Function<String, Listing.@Nullable FilterField> fields, String name) {
        var field = fields.apply(name);
        if (field == null) {
            throw new IllegalStateException("filter %s is in the schema but not in the listing".formatted(name));
        }
        return field;
    }

    private static One one(Listing.FilterField field, String name, Map<String, Object> input, String path) {
        return new One(field.comparison(), name, path, checked(input, field, path));
    }

    private static boolean leads(Map<String, Object> operators) {
        return operators.keySet().stream()
                .anyMatch(operator ->
                        !operator.equals("isNull") && !operator.equals("notIn") && !operator.equals("contains"));
    }

    private static Map<String, Object> checked(Map<String, Object> input, Listing.FilterField field, String path) {
        var operators = new LinkedHashMap<String, Object>();
        input.forEach((operator, value) -> {
            if (value == null) {
                return;
            }
            var operand = checked(value, field, path + "." + operator);
            // One value of a list is better served: an index keeps its order within one value, not within several.
            if (operator.equals("in")
                    && operand instanceof List<?> only
                    && only.size() == 1
                    && !input.containsKey("eq")) {
                operators.put("eq", only.getFirst());
            } else {
                operators.put(operator, operand);
            }
        });
        return operators;
    }

    private static Object checked(Object value, Listing.FilterField field, String path) {
        if (value instanceof List<?> values) {
            checkLength(values.size(), path);
            return IntStream.range(0, values.size())
                    .mapToObj(index -> checked(values.get(index), field, path + "." + index))
                    .toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.length() > MAX_TEXT) {
            throw GraphException.tooMuch(
                    path,
                    "'%s' takes at most %d characters, not %d: shorten it".formatted(path, MAX_TEXT, text.length()),
                    text.length(),
                    MAX_TEXT);
        }
        if (text.indexOf('\0') >= 0) {
            throw GraphException.badInput(path, "'%s' takes no null character".formatted(path));
        }
        if (field.idType() != null) {
            return field.idType().equals(Listing.ANY_TYPE)
                    ? GlobalId.decode(text, path).id()
                    : GlobalId.decode(text, field.idType(), path);
        }
        return field.comparison() instanceof Comparison.ToValues(var column) && column.getType() == UUID.class
                ? uuid(text, path)
                : text;
    }

    private static UUID uuid(String text, String path) {
        try {
            var uuid = UUID.fromString(text);
            if (uuid.toString().equalsIgnoreCase(text)) {
                return uuid;
            }
        } catch (IllegalArgumentException malformed) {
            // answered below, like what is shorter than a whole one
        }
        throw GraphException.badInput(
                path, "'%s' is no UUID: pass one such as 5b0c2f10-0000-4000-8000-000000000001".formatted(path));
    }

    private static void checkLength(int length, String path) {
        if (length > MAX_VALUES) {
            throw GraphException.tooMuch(
                    path,
                    "'%s' takes at most %d values, not %d: ask for the others in further requests"
                            .formatted(path, MAX_VALUES, length),
                    length,
                    MAX_VALUES);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object value) {
        return (List<Map<String, Object>>) value;
    }
}
