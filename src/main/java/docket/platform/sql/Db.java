package docket.platform.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ResultQuery;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The database as one request sees it: one connection, one read-only snapshot, opened by the first statement. Not for several threads.
 *
 * <p>jOOQ writes the SQL; rows are read from the driver by position, since that is what most of a query's time in the server is spent on.
 */
public final class Db implements AutoCloseable {
    private static final DSLContext RENDERER = DSL.using(
            SQLDialect.POSTGRES, new Settings().withRenderQuotedNames(RenderQuotedNames.EXPLICIT_DEFAULT_UNQUOTED));
    private static final System.Logger LOG = System.getLogger(Db.class.getName());
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    /** No pool is larger; beyond it, connections die as they are made. */
    private static final int MOST_DEAD = 100;

    private final DataSource dataSource;
    private final List<Map<String, Object>> log = new ArrayList<>();
    private @Nullable Connection connection;
    private int backend;

    /** @param dataSource whose connections are read-only, repeatable read, without auto-commit */
    public Db(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    public <T> List<T> list(ResultQuery<?> query, RowReader<T> reader) {
        var rows = new ArrayList<T>();
        each(query, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** Rows by a key of their own; of two rows with one key the later stays. */
    public <K, V> Map<K, V> map(ResultQuery<?> query, RowReader<K> key, RowReader<V> value) {
        var rows = new LinkedHashMap<K, V>();
        each(query, row -> rows.put(key.read(row), value.read(row)));
        return rows;
    }

    /** Rows by the key of their parent, in the order of the query. */
    public <K, V> Map<K, List<V>> groups(ResultQuery<?> query, RowReader<K> key, RowReader<V> value) {
        var groups = new LinkedHashMap<K, List<V>>();
        each(
                query,
                row -> groups.computeIfAbsent(key.read(row), any -> new ArrayList<>())
                        .add(value.read(row)));
        return groups;
    }

    private interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    /**
     * A connection out of the pool may have died there unnoticed. While nothing has been read there is no snapshot to lose, so that the next
     * one is tried; the pool drops each dead one, and a pool without connections fails by itself.
     */
    private void each(ResultQuery<?> query, RowConsumer consumer) {
        var isFirst = connection == null;
        for (int dead = 0; ; dead++) {
            try {
                run(query, consumer);
                return;
            } catch (DatabaseFault fault) {
                var isDeadFromThePool = isFirst && connection != null && fault.isLostConnection();
                if (!isDeadFromThePool || dead == MOST_DEAD) {
                    throw fault;
                }
                close();
                connection = null;
            }
        }
    }

    private void run(ResultQuery<?> query, RowConsumer consumer) {
        var sql = RENDERER.render(query);
        var started = System.nanoTime();
        var count = 0;
        try (PreparedStatement statement = connection().prepareStatement(sql)) {
            Binds.set(statement, RENDERER.extractBindValues(query));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    consumer.accept(rows);
                    count++;
                }
            }
        } catch (SQLException e) {
            throw new DatabaseFault(sql, count, e);
        } finally {
            note(sql, count, System.nanoTime() - started);
        }
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            connection = dataSource.getConnection();
            backend = connection.unwrap(PGConnection.class).getBackendPID();
        }
        return connection;
    }

    private void note(String sql, int rows, long nanos) {
        var entry = new LinkedHashMap<String, Object>();
        entry.put("sql", sql);
        entry.put("rows", rows);
        entry.put("milliseconds", milliseconds(nanos));
        entry.put("connection", backend);
        log.add(entry);
    }

    /** The statements so far, in order: text without values, rows, milliseconds, connection. */
    public List<Map<String, Object>> log() {
        return log;
    }

    public static double milliseconds(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0;
    }

    @Override
    public void close() {
        if (connection == null) {
            return;
        }
        try (var open = connection) {
            open.rollback();
        } catch (SQLException e) {
            // A connection that broke takes its snapshot with it; the statement which broke it has told the caller.
            LOG.log(System.Logger.Level.DEBUG, "the end of a snapshot failed", e);
        }
    }
}
