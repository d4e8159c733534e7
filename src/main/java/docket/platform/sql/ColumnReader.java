package docket.platform.sql;

import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads one column into the type of its record component. */
@FunctionalInterface
interface ColumnReader {
    @Nullable
    Object read(ResultSet row, int position) throws SQLException;

    static ColumnReader of(RecordComponent component) {
        return switch (component.getType().getName()) {
            case "java.lang.String" -> ResultSet::getString;
            case "java.util.UUID" -> (row, position) -> row.getObject(position, UUID.class);
            case "int" -> ResultSet::getInt;
            case "long" -> ResultSet::getLong;
            case "boolean" -> ResultSet::getBoolean;
            case "double" -> ResultSet::getDouble;
            case "java.lang.Integer" -> (row, position) -> orNull(row, row.getInt(position));
            case "java.lang.Long" -> (row, position) -> orNull(row, row.getLong(position));
            case "java.lang.Boolean" -> (row, position) -> orNull(row, row.getBoolean(position));
            case "java.lang.Double" -> (row, position) -> orNull(row, row.getDouble(position));
            case "java.math.BigDecimal" -> ResultSet::getBigDecimal;
            case "java.time.Instant" -> (row, position) -> instant(row.getObject(position, OffsetDateTime.class));
            case "java.time.LocalDate" -> (row, position) -> row.getObject(position, LocalDate.class);
            case "java.time.LocalTime" -> (row, position) -> row.getObject(position, LocalTime.class);
            case "java.util.List" -> (row, position) -> list(row.getArray(position));
            default -> throw new IllegalStateException("no reader for " + component);
        };
    }

    private static @Nullable Object orNull(ResultSet row, Object value) throws SQLException {
        return row.wasNull() ? null : value;
    }

    /** {@code infinity} stands for "none" in columns that keyset order needs to be not null. */
    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null || time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)
                ? null
                : time.toInstant();
    }

    private static @Nullable List<?> list(java.sql.@Nullable Array array) throws SQLException {
        return array == null ? null : List.of((Object[]) array.getArray());
    }
}
