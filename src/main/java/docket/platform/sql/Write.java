package docket.platform.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Statements of a transaction that writes, as they are sent: several of them, separated by semicolons, take one round trip. What jOOQ would make of
 * them anew each time is most of the server's part in a short write.
 */
public final class Write {
    private Write() {}

    /** @return the rows of the last of the statements, which is a query or returns what it wrote */
    public static <T> List<T> rows(DSLContext sql, String text, RowReader<T> reader, @Nullable Object... values) {
        return run(sql, text, values, statement -> {
            var rows = new ArrayList<T>();
            try (var result = statement.getResultSet()) {
                while (result.next()) {
                    rows.add(reader.read(result));
                }
            }
            return rows;
        });
    }

    /** @return how many rows the last of the statements wrote */
    public static int count(DSLContext sql, String text, @Nullable Object... values) {
        return run(sql, text, values, PreparedStatement::getUpdateCount);
    }

    private interface Last<T> {
        T read(PreparedStatement statement) throws SQLException;
    }

    private static <T> T run(DSLContext sql, String text, @Nullable Object[] values, Last<T> last) {
        return sql.connectionResult(connection -> {
            try (var statement = connection.prepareStatement(text)) {
                Binds.set(statement, Arrays.asList(values));
                statement.execute();
                for (var following = statements(text); following > 1; following--) {
                    statement.getMoreResults();
                }
                return last.read(statement);
            }
        });
    }

    private static int statements(String text) {
        return (int) text.chars().filter(character -> character == ';').count() + 1;
    }
}
