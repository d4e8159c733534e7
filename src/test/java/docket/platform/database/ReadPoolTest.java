package docket.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Where queries are read from, and under which settings. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReadPoolTest {
    private final TestDatabase written = TestPostgres.database("test_written");
    private final TestDatabase replica = TestPostgres.database("test_replica");

    @Test
    void readsWhereItIsWrittenUnlessTold() throws SQLException {
        assertThat(setting(null, "select current_database()")).isEqualTo("test_written");
        assertThat(setting(replica.url(), "select current_database()")).isEqualTo("test_replica");
    }

    /** A replica may not have yet what was written a moment ago. */
    @Test
    void readsWhatMutationsAnswerWhereTheyWrite() throws Exception {
        var configuration = new PoolConfiguration();
        var properties = properties(replica.url());
        var queries = configuration.readDataSource(written.accounts(), properties);
        try (var closed = (AutoCloseable) queries) {
            var fresh = configuration.freshDataSource(queries, written.accounts(), properties);
            try (var alsoClosed = (AutoCloseable) fresh;
                    var connection = fresh.getConnection();
                    var rows = connection
                            .createStatement()
                            .executeQuery("select current_database(), current_setting('transaction_read_only')")) {
                rows.next();
                assertThat(rows.getString(1)).isEqualTo("test_written");
                assertThat(rows.getString(2)).isEqualTo("on");
            }
        }
        var ofVendors = configuration.scopedDataSource(written.accounts(), properties(replica.url()));
        try (var closed = (AutoCloseable) ofVendors) {
            var fresh = configuration.freshScopedDataSource(ofVendors, written.accounts(), properties(replica.url()));
            try (var alsoClosed = (AutoCloseable) fresh) {
                assertThat(value(ofVendors, "select current_database() || ' as ' || current_user"))
                        .isEqualTo("test_replica as docket_scoped");
                assertThat(value(fresh, "select current_database() || ' as ' || current_user"))
                        .isEqualTo("test_written as docket_scoped");
            }
        }
        var only = configuration.readDataSource(written.accounts(), properties(null));
        try (var closed = (AutoCloseable) only) {
            assertThat(configuration.freshDataSource(only, written.accounts(), properties(null)))
                    .isSameAs(only);
        }
    }

    @Test
    void everyTransactionReadsOneSnapshotUnderATimeout() throws SQLException {
        assertThat(setting(
                        null,
                        "select concat_ws(', ', current_setting('transaction_isolation'), current_setting('transaction_read_only'),"
                                + " current_setting('statement_timeout'), current_setting('plan_cache_mode'))"))
                .isEqualTo("repeatable read, on, 7s, force_generic_plan");
    }

    @Test
    void refusesConnectionsThatLostTheirSettingsOnTheWay() {
        var dropped = new HikariConfig();
        dropped.setJdbcUrl(written.url() + "?loggerLevel=OFF");
        dropped.setUsername(written.user());
        dropped.setPassword(written.password());
        assertThatThrownBy(() -> DatabaseCheck.requireSettings(dropped, Duration.ofSeconds(7)))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("a pooler in between drops the setting")
                .hasMessageNotContaining("loggerLevel");
    }

    @Test
    void refusesADatabaseOfQueriesThatIsAway() {
        assertThatThrownBy(() -> setting(written.url().replace("test_written", "test_nowhere"), "select 1"))
                .isInstanceOf(StartupRefused.class)
                .hasMessageContaining("test_nowhere");
    }

    @Test
    void refusesAPoolWithoutConnections() {
        assertThatThrownBy(() -> new PoolConfiguration().readDataSource(written.accounts(), properties(null, 0)))
                .isInstanceOfSatisfying(
                        StartupRefused.class,
                        refused -> assertThat(refused.remedy()).contains("docket.read-pool.size"));
    }

    private static DatabaseProperties properties(@Nullable String url) {
        return properties(url, 2);
    }

    private static DatabaseProperties properties(@Nullable String url, int size) {
        return new DatabaseProperties(
                ".docket",
                new DatabaseProperties.Postgres(0, "1GB"),
                new DatabaseProperties.ReadPool(url, size, Duration.ofSeconds(7)),
                new DatabaseProperties.ScopedPool(null, null, 2),
                new DatabaseProperties.BlindPool(null, null, 2));
    }

    private static String value(DataSource source, String query) throws SQLException {
        try (var connection = source.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private String setting(@Nullable String url, String query) throws SQLException {
        var source = new PoolConfiguration().readDataSource(written.accounts(), properties(url));
        try (var pool = (AutoCloseable) source) {
            return value(source, query);
        } catch (SQLException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
