package docket.demo;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Indexes, keys, triggers and forced policies of the tables, taken down while they are filled and put up again as the catalog described them: rows
 * are then checked and sorted as a set and not one by one, and may be copied, which no policy allows. It all happens in the loading transaction, so nobody ever sees a table without them.
 */
final class Scaffold {
    private static final String FOREIGN_KEYS = """
            select conrelid::regclass::text, conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint'), null
            from pg_constraint
            where contype = 'f' and conparentid = 0 and (conrelid = any (?::regclass[]) or confrelid = any (?::regclass[]))
            order by 1, 2""";
    private static final String KEYS = """
            select conrelid::regclass::text, conname, pg_get_constraintdef(oid), obj_description(oid, 'pg_constraint'),
                   obj_description(conindid, 'pg_class')
            from pg_constraint
            where contype in ('p', 'u', 'x') and conrelid = any (?::regclass[])
            order by 1, 2""";
    private static final String INDEXES = """
            select i.indrelid::regclass::text, i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), null,
                   obj_description(i.indexrelid, 'pg_class')
            from pg_index i
            where i.indrelid = any (?::regclass[])
                and not exists (select from pg_constraint c where c.conindid = i.indexrelid and c.contype in ('p', 'u', 'x'))
            order by 1, 2""";

    /** @param comment of the constraint; indexComment of the index */
    private record Part(
            String table,
            String name,
            String definition,
            @Nullable String comment,
            @Nullable String indexComment) {}

    private final Connection connection;
    private final String tables =
            Arrays.stream(Table.values()).map(Table::sqlName).collect(Collectors.joining(",", "{", "}"));
    private List<Part> foreignKeys = List.of();
    private List<Part> keys = List.of();
    private List<Part> indexes = List.of();

    Scaffold(Connection connection) {
        this.connection = connection;
    }

    void takeDown() throws SQLException {
        foreignKeys = read(FOREIGN_KEYS, 2);
        keys = read(KEYS, 1);
        indexes = read(INDEXES, 1);
        for (var table : Table.values()) {
            run("alter table " + table.sqlName() + " disable trigger user, no force row level security");
        }
        for (var part : foreignKeys) {
            dropConstraint(part);
        }
        for (var part : keys) {
            dropConstraint(part);
        }
        for (var part : indexes) {
            run("drop index " + part.name());
        }
    }

    void putUp(Progress progress) throws SQLException {
        var done = 0;
        for (var part : keys) {
            progress.step("keys", done++, keys.size() + indexes.size());
            addConstraint(part);
            commentIndex(
                    part.table().substring(0, part.table().indexOf('.') + 1) + quoted(part.name()),
                    part.indexComment());
        }
        for (var part : indexes) {
            progress.step("indexes, now " + part.name(), done++, keys.size() + indexes.size());
            run(part.definition());
            commentIndex(part.name(), part.indexComment());
        }
        done = 0;
        for (var part : foreignKeys) {
            progress.step("foreign keys", done++, foreignKeys.size());
            addConstraint(part);
        }
        for (var table : Table.values()) {
            run("alter table " + table.sqlName() + " enable trigger user, force row level security");
        }
    }

    private void dropConstraint(Part part) throws SQLException {
        run("alter table %s drop constraint %s".formatted(part.table(), quoted(part.name())));
    }

    private void addConstraint(Part part) throws SQLException {
        run("alter table %s add constraint %s %s".formatted(part.table(), quoted(part.name()), part.definition()));
        if (part.comment() != null) {
            run("comment on constraint %s on %s is %s"
                    .formatted(quoted(part.name()), part.table(), literal(part.comment())));
        }
    }

    private void commentIndex(String index, @Nullable String comment) throws SQLException {
        if (comment != null) {
            run("comment on index %s is %s".formatted(index, literal(comment)));
        }
    }

    private List<Part> read(String sql, int parameters) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var i = 1; i <= parameters; i++) {
                statement.setString(i, tables);
            }
            var parts = new ArrayList<Part>();
            try (var found = statement.executeQuery()) {
                while (found.next()) {
                    parts.add(new Part(
                            found.getString(1),
                            found.getString(2),
                            found.getString(3),
                            found.getString(4),
                            found.getString(5)));
                }
            }
            return parts;
        }
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
