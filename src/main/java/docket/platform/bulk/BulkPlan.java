package docket.platform.bulk;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;

/**
 * A plan as it stands.
 *
 * @param isOver whether it is too late to apply it
 */
public record BulkPlan(UUID id, String state, Instant expiresAt, boolean isOver) {
    /** What {@link #read} takes, of a row called b. */
    public static final String COLUMNS = "b.id, b.state, b.expires_at, b.expires_at <= clock_timestamp()";

    public static BulkPlan of(UUID id, String state, Instant expiresAt) {
        return new BulkPlan(id, state, expiresAt, !Instant.now().isBefore(expiresAt));
    }

    /** The first columns of the row. */
    public static BulkPlan read(ResultSet row) throws SQLException {
        return new BulkPlan(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, OffsetDateTime.class).toInstant(),
                row.getBoolean(4));
    }
}
