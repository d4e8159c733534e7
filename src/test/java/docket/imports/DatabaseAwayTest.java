package docket.imports;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Without the database nothing is stored, and the sender is told to come again. */
@DocketTest(ownDatabase = true)
class DatabaseAwayTest {
    @Autowired
    GraphClient graph;

    @Autowired
    TestDatabase database;

    @Test
    void saysThatTheDatabaseIsAwayAndWhenToComeAgain() throws Exception {
        var file = StatementFile.v2().good(1);
        var client = new ImportClient(graph);
        Quiet.about(ImportStatements.class);
        allowConnections(false);
        try {
            var answer = client.send(file);
            assertThat(answer.status()).as(answer.body()).isEqualTo(503);
            assertThat(answer.errorCodes()).containsExactly("UNAVAILABLE");
            assertThat(answer.at("errors/0/extensions/retryAfterMs").asInt()).isPositive();
            assertThat(answer.at("errors/0/extensions/requestId").asString()).isNotEmpty();
            assertThat(answer.at("errors/0/message").asString()).contains("database", "again");
        } finally {
            allowConnections(true);
            Quiet.noMore(ImportStatements.class);
        }
        assertThat(statusOnceBack(client, file)).isEqualTo(200);
        assertThat(client.stored(file.platform())).isEqualTo(1);
    }

    /** As the answer told the sender: again and again, until the pool has let go of its last dead connection. */
    private static int statusOnceBack(ImportClient client, StatementFile file) throws InterruptedException {
        var status = client.send(file).status();
        for (int attempt = 0; attempt < 10 && status == 503; attempt++) {
            Thread.sleep(1_000);
            status = client.send(file).status();
        }
        return status;
    }

    private void allowConnections(boolean allowed) throws SQLException {
        var name = database.url().substring(database.url().lastIndexOf('/') + 1);
        var other = database.url().replace("/" + name, "/postgres");
        try (var connection = DriverManager.getConnection(other, database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(name, allowed));
            if (!allowed) {
                statement.execute(
                        "select pg_terminate_backend(pid) from pg_stat_activity where usename like 'docket\\_%' and datname = '"
                                + name + "'");
            }
        }
    }
}
