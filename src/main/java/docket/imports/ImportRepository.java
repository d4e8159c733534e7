package docket.imports;

import docket.platform.audit.Actor;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Begins the transaction of an import, and writes down the runs that stored nothing. */
@Repository
class ImportRepository {
    private final DataSource dataSource;

    ImportRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    StagedFile stage() throws SQLException {
        return new StagedFile(dataSource.getConnection());
    }

    UUID record(ImportReport report, Instant startedAt, Actor actor) throws SQLException {
        var started = startedAt.atOffset(ZoneOffset.UTC);
        try (var connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            actor.sign(connection);
            var id = recorded(connection, report, started);
            connection.commit();
            return id;
        }
    }

    private static UUID recorded(Connection connection, ImportReport report, OffsetDateTime started)
            throws SQLException {
        try (var statement = connection.prepareStatement(ImportSql.RECORD_RUN)) {
            bind(
                    statement,
                    report.source(),
                    report.onError().name(),
                    report.outcome().name(),
                    report.sha256(),
                    report.read(),
                    report.known(),
                    report.rejected(),
                    started,
                    started);
            return onlyId(statement);
        }
    }

    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int index = 0; index < values.length; index++) {
            statement.setObject(index + 1, values[index]);
        }
    }

    static UUID onlyId(PreparedStatement statement) throws SQLException {
        try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getObject(1, UUID.class);
        }
    }
}
