package docket;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;

@DocketTest
class ApplicationTest {
    @Autowired
    GraphClient client;

    @Autowired
    @Qualifier("readDataSource")
    DataSource reading;

    @Test
    void isHealthyAndShowsNothingElseOfItself() {
        assertThat(client.send(client.request("/actuator/health")).at("status").asString())
                .isEqualTo("UP");
        assertThat(client.send(client.request("/actuator")).status()).isEqualTo(404);
        assertThat(client.send(client.request("/actuator/env")).status()).isEqualTo(404);
    }

    @Test
    void readsOneUnchangingSnapshot() throws Exception {
        try (var connection = reading.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select current_setting('transaction_isolation'), current_setting('transaction_read_only'),
                               current_setting('statement_timeout')
                        """)) {
            rows.next();
            assertThat(rows.getString(1)).isEqualTo("repeatable read");
            assertThat(rows.getString(2)).isEqualTo("on");
            assertThat(rows.getString(3)).isEqualTo("5s");
            connection.rollback();
        }
    }
}
