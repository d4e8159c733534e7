package docket.platform.listing;

import docket.platform.request.Arguments;
import docket.platform.request.GraphException;
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

    static PageArguments of(Listing<?> listing, Arguments arguments) {
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
        var filter = input.isEmpty() ? Filter.NONE : Filter.of(listing, input);
        var size = size(backward ? "last" : "first", backward ? last : first);
        return new PageArguments(size, backward, cursor(listing, arguments, order, backward), order, ascending, filter);
    }

    boolean isFiltered() {
        return filter != Filter.NONE;
    }

    private static int size(String argument, @Nullable Integer size) {
        if (size != null && (size < 1 || size > MAX_SIZE)) {
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
