package docket.access;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** One caller, however many slow questions she asks, does not have all connections: somebody else is answered beside her. */
@DocketTest(ownDatabase = true)
@TestPropertySource(properties = {"docket.read-pool.size=2", "docket.scoped-pool.size=2", "docket.blind-pool.size=2"})
class FairShareTest {
    /** Waits for whoever holds the lock. */
    private static final String WAITING = "{ queues(first: 1) { nodes { id } } }";

    private static final String QUICK = "{ policies(first: 1) { nodes { id } } }";

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private int waiting() throws SQLException {
        try (var connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery(
                                "select count(*)::int from pg_stat_activity where datname = current_database() and application_name like 'docket-%' and wait_event_type = 'Lock'")) {
            rows.next();
            return rows.getInt(1);
        }
    }

    /** @param tokens of one caller */
    private void leavesOne(List<String> tokens, String other) throws Exception {
        var slow = new ArrayList<CompletableFuture<Answer>>();
        try (var lock = database.connect()) {
            lock.setAutoCommit(false);
            lock.createStatement().execute("lock table cases.queue in access exclusive mode");
            for (var token : tokens) {
                slow.add(CompletableFuture.supplyAsync(
                        () -> client.as(token).execute(WAITING), Thread::startVirtualThread));
            }
            var began = System.nanoTime();
            while (waiting() == 0) {
                assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
                Thread.sleep(10);
            }
            Thread.sleep(300);
            assertThat(waiting()).as("of her questions").isEqualTo(1);
            var asked = System.nanoTime();
            assertThat(client.as(other).execute(QUICK).errors()).isEmpty();
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
            lock.rollback();
        }
        for (var each : slow) {
            assertThat(each.get().errors()).isEmpty();
        }
    }

    @Test
    void ofTheHouse() throws Exception {
        var one = TestTokens.administrator(database);
        leavesOne(List.of(one, one, one), TestTokens.administrator(database));
    }

    @Test
    void ofThoseWhoJudgeBlind() throws Exception {
        var one = TestTokens.of(database, Role.QA_AUDITOR);
        leavesOne(List.of(one, one, one), TestTokens.of(database, Role.QA_AUDITOR));
    }

    @Test
    void ofACompanyWhateverTokensItHas() throws Exception {
        UUID company;
        try (var connection = database.connect();
                var rows = connection
                        .createStatement()
                        .executeQuery("insert into vendors.vendor (key, name) values ('many', 'Many') returning id")) {
            rows.next();
            company = rows.getObject(1, UUID.class);
        }
        leavesOne(
                List.of(
                        TestTokens.ofVendor(database, company),
                        TestTokens.ofVendor(database, company),
                        TestTokens.ofVendor(database, company)),
                TestTokens.ofSomeVendor(database, null));
    }
}
