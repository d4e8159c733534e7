package docket.demo;

import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.postgresql.ds.PGSimpleDataSource;

/** A migrated database of the test server, to be filled. */
record DemoDatabase(TestDatabase database) {

    static DemoDatabase empty(String name) {
        return new DemoDatabase(TestPostgres.database("test_demo_" + name));
    }

    boolean load(int cases, Consumer<String> progress) {
        var source = new PGSimpleDataSource();
        source.setUrl(database.url());
        source.setUser(database.user());
        source.setPassword(database.password());
        return DemoLoader.load(source, cases, progress);
    }

    boolean isEmpty() throws SQLException {
        try (var connection = database.connect()) {
            return DemoLoader.isEmpty(connection);
        }
    }

    /** Each row as one text. */
    List<String> query(String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select x::text from (" + sql + ") x")) {
            var texts = new ArrayList<String>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        }
    }

    /** All that the migrations have made: columns, constraints, indexes, triggers, and what is said about them. */
    List<String> schema() throws SQLException {
        var own = "select oid from pg_namespace where nspname not in ('pg_catalog', 'pg_toast', 'information_schema')";
        var parts = List.of(
                "select conrelid::regclass, conname, contype, convalidated, conenforced, pg_get_constraintdef(oid) as definition,"
                        + " obj_description(oid, 'pg_constraint') as said from pg_constraint where connamespace in ("
                        + own + ")",
                "select indexrelid::regclass, indisvalid, pg_get_indexdef(indexrelid) as definition,"
                        + " obj_description(indexrelid, 'pg_class') as said"
                        + " from pg_index join pg_class c on c.oid = indexrelid where c.relnamespace in (" + own + ")",
                "select tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid) as definition"
                        + " from pg_trigger where not tgisinternal",
                "select attrelid::regclass, attname, atttypid::regtype, attnotnull from pg_attribute"
                        + " join pg_class c on c.oid = attrelid"
                        + " where attnum > 0 and relkind = 'r' and c.relnamespace in (" + own + ")");
        var texts = new ArrayList<String>();
        for (var part : parts) {
            texts.addAll(query(part));
        }
        texts.sort(String::compareTo);
        return texts;
    }
}
