package docket.demo;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketProcess;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** Which starts load demo data and which refuse to. */
class DemoStartTest {

    @Test
    void neverMixesMadeUpDataWithRealOnes() throws Exception {
        var database = TestPostgres.database("test_demo_not_empty");
        execute(database, "insert into vendors.vendor (key, name) values ('real', 'A real one')");

        try (var docket = start(database, "docket.demo=small")) {
            assertThat(docket.awaitExit()).isNotZero();
            assertThat(docket.output())
                    .contains("Demo data (small) was asked for, but the configured database is not empty.")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void saysWhichSizesThereAre() throws Exception {
        try (var docket = start(TestPostgres.database("test_demo_size"), "docket.demo=huge")) {
            assertThat(docket.awaitExit()).isNotZero();
            assertThat(docket.output()).contains("none, small, standard or large");
        }
    }

    private static DocketProcess start(TestDatabase database, String setting) throws Exception {
        return DocketProcess.start(database.settings("server.port=0", setting));
    }

    private static void execute(TestDatabase database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
