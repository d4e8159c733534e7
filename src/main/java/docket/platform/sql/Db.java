package docket.platform.sql;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jooq.ResultQuery;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The database as one request sees it: one connection, one read-only snapshot, opened by the first statement. Not for several threads.
 *
 * <p>jOOQ writes the SQL; rows are read from the driver by position, since that is what most of a query's time in the server is spent on.
 *
 * <p>A statement that is asked again and again is an {@link Sql}: written once, planned once for whatever values. A query given as such is
 * written and planned anew, for its values.
 */
public final class Db implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Db.class.getName());
    private static final double NANOS_PER_MILLI = 1_000_000.0;

    /** No pool is larger; beyond it, connections die as they are made. */
    private static final int MOST_DEAD = 100;

    private final DataSource dataSource;
    private final Turns turns;
    private final @Nullable RowScope scope;
    private final List<Executed> log = new ArrayList<>();
    private final Map<Object, Map<UUID, @Nullable Object>> known = new HashMap<>();
    private @Nullable Connection connection;
    private int backend;
    private boolean endsWithNext;
    /** Whether the transaction knows whose rows it may see. */
    private boolean hasEntered;

    private boolean hasEnded;
    private boolean hasTurn;
    private int rowCount;
    private int mostRows = Integer.MAX_VALUE;
    private @Nullable Duration statementTimeout;
    private volatile @Nullable Statement running;
    private volatile @Nullable Stop stopped;

    /**
     * @param dataSource whose connections are read-only, repeatable read, without auto-commit
     * @param scope whose rows are read; null: everybody's, as far as the role of the connections sees them
     */
    public Db(DataSource dataSource, Turns turns, @Nullable RowScope scope) {
        this.dataSource = dataSource;
        this.turns = turns;
        this.scope = scope;
    }

    /** Whether rows are missing that others see. */
    public boolean isScoped() {
        return scope != null;
    }

    /**
     * @param most rows that all statements together may return
     * @param timeout of each statement; null: what the connections of the pool have
     */
    public void allow(int most, @Nullable Duration timeout) {
        mostRows = most;
        statementTimeout = timeout;
    }

    /** Ends what runs and refuses what would come. From any thread, as often as one likes. */
    public void stop(Stop reason) {
        stopped = reason;
        var statement = running;
        if (statement == null) {
            return;
        }
        try {
            // Nothing is canceled but this statement: the driver waits with the next one on the connection until the
            // server has been told.
            statement.cancel();
        } catch (SQLException e) {
            LOG.log(System.Logger.Level.DEBUG, "a statement had ended before it was canceled", e);
        }
    }

    /** Why it was stopped; null: it was not. */
    public @Nullable Stop stopped() {
        return stopped;
    }

    public <T> List<T> list(ResultQuery<?> query, RowReader<T> reader) {
        return list(Sql.of(query).plannedForItsValues(), Map.of(), reader);
    }

    public <T> List<T> list(Sql sql, Map<String, ?> values, RowReader<T> reader) {
        var rows = new ArrayList<T>();
        each(sql, values, row -> rows.add(reader.read(row)));
        return rows;
    }

    /** Rows by a key of their own; of two rows with one key the later stays. */
    public <K, V> Map<K, V> map(ResultQuery<?> query, RowReader<K> key, RowReader<V> value) {
        return map(Sql.of(query).plannedForItsValues(), Map.of(), key, value);
    }

    /** As {@link #map(ResultQuery, RowReader, RowReader)}. */
    public <K, V> Map<K, V> map(Sql sql, Map<String, ?> values, RowReader<K> key, RowReader<V> value) {
        var rows = new LinkedHashMap<K, V>();
        each(sql, values, row -> rows.put(key.read(row), value.read(row)));
        return rows;
    }

    /** Rows by the key of their parent, in the order of the query. */
    public <K, V> Map<K, List<V>> groups(ResultQuery<?> query, RowReader<K> key, RowReader<V> value) {
        return groups(Sql.of(query).plannedForItsValues(), Map.of(), key, value);
    }

    /** As {@link #groups(ResultQuery, RowReader, RowReader)}. */
    public <K, V> Map<K, List<V>> groups(Sql sql, Map<String, ?> values, RowReader<K> key, RowReader<V> value) {
        var groups = new LinkedHashMap<K, List<V>>();
        each(
                sql,
                values,
                row -> groups.computeIfAbsent(key.read(row), any -> new ArrayList<>())
                        .add(value.read(row)));
        return groups;
    }

    /** What is done with each row. */
    @FunctionalInterface
    public interface RowConsumer {
        void accept(ResultSet row) throws SQLException;
    }

    public void each(ResultQuery<?> query, RowConsumer consumer) {
        each(Sql.of(query).plannedForItsValues(), Map.of(), consumer);
    }

    /**
     * A connection out of the pool may have died there unnoticed. While nothing has been read there is no snapshot to lose, so that the next
     * one is tried; the pool drops each dead one, and a pool without connections fails by itself.
     */
    public void each(Sql sql, Map<String, ?> values, RowConsumer consumer) {
        var isFirst = connection == null;
        for (int dead = 0; ; dead++) {
            try {
                run(sql.text(), sql.values(values), consumer);
                return;
            } catch (DatabaseFault fault) {
                var isDeadFromThePool = isFirst && connection != null && fault.isLostConnection();
                if (!isDeadFromThePool || dead == MOST_DEAD) {
                    throw fault;
                }
                endSnapshot();
                connection = null;
            }
        }
    }

    private void run(String sql, List<@Nullable Object> values, RowConsumer consumer) {
        var started = System.nanoTime();
        var count = 0;
        if (hasEnded) {
            throw new IllegalStateException("a statement after the last one would see another snapshot: " + sql);
        }
        refuseIfStopped(sql);
        try (PreparedStatement statement = connection().prepareStatement(text(sql))) {
            Binds.set(statement, entering(values));
            running = statement;
            // Whoever stopped it before this line could not know the statement.
            refuseIfStopped(sql);
            try (var rows = rows(statement)) {
                while (rows.next()) {
                    consumer.accept(rows);
                    count++;
                    refuseBeyond(++rowCount);
                }
            }
            hasEntered = true;
            hasEnded = endsWithNext;
        } catch (SQLException e) {
            throw new DatabaseFault(sql, count, e);
        } finally {
            running = null;
            log.add(new Executed(sql, count, System.nanoTime() - started, backend));
        }
    }

    private String text(String sql) {
        var begun = scope == null || hasEntered ? sql : RowScope.ENTER + sql;
        return endsWithNext ? begun + "; commit" : begun;
    }

    private List<@Nullable Object> entering(List<@Nullable Object> values) {
        if (scope == null || hasEntered) {
            return values;
        }
        var all = new ArrayList<@Nullable Object>(scope.values());
        all.addAll(values);
        return all;
    }

    private void refuseIfStopped(String sql) {
        var reason = stopped;
        if (reason != null) {
            throw DatabaseFault.stopped(sql);
        }
    }

    private void refuseBeyond(int count) {
        if (count > mostRows) {
            throw GraphException.limit(
                    ErrorCode.COST_LIMIT,
                    "rows",
                    "The request reads more than %d rows: lower 'first', or ask in several requests"
                            .formatted(mostRows),
                    count,
                    mostRows);
        }
    }

    /** The only result that has rows: a statement may carry a setting before it. */
    private static ResultSet rows(PreparedStatement statement) throws SQLException {
        var hasRows = statement.execute();
        while (!hasRows) {
            hasRows = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    private Connection connection() throws SQLException {
        if (connection == null) {
            if (!hasTurn) {
                turns.take();
                hasTurn = true;
            }
            connection = dataSource.getConnection();
            backend = connection.unwrap(PGConnection.class).getBackendPID();
            setTimeout(connection);
        }
        return connection;
    }

    private void setTimeout(Connection fresh) throws SQLException {
        if (statementTimeout != null) {
            try (var statement = fresh.createStatement()) {
                statement.execute("set local statement_timeout = " + statementTimeout.toMillis());
            }
        }
    }

    /** Whoever knows that the next statement is the last one saves the round trip which ends the snapshot. */
    public void endWithNextStatement() {
        endsWithNext = true;
    }

    private record Executed(String sql, int rows, long nanos, int backend) {
        Map<String, Object> toMap() {
            var entry = new LinkedHashMap<String, Object>();
            entry.put("sql", sql);
            entry.put("rows", rows);
            entry.put("milliseconds", milliseconds(nanos));
            entry.put("connection", backend);
            return entry;
        }
    }

    /** Rows of a selection that have been read, by key; null for a key without a row. It is one snapshot, so that they stay as they are. */
    Map<UUID, @Nullable Object> known(Selection<?> selection) {
        return known.computeIfAbsent(selection.kind(), any -> new HashMap<>());
    }

    public int statements() {
        return log.size();
    }

    /** Of all statements together. */
    public int rows() {
        return rowCount;
    }

    /** The statements so far, in order: text without values, rows, milliseconds, connection. */
    public List<Map<String, Object>> log() {
        return log.stream().map(Executed::toMap).toList();
    }

    public static double milliseconds(long nanos) {
        return Math.round(nanos / NANOS_PER_MILLI * 1000) / 1000.0;
    }

    @Override
    public void close() {
        try {
            endSnapshot();
        } finally {
            if (hasTurn) {
                turns.giveBack();
                hasTurn = false;
            }
        }
    }

    private void endSnapshot() {
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
