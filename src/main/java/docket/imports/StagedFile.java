package docket.imports;

import docket.platform.audit.Actor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * The good rows of one file on their way through one transaction: first all of them go into a temporary table, so that nothing touches the real
 * tables before the file is there whole; then from stretch to stretch of its lines into those. Without {@link #commit} nothing stays.
 */
final class StagedFile implements AutoCloseable {
    private static final int FLUSH_AT = 1 << 16;

    /** A row that is not new, and why. */
    record Judged(long line, Verdict verdict, String uuid, String platformUid) {}

    /** STORED: by an earlier run; IN_FILE: by an earlier line of the same file. */
    enum Verdict {
        KNOWN,
        UUID_STORED,
        UID_STORED,
        UUID_IN_FILE,
        UID_IN_FILE
    }

    private final Connection connection;
    private final CopyText text = new CopyText();
    private @Nullable CopyIn copy;

    StagedFile(Connection connection) throws SQLException {
        this.connection = connection;
        try {
            connection.setAutoCommit(false);
            connection.setNetworkTimeout(Runnable::run, ImportSql.LONGEST_SILENCE_MS);
            execute(ImportSql.LIMITS);
            execute(ImportSql.STAGING_TABLE);
            copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(ImportSql.COPY);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    void add(long line, StatementRow row) throws SQLException {
        text.field(line);
        PublishedColumns.ALL.forEach(column -> text.field(row.value(column.column())));
        Derived.ALL.forEach(column -> text.field(column.value().apply(row)));
        text.endRow();
        if (text.length() >= FLUSH_AT) {
            flush();
        }
    }

    private void flush() throws SQLException {
        if (copy != null) {
            copy.writeToCopy(text.bytes(), 0, text.length());
        }
        text.clear();
    }

    /** All rows are there: waits for its turn to write. */
    UUID begin(@Nullable String source, OnError onError, Instant startedAt, Actor actor) throws SQLException {
        flush();
        if (copy != null) {
            copy.endCopy();
            copy = null;
        }
        execute(ImportSql.LOCK);
        execute(ImportSql.BULK_LOAD);
        actor.sign(connection);
        try (var statement = connection.prepareStatement(ImportSql.BEGIN_RUN)) {
            ImportRepository.bind(statement, source, onError.name(), startedAt.atOffset(ZoneOffset.UTC));
            return ImportRepository.onlyId(statement);
        }
    }

    /** Takes the rows that are not new out of the stretch. */
    List<Judged> judge(long firstLine, long lineAfter) throws SQLException {
        try (var statement = connection.prepareStatement(ImportSql.JUDGE)) {
            ImportRepository.bind(statement, firstLine, lineAfter);
            var judged = new ArrayList<Judged>();
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var verdict = Verdict.valueOf(rows.getString(2));
                    judged.add(new Judged(rows.getLong(1), verdict, rows.getString(3), rows.getString(4)));
                }
            }
            return judged;
        }
    }

    /** @return how many statements */
    long store(long firstLine, long lineAfter) throws SQLException {
        var stored = 0L;
        for (var sql : ImportSql.STORE) {
            try (var statement = connection.prepareStatement(sql)) {
                ImportRepository.bind(statement, firstLine, lineAfter);
                stored = statement.executeLargeUpdate();
            }
        }
        return stored;
    }

    void commit(UUID run, ImportReport report) throws SQLException {
        try (var statement = connection.prepareStatement(ImportSql.END_RUN)) {
            ImportRepository.bind(
                    statement, report.sha256(), report.read(), report.stored(), report.known(), report.rejected(), run);
            statement.executeUpdate();
        }
        connection.commit();
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (copy != null && copy.isActive()) {
                copy.cancelCopy();
            }
            connection.rollback();
        }
    }
}
