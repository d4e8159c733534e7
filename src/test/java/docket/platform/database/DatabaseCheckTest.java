package docket.platform.database;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.platform.database.DatabaseAccounts.Account;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A start with logins that would see more than they are for is refused: the policies of the tables go by them. */
class DatabaseCheckTest {
    private static final TestDatabase DATABASE = TestPostgres.database("test_logins");
    private final DatabaseAccounts right = DATABASE.accounts();

    private static void requireRefused(DatabaseAccounts accounts, String reason) {
        assertThatThrownBy(() -> DatabaseCheck.require(accounts))
                .isInstanceOf(StartupRefused.class)
                .hasMessage(reason);
    }

    private DatabaseAccounts with(Account app, Account scoped, Account blind) {
        return new DatabaseAccounts(right.url(), right.owner(), app, scoped, blind);
    }

    @Test
    void swappedLoginsAreRefused() {
        assertThatCode(() -> DatabaseCheck.require(right)).doesNotThrowAnyException();
        requireRefused(
                with(right.scoped(), right.app(), right.blind()),
                "spring.datasource.username logs in as one who is not docket_app in the database.");
        requireRefused(
                with(right.app(), right.blind(), right.scoped()),
                "docket.scoped-pool.username logs in as one who is also docket_blind in the database.");
        requireRefused(
                with(right.blind(), right.scoped(), right.app()),
                "spring.datasource.username logs in as one who is not docket_app in the database.");
    }

    @Test
    void aLoginThatCouldBecomeMoreIsRefused() throws SQLException {
        var guest = new Account("docket_test_guest", "guest");
        try {
            as("create role docket_test_guest login password 'guest' in role docket_scoped");
            assertThatCode(() -> DatabaseCheck.require(with(right.app(), guest, right.blind())))
                    .doesNotThrowAnyException();
            as("grant docket_app to docket_test_guest with inherit false, set true");
            requireRefused(
                    with(right.app(), guest, right.blind()),
                    "docket.scoped-pool.username logs in as one who is also docket_app in the database.");
            as("revoke docket_app from docket_test_guest");
            as("grant " + DATABASE.user() + " to docket_test_guest");
            requireRefused(
                    with(right.app(), guest, right.blind()),
                    "docket.scoped-pool.username logs in as one who is also %s in the database."
                            .formatted(DATABASE.user()));
        } finally {
            as("drop role if exists docket_test_guest");
        }
    }

    private void as(String sql) throws SQLException {
        TestPostgres.asSuperuser(DATABASE, statement -> statement.execute(sql));
    }
}
