package docket.platform.sql;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a transaction that writes, as they are sent: what jOOQ would make of them anew each time is most of the server's part in a short
 * write. They run in the order in which they are given, but wait for company: those whose answer nobody has asked for yet go to the database with the
 * first one whose answer somebody wants, or with the commit, in one round trip. A text may hold several statements, separated by semicolons.
 */
public final class Write {
    private Write() {}

    /** @return the rows of the last of the statements, which is a query or returns what it wrote */
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

    /** @return how many rows the last of the statements wrote */
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
