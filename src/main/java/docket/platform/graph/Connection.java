package docket.platform.graph;

import docket.platform.listing.Page;
import docket.platform.sql.Db;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, as Relay's cursor connections specify it.
 *
 * @param key the parent's row, null at the root
 * @param counter counts the whole filtered list of several parents in one statement
 */
record Connection<V>(
        Page<V> page,
        @Nullable Object key,
        Function<V, String> cursor,
        BiFunction<Db, List<Connection<?>>, List<TotalCount>> counter) {

    /** @param cursor where the row stands in the order of its list */
    record Edge<V>(V node, String cursor) {}

    record PageInfo(
            boolean hasNextPage,
            boolean hasPreviousPage,
            @Nullable String startCursor,
            @Nullable String endCursor) {}

    /** @param isExact false when counting stopped at the cap */
    record TotalCount(int value, boolean isExact) {}

    List<Edge<V>> edges() {
        return page.rows().stream()
                .map(row -> new Edge<>(row, cursor.apply(row)))
                .toList();
    }

    PageInfo pageInfo() {
        var rows = page.rows();
        var start = rows.isEmpty() ? null : cursor.apply(rows.getFirst());
        var end = rows.isEmpty() ? null : cursor.apply(rows.getLast());
        return new PageInfo(page.hasNext(), page.hasPrevious(), start, end);
    }
}
