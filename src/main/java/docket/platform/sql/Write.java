package docket.platform.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a transaction that writes, as they are sent: what jOOQ would make of them anew each time is most of the server's part in a short
 * write. They run in the order in which they are given, but wait for company: those whose answer nobody has asked for yet go to the database with the
 * first one whose answer somebody wants, or with the commit, in one round trip. A text holds one statement.
 */
public final class Write {
    private Write() {}

    /** Reads a row into a map. */
    @FunctionalInterface
    public interface MapReader<K, V> {
        void read(ResultSet row, Map<K, V> into) throws SQLException;
    }

    /** @return the rows of a query, or of what was written */
    public static <T> List<T> rows(DSLContext sql, String text, RowReader<T> reader, @Nullable Object... values) {
        return later(sql, text, reader, values).get();
    }

    /** As {@link #rows}, for when they are wanted. */
    public static <T> Later<List<T>> later(
            DSLContext sql, String text, RowReader<T> reader, @Nullable Object... values) {
        var rows = new ArrayList<T>();
        var sent = RoundTrip.of(sql).add(text, Arrays.asList(values), (statement, updated) -> {
            try (var result = statement.getResultSet()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
        });
        return new Later<>(() -> {
            sent.run();
            return rows;
        });
    }

    /** As {@link #later}, for what is looked up by key. */
    public static <K, V> Later<Map<K, V>> map(
            DSLContext sql, String text, MapReader<K, V> reader, @Nullable Object... values) {
        var map = new HashMap<K, V>();
        var sent = RoundTrip.of(sql).add(text, Arrays.asList(values), (statement, updated) -> {
            try (var result = statement.getResultSet()) {
                while (result.next()) {
                    reader.read(result, map);
                }
            }
        });
        return new Later<>(() -> {
            sent.run();
            return map;
        });
    }

    /** @return how many rows were written */
    public static int count(DSLContext sql, String text, @Nullable Object... values) {
        var count = new int[1];
        RoundTrip.of(sql)
                .add(text, Arrays.asList(values), (statement, updated) -> count[0] = updated)
                .run();
        return count[0];
    }

    /** Without an answer. */
    public static void run(DSLContext sql, String text, @Nullable Object... values) {
        RoundTrip.of(sql).add(text, Arrays.asList(values), (statement, updated) -> {});
    }
}
