package docket.bench;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** A script of pgbench, run once through JDBC to see how many rows it returns, which pgbench itself does not tell. */
final class Script {
    private static final Pattern VARIABLE = Pattern.compile("(?<!:):([a-z]\\w*)");
    private static final Pattern STATEMENT = Pattern.compile("(.*?)(;|\\\\gset)", Pattern.DOTALL);

    private final Map<String, String> variables = new HashMap<>();

    private Script(int key) {
        variables.put("i", Integer.toString(key));
    }

    static int rows(String script, int key, Connection connection) throws SQLException {
        return new Script(key).run(script, connection);
    }

    private int run(String script, Connection connection) throws SQLException {
        var count = 0;
        var plain = script.replaceAll("(?m)^\\\\(set|startpipeline|endpipeline).*$", "")
                .replaceAll("(?m)--.*$", "");
        var statements = STATEMENT.matcher(plain);
        while (statements.find()) {
            var keepsVariables = statements.group(2).equals("\\gset");
            count += run(statements.group(1), keepsVariables, connection);
        }
        return count;
    }

    private int run(String sql, boolean keepsVariables, Connection connection) throws SQLException {
        var count = 0;
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(withValues(sql))) {
            while (rows.next()) {
                if (keepsVariables) {
                    keep(rows);
                } else {
                    count++;
                }
            }
        }
        return count;
    }

    private void keep(java.sql.ResultSet row) throws SQLException {
        var columns = row.getMetaData();
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            variables.put(columns.getColumnName(column), row.getString(column));
        }
    }

    private String withValues(String sql) {
        return VARIABLE.matcher(sql).replaceAll(found -> "'" + variables.get(found.group(1)) + "'");
    }
}
