package docket.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * Fills an empty database, in one transaction: whatever stops it, the database is empty again. While one batch of rows is copied the next is made;
 * nothing else is kept, so memory does not grow with the size.
 */
public final class DemoLoader {
    private static final int BATCH = 4_000;
    private static final int LOCK = 0x0D0C4E7;

    private final Connection connection;
    private final CopyManager copies;
    private final Progress progress;
    private final int cases;

    private DemoLoader(Connection connection, int cases, Progress progress) throws SQLException {
        this.connection = connection;
        this.copies = connection.unwrap(PGConnection.class).getCopyAPI();
        this.progress = progress;
        this.cases = cases;
    }

    /**
     * @return false: the database was not empty and has been left as it is
     */
    public static boolean load(DataSource database, int cases, Consumer<String> listener) {
        try (var connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var loaded = new DemoLoader(connection, cases, new Progress(listener)).loadIfEmpty();
                connection.commit();
                return loaded;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the demo data could not be loaded", e);
        }
    }

    /** Whether no table holds anything that demo data would be mixed with. */
    public static boolean isEmpty(Connection connection) throws SQLException {
        var any = Arrays.stream(Table.values())
                .map(table -> "exists (select from " + table.sqlName() + ")")
                .collect(Collectors.joining(" or "));
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("select " + any + " or exists (select from imports.run)")) {
            row.next();
            return !row.getBoolean(1);
        }
    }

    private boolean loadIfEmpty() throws SQLException {
        run("select pg_advisory_xact_lock(" + LOCK + ")");
        if (!isEmpty(connection)) {
            return false;
        }
        progress.tell("%,d cases".formatted(cases));
        run("set local maintenance_work_mem = '512MB'");
        run("set local work_mem = '64MB'");
        var scaffold = new Scaffold(connection);
        scaffold.takeDown();
        // Rows copied into a table that was truncated in the same transaction are frozen at once and need no vacuum
        // later.
        run("truncate metrics.kept_week, metrics.week_cell, metrics.week_percentile, metrics.change, " + tables());
        try (var executor = Executors.newSingleThreadExecutor()) {
            fill(executor);
        }
        progress.tell("keys and indexes");
        scaffold.putUp(progress);
        progress.tell("statistics");
        if (cases <= DemoSize.SMALL.cases()) {
            // A newcomer waits for this one; the statistics of texts take as long as all rows together.
            run("set local default_statistics_target = 20");
        }
        run("analyze " + tables());
        progress.tell("all is loaded");
        return true;
    }

    private static String tables() {
        return Arrays.stream(Table.values()).map(Table::sqlName).collect(Collectors.joining(", "));
    }

    private void fill(ExecutorService executor) throws SQLException {
        var rows = new Rows();
        var world = new World(rows, cases);
        copy(rows);
        var subjects = new SubjectRows(world);
        inBatches(
                "cases",
                executor,
                cases,
                (batch, index) -> new CaseLife(world, batch, world.drafts.draft(index)).live());
        inBatches("sellers", executor, world.subjects.sellers.count(), subjects::writeSeller);
        inBatches("creators", executor, world.subjects.creators.count(), subjects::writeCreator);
        run("alter table cases.moderation_case alter column number restart with " + (cases + 1L));
    }

    private interface Writer {
        void write(Rows batch, int index);
    }

    private void inBatches(String what, ExecutorService executor, int count, Writer writer) throws SQLException {
        var made = executor.submit(batch(new Rows(), 0, count, writer));
        var spare = new Rows();
        for (var from = 0; from < count; from += BATCH) {
            var rows = finished(made);
            made = executor.submit(batch(spare, from + BATCH, count, writer));
            copy(rows);
            spare = rows;
            progress.step(what, Math.min(count, from + BATCH), count);
        }
    }

    private static Callable<Rows> batch(Rows rows, int from, int count, Writer writer) {
        return () -> {
            rows.clear();
            for (var index = from; index < Math.min(count, from + BATCH); index++) {
                writer.write(rows, index);
            }
            return rows;
        };
    }

    private static Rows finished(Future<Rows> rows) {
        try {
            return rows.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the demo data could not be made", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while demo data were made", e);
        }
    }

    private void copy(Rows rows) throws SQLException {
        try {
            rows.copyTo(copies);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
