package docket.platform.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/** Refuses to start on a database that is away, too old, or that may forget what it has confirmed. */
final class DatabaseCheck {
    private static final int OLDEST_MAJOR_VERSION = 18;
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    private DatabaseCheck() {}

    static void require(JdbcConnectionDetails details) {
        try (var connection = connect(details)) {
            requireVersion(connection);
            for (var setting : DURABILITY) {
                requireOn(connection, setting);
            }
        } catch (SQLException e) {
            throw new StartupRefused(
                    "The database at %s cannot be used: %s".formatted(place(details), e.getMessage()),
                    "Check that it runs and that spring.datasource.url, username and password are right.");
        }
    }

    private static Connection connect(JdbcConnectionDetails details) throws SQLException {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "5");
        if (details.getUsername() != null) {
            properties.setProperty("user", details.getUsername());
        }
        if (details.getPassword() != null) {
            properties.setProperty("password", details.getPassword());
        }
        return DriverManager.getConnection(details.getJdbcUrl(), properties);
    }

    private static void requireVersion(Connection connection) throws SQLException {
        var version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST_MAJOR_VERSION) {
            throw new StartupRefused(
                    "The database is PostgreSQL %d.".formatted(version),
                    "Docket needs PostgreSQL %d or later.".formatted(OLDEST_MAJOR_VERSION));
        }
    }

    private static void requireOn(Connection connection, String setting) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("show " + setting)) {
            if (rows.next() && rows.getString(1).equals("off")) {
                throw new StartupRefused(
                        "The database runs with %s=off and may lose what it has confirmed.".formatted(setting),
                        "Switch %s on.".formatted(setting));
            }
        }
    }

    /** The URL without its parameters, which may hold a password. */
    static String place(JdbcConnectionDetails details) {
        return details.getJdbcUrl().replaceFirst("\\?.*", "");
    }
}
