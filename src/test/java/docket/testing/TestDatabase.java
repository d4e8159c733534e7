package docket.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** One migrated database of the test server. */
public record TestDatabase(String url, String user, String password) {

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(url, user, password);
    }
}
