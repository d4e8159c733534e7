package docket.platform.listing;

import docket.platform.request.Arguments;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The arguments that every connection takes, checked.
 *
 * @param backward whether the page is counted from the end: the rows before {@code cursor}
 */
record PageArguments(
        int size, boolean backward, @Nullable Cursor cursor, String order, boolean ascending, Filter filter) {
    private static final int DEFAULT_SIZE = 25;
    private static final int MAX_SIZE = 100;

    static PageArguments of(Listing<?> listing, Arguments arguments, boolean scoped) {
        var first = arguments.optionalInt("first");
        var last = arguments.optionalInt("last");
        if (first != null && last != null) {
            throw GraphException.badInput("last", "Pass either 'first' or 'last', not both");
        }
        var backward = last != null || (first == null && arguments.has("before"));
        forbid(arguments, backward ? "after" : "before", backward ? "last" : "first");
        var orderBy = arguments.object("orderBy");
        var order = (String) orderBy.getOrDefault("field", listing.defaultOrder());
        var direction = (String) orderBy.get("direction");
        var ascending = direction == null ? listing.orderField(order).ascendingFirst() : direction.equals("ASC");
        var input = arguments.object("filter");
        var filter = input.isEmpty()
                ? Filter.NONE
                : Filter.of(scoped ? listing::scopedFilterField : listing::filterField, input);
        var size = size(backward ? "last" : "first", backward ? last : first);
        return new PageArguments(size, backward, cursor(listing, arguments, order, backward), order, ascending, filter);
    }

    /**
     * Refuses what would have to read or sort the whole of a large table.
     *
     * @param offered which filters the caller knows of
     */
    void requireServed(Listing<?> listing, Predicate<String> offered) {
        if (filter.anchored() || listing.isSmall()) {
            return;
        }
        var anchors = listing.anchors().stream().filter(offered).toList();
        if (filter != Filter.NONE) {
            throw refusal(
                    "filter", "No index serves this filter alone. Add one of: %s (in every branch of 'or')", anchors);
        }
        if (listing.needsAnchor(order)) {
            throw refusal(
                    "orderBy",
                    "No index serves the order " + order + " of the whole list. Filter by one of: %s",
                    anchors);
        }
    }

    private static GraphException refusal(String argument, String message, List<String> anchors) {
        var details = Map.of("argument", argument, "anchors", anchors);
        return new GraphException(ErrorCode.BAD_USER_INPUT, message.formatted(String.join(", ", anchors)), details);
    }

    private static int size(String argument, @Nullable Integer size) {
        if (size != null && size > MAX_SIZE) {
            throw GraphException.tooMuch(
                    argument,
                    "'%s' is from 1 to %d, not %d: ask for the rest in further pages"
                            .formatted(argument, MAX_SIZE, size),
                    size,
                    MAX_SIZE);
        }
        if (size != null && size < 1) {
            throw GraphException.badInput(argument, "'%s' is from 1 to %d, not %d".formatted(argument, MAX_SIZE, size));
        }
        return size == null ? DEFAULT_SIZE : size;
    }

    private static void forbid(Arguments arguments, String cursor, String size) {
        if (arguments.has(cursor)) {
            throw GraphException.badInput(cursor, "'%s' does not go with '%s'".formatted(cursor, size));
        }
    }

    private static @Nullable Cursor cursor(Listing<?> listing, Arguments arguments, String order, boolean backward) {
        var argument = backward ? "before" : "after";
        if (!arguments.has(argument)) {
            return null;
        }
        return Cursor.decode(
                arguments.string(argument),
                order,
                listing.orderField(order).column().getType(),
                argument);
    }
}
