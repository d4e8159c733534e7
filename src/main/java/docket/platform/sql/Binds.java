package docket.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passes bind values to the driver in the form that keeps one statement text for any number of values: lists as arrays. */
final class Binds {
    private Binds() {}

    static void set(PreparedStatement statement, List<@Nullable Object> values) throws SQLException {
        for (int index = 0; index < values.size(); index++) {
            set(statement, index + 1, values.get(index));
        }
    }

    private static void set(PreparedStatement statement, int position, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setNull(position, Types.NULL);
            case Instant instant -> statement.setObject(position, instant.atOffset(ZoneOffset.UTC));
            case UUID[] ids -> statement.setArray(position, array(statement.getConnection(), "uuid", ids));
            case String[] texts -> statement.setArray(position, array(statement.getConnection(), "text", texts));
            case Integer[] numbers -> statement.setArray(position, array(statement.getConnection(), "int4", numbers));
            case Short[] numbers -> statement.setArray(position, array(statement.getConnection(), "int2", numbers));
            case LocalDate[] days -> statement.setArray(position, array(statement.getConnection(), "date", days));
            case Long[] numbers -> statement.setArray(position, array(statement.getConnection(), "int8", numbers));
            default -> statement.setObject(position, value);
        }
    }

    private static java.sql.Array array(Connection connection, String type, Object[] elements) throws SQLException {
        return connection.createArrayOf(type, elements);
    }
}
