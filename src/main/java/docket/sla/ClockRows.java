package docket.sla;

import docket.platform.sql.Db;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/** How rows about clocks are read, wherever they come from. */
final class ClockRows {
    private ClockRows() {}

    static void each(ResultQuery<?> query, Db.RowConsumer consumer) {
        try (var rows = query.fetchResultSet()) {
            while (rows.next()) {
                consumer.accept(rows);
            }
        } catch (SQLException e) {
            throw new DataAccessException("rows of " + query, e);
        }
    }

    /** {@code infinity} stands for none. */
    static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null || at.equals(OffsetDateTime.MAX) ? null : at.toInstant();
    }

    /** Minus infinity is as early as can be. */
    static Instant required(ResultSet row, int column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at.equals(OffsetDateTime.MIN) ? Instant.MIN : at.toInstant();
    }

    static UUID id(ResultSet row, int column) throws SQLException {
        return row.getObject(column, UUID.class);
    }
}
