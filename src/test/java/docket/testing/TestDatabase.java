package docket.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** One migrated database of the test server. */
public record TestDatabase(String url, String user, String password) {

    /** The settings of an application on it. */
    public String[] settings(String... more) {
        return Stream.concat(
                        Stream.of(
                                "spring.datasource.url=" + url,
                                "spring.datasource.username=" + user,
                                "spring.datasource.password=" + password),
                        Stream.of(more))
                .toArray(String[]::new);
    }

    public DataSource dataSource() {
        return new DriverManagerDataSource(signed(), user, password);
    }

    public Connection connect() throws SQLException {
        return DriverManager.getConnection(signed(), user, password);
    }

    /** What a test changes behind the back of the application has an actor too; without one the database would refuse it. */
    private String signed() {
        return url + "?options=-c%20docket.actor=a-test%20-c%20docket.actor_kind=COMMAND";
    }
}
