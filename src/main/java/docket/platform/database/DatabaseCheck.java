package docket.platform.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import docket.platform.database.DatabaseAccounts.Account;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Refuses to start on a database that is away, too old, or that may forget what it has confirmed. */
final class DatabaseCheck {
    private static final int OLDEST_MAJOR_VERSION = 18;
    private static final List<String> DURABILITY = List.of("fsync", "synchronous_commit", "full_page_writes");

    /** What somebody is without saying so, and what she could become. */
    private static final String ROLES = """
            select rolname, pg_has_role(current_user, oid, 'usage'), pg_has_role(current_user, oid, 'member')
            from pg_roles
            where rolname = any (?)
            order by rolname""";

    private DatabaseCheck() {}

    static void require(DatabaseAccounts accounts) {
        requireFour(accounts);
        try (var connection = connect(accounts.url(), accounts.app())) {
            requireVersion(connection);
            for (var setting : DURABILITY) {
                requireOn(connection, setting);
            }
            requirePlain(connection);
            requireRole(connection, accounts, DatabaseAccounts.APP, "spring.datasource");
        } catch (SQLException e) {
            throw new StartupRefused(
                    "The database at %s cannot be used: %s".formatted(place(accounts.url()), e.getMessage()),
                    "Check that it runs and that spring.datasource.url, username and password are right.");
        }
        requireReader(accounts, accounts.scoped(), DatabaseAccounts.SCOPED, "docket.scoped-pool");
        requireReader(accounts, accounts.blind(), DatabaseAccounts.BLIND, "docket.blind-pool");
    }

    private static void requireReader(DatabaseAccounts accounts, Account reader, String role, String settings) {
        var url = accounts.url();
        try (var connection = connect(url, reader)) {
            requirePlain(connection);
            requireRole(connection, accounts, role, settings);
        } catch (SQLException e) {
            throw new StartupRefused(
                    "The database at %s does not let in %s: %s".formatted(place(url), reader.user(), e.getMessage()),
                    "Check %s.username and password.".formatted(settings));
        }
    }

    /** With fewer than four the policies of the tables would keep nobody from anything. */
    private static void requireFour(DatabaseAccounts accounts) {
        var users = Stream.of(accounts.owner(), accounts.app(), accounts.scoped(), accounts.blind())
                .map(Account::user)
                .toList();
        if (users.stream().anyMatch(Objects::isNull) || Set.copyOf(users).size() < users.size()) {
            throw new StartupRefused(
                    "Docket connects as four users of the database, and they have to be different ones.",
                    ("Set spring.flyway.user and password (owns the tables), spring.datasource.username and password (%s, or a member of it), "
                                    + "docket.scoped-pool.username and password (%s, or a member of it), docket.blind-pool.username and password (%s, or a member of it); "
                                    + "the README shows how to make them.")
                            .formatted(DatabaseAccounts.APP, DatabaseAccounts.SCOPED, DatabaseAccounts.BLIND));
        }
    }

    private static Connection connect(String url, Account account) throws SQLException {
        var properties = new Properties();
        properties.setProperty("connectTimeout", "5");
        if (account.user() != null) {
            properties.setProperty("user", account.user());
        }
        if (account.password() != null) {
            properties.setProperty("password", account.password());
        }
        return DriverManager.getConnection(url, properties);
    }

    private static void requirePlain(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(
                        "select rolname, rolsuper or rolbypassrls from pg_roles where rolname = current_user")) {
            rows.next();
            if (rows.getBoolean(2)) {
                throw new StartupRefused(
                        "The database lets its user %s past row-level security.".formatted(rows.getString(1)),
                        "Connect as a role that is neither a superuser nor has BYPASSRLS.");
            }
        }
    }

    /** Whoever is of two roles sees what either may see, and the owner may do everything; before the first migration there are none. */
    private static void requireRole(Connection connection, DatabaseAccounts accounts, String role, String settings)
            throws SQLException {
        var all = Stream.of(
                        DatabaseAccounts.APP,
                        DatabaseAccounts.SCOPED,
                        DatabaseAccounts.BLIND,
                        accounts.owner().user())
                .toArray(String[]::new);
        try (var statement = connection.prepareStatement(ROLES)) {
            statement.setArray(1, connection.createArrayOf("text", all));
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    var isOwn = rows.getString(1).equals(role);
                    if (isOwn ? !rows.getBoolean(2) : rows.getBoolean(3)) {
                        throw new StartupRefused(
                                "%s.username logs in as one who %s %s in the database."
                                        .formatted(settings, isOwn ? "is not" : "is also", rows.getString(1)),
                                "Let it be %s or a member of that role, and of no other of Docket's: are logins swapped?"
                                        .formatted(role));
                    }
                }
            }
        }
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

    /** The pool of queries. What it asks for as it connects is dropped in silence by a pooler in between that was told to ignore it. */
    static DataSource requireSettings(HikariConfig config, Duration statementTimeout) {
        var wanted = Map.of(
                "plan_cache_mode",
                "force_generic_plan",
                "statement_timeout",
                Long.toString(statementTimeout.toMillis()));
        HikariDataSource pool = null;
        try {
            pool = new HikariDataSource(config);
            requireSettings(pool, config.getJdbcUrl(), wanted);
            return pool;
        } catch (SQLException | HikariPool.PoolInitializationException e) {
            close(pool);
            throw new StartupRefused(
                    "The database that answers queries, %s, cannot be used: %s"
                            .formatted(place(config.getJdbcUrl()), e.getMessage()),
                    "Check that it runs and that docket.read-pool.url is right; behind pgbouncer see docs/scale.md.");
        } catch (StartupRefused e) {
            close(pool);
            throw e;
        }
    }

    private static void close(@Nullable HikariDataSource pool) {
        if (pool != null) {
            pool.close();
        }
    }

    private static void requireSettings(DataSource pool, String url, Map<String, String> wanted) throws SQLException {
        try (var connection = pool.getConnection();
                var statement = connection.prepareStatement("select setting from pg_settings where name = ?")) {
            for (var setting : wanted.entrySet()) {
                statement.setString(1, setting.getKey());
                try (var rows = statement.executeQuery()) {
                    rows.next();
                    requireSetting(url, setting.getKey(), setting.getValue(), rows.getString(1));
                }
            }
        }
    }

    private static void requireSetting(String url, String name, String wanted, String found) {
        if (!found.equals(wanted)) {
            throw new StartupRefused(
                    "Connections to %s run with %s=%s and not %s: a pooler in between drops the setting."
                            .formatted(place(url), name, found, wanted),
                    "Let the pooler make it with each of its connections; docs/scale.md shows how.");
        }
    }

    /** The URL without its parameters, which may hold a password. */
    static String place(String url) {
        return url.replaceFirst("\\?.*", "");
    }
}
