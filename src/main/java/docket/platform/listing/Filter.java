package docket.platform.listing;

import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.impl.DSL;

/**
 * A filter argument as a condition.
 *
 * @param anchored whether an index leads to the rows
 */
record Filter(Condition condition, boolean anchored) {
    static final Filter NONE = new Filter(DSL.noCondition(), false);
    private static final String OR = "or";
    private static final int MAX_VALUES = 100;
    private static final int MAX_TEXT = 500;

    static Filter of(Listing<?> listing, Map<String, Object> input) {
        return all(listing, input, "filter");
    }

    private static Filter all(Listing<?> listing, Map<String, Object> input, String path) {
        var conditions = new ArrayList<Condition>();
        var anchored = false;
        for (var entry : input.entrySet()) {
            if (entry.getValue() == null) {
                continue;
            }
            var part = entry.getKey().equals(OR)
                    ? any(listing, objects(entry.getValue()), path + "." + OR)
                    : one(listing, entry.getKey(), object(entry.getValue()), path + "." + entry.getKey());
            conditions.add(part.condition());
            anchored |= part.anchored();
        }
        return new Filter(DSL.and(conditions), anchored);
    }

    private static Filter any(Listing<?> listing, List<Map<String, Object>> branches, String path) {
        checkLength(branches.size(), path);
        var parts = branches.stream().map(branch -> all(listing, branch, path)).toList();
        var condition = DSL.or(parts.stream().map(Filter::condition).toList());
        return new Filter(condition, !parts.isEmpty() && parts.stream().allMatch(Filter::anchored));
    }

    private static Filter one(Listing<?> listing, String name, Map<String, Object> input, String path) {
        var field = listing.filterField(name);
        if (field == null) {
            throw new IllegalStateException("filter %s is in the schema but not in the listing".formatted(path));
        }
        var operators = checked(input, field, path);
        var leads = operators.keySet().stream()
                .anyMatch(operator ->
                        !operator.equals("isNull") && !operator.equals("notIn") && !operator.equals("contains"));
        return new Filter(
                operators.isEmpty() ? DSL.noCondition() : field.condition().apply(operators), field.anchor() && leads);
    }

    private static Map<String, Object> checked(Map<String, Object> input, Listing.FilterField field, String path) {
        var operators = new LinkedHashMap<String, Object>();
        input.forEach((operator, value) -> {
            if (value != null) {
                operators.put(operator, checked(value, field, path + "." + operator));
            }
        });
        return operators;
    }

    private static Object checked(Object value, Listing.FilterField field, String path) {
        if (value instanceof List<?> values) {
            checkLength(values.size(), path);
            return values.stream().map(element -> checked(element, field, path)).toList();
        }
        if (!(value instanceof String text)) {
            return value;
        }
        if (text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            throw GraphException.badInput(
                    path, "'%s' takes at most %d characters and no null character".formatted(path, MAX_TEXT));
        }
        return field.idType() == null ? text : GlobalId.decode(text, field.idType(), path);
    }

    private static void checkLength(int length, String path) {
        if (length > MAX_VALUES) {
            throw GraphException.badInput(
                    path, "'%s' takes at most %d values, not %d".formatted(path, MAX_VALUES, length));
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
