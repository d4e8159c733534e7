package docket.testing;

import docket.platform.database.DatabaseAccounts;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One migrated database of the test server; tests themselves come as its owner. */
public record TestDatabase(DatabaseAccounts accounts) {
    public String url() {
        return accounts.url();
    }

    public String user() {
        return Objects.requireNonNull(accounts.owner().user());
    }

    public String password() {
        return Objects.requireNonNull(accounts.owner().password());
    }

    /** The settings of an application on it. */
    public String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + url(),
                                "spring.datasource.username=" + accounts.app().user(),
                                "spring.datasource.password=" + accounts.app().password(),
                                "spring.flyway.user=" + accounts.owner().user(),
                                "spring.flyway.password=" + accounts.owner().password(),
                                "docket.scoped-pool.username="
                                        + accounts.scoped().user(),
                                "docket.scoped-pool.password="
                                        + accounts.scoped().password(),
                                "docket.blind-pool.username=" + accounts.blind().user(),
                                "docket.blind-pool.password=" + accounts.blind().password()),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    public DataSource dataSource() {
        return new DriverManagerDataSource(signed(), user(), password());
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(signed(), user(), password());
    }

    /** Its owner, whom no policy binds. */
    public DSLContext owner() {
        return DSL.using(dataSource(), SQLDialect.POSTGRES);
    }

    /** What a test changes behind the back of the application has an actor too; without one the database would refuse it. */
    private String signed() {
        return url() + "?options=-c%20docket.actor=a-test%20-c%20docket.actor_kind=COMMAND";
    }
}
