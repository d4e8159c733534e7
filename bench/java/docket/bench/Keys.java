package docket.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a workload is varied over: rows of a small table, from which the hand-written SQL reads one by its number, and the variables of the operations. */
record Keys(int count, List<ObjectNode> variables) {

    static Keys of(Workload workload, Connection connection) throws SQLException {
        if (workload.keys() == null) {
            return new Keys(1, List.of(Json.object(Map.of())));
        }
        if (!isMade(workload, connection)) {
            make(workload, connection);
        }
        return read(workload, connection);
    }

    /** Made once for each text of keys.sql, since it reads whole tables. */
    private static boolean isMade(Workload workload, Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("select obj_description(to_regclass(?))")) {
            statement.setString(1, workload.table());
            try (var rows = statement.executeQuery()) {
                return rows.next() && stamp(workload).equals(rows.getString(1));
            }
        }
    }

    private static void make(Workload workload, Connection connection) throws SQLException {
        var table = workload.table();
        try (var statement = connection.createStatement()) {
            statement.execute("create schema if not exists bench");
            statement.execute("drop table if exists " + table);
            statement.execute("create table %s as select row_number() over ()::int as i, key.* from (%s) key"
                    .formatted(table, workload.keys()));
            statement.execute("alter table %s add primary key (i)".formatted(table));
            statement.execute("comment on table %s is '%s'".formatted(table, stamp(workload)));
            // Not only analyzed: the pages are marked, so that reading them does not write.
            statement.execute("vacuum analyze " + table);
        }
    }

    private static Keys read(Workload workload, Connection connection) throws SQLException {
        var variables = new ArrayList<ObjectNode>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select (to_jsonb(key) - 'i')::text from %s key order by i".formatted(workload.table()))) {
            while (rows.next()) {
                variables.add((ObjectNode) Json.read(rows.getString(1)));
            }
        }
        if (variables.isEmpty()) {
            throw new Refused("%s finds nothing to ask for: are there enough demo data?".formatted(workload.name()));
        }
        return new Keys(variables.size(), variables);
    }

    private static String stamp(Workload workload) {
        return "keys " + Integer.toHexString(String.valueOf(workload.keys()).hashCode());
    }
}
