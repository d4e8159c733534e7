package docket.audit;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.graph.GraphEngine;
import docket.testing.DocketProcess;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;

/** Whatever ends in the middle: no write without its event, no event of a write that was not. */
@DocketTest(ownDatabase = true)
class AuditCrashTest {
    private static final int WRITERS = 4;

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private interface Sender {
        void send(String document) throws IOException, InterruptedException;
    }

    private static String mutation() {
        return "mutation { createToken(input: {idempotencyKey: \"%s\", owner: \"crash\", roles: [ANALYST], expiresAt: \"%s\"}) { token } }"
                .formatted(UUID.randomUUID(), Instant.now().plus(Duration.ofDays(1)));
    }

    /** Writes from several threads while something happens; returns how many requests failed. */
    private static int writing(Sender sender, Disaster disaster) throws Exception {
        var isOver = new AtomicBoolean();
        var failed = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                threads.execute(() -> {
                    while (!isOver.get()) {
                        try {
                            sender.send(mutation());
                        } catch (IOException | RuntimeException lost) {
                            failed.incrementAndGet();
                        } catch (InterruptedException ending) {
                            return;
                        }
                    }
                });
            }
            try {
                disaster.strike();
            } finally {
                isOver.set(true);
            }
            threads.shutdown();
            assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        }
        return failed.get();
    }

    private interface Disaster {
        void strike() throws Exception;
    }

    private List<String> column(String query) throws SQLException {
        try (var connection = database.connect();
                var rows = connection.createStatement().executeQuery(query)) {
            var values = new ArrayList<String>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    private void awaitNobodyWrites() throws SQLException, InterruptedException {
        var since = System.nanoTime();
        while (!column(
                        "select pid from pg_stat_activity where datname = current_database() and backend_xid is not null and pid <> pg_backend_pid()")
                .isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(Duration.ofSeconds(10));
            Thread.sleep(50);
        }
    }

    private void assertEachWriteHasItsEvent() throws SQLException, InterruptedException {
        awaitNobodyWrites();
        assertThat(column("select count(*) from access.api_token where owner = 'crash'")
                        .getFirst())
                .as("something was written")
                .isNotEqualTo("0");
        assertThat(column("""
                select t.id, e.id from access.api_token t
                full join (select * from audit.audit_event where entity_type = 'ApiToken' and action = 'CREATED') e
                    on e.entity_id = t.id and e.after ->> 'public_id' = t.public_id
                where t.id is null or e.id is null""")).isEmpty();
        assertThat(column("""
                select key from platform.idempotency i
                left join access.api_token t on t.id = (i.answer -> 'ids' ->> 'apiToken')::uuid
                where t.id is null""")).isEmpty();
        assertThat(new VerifyCommand(database.owner()).run(new DefaultApplicationArguments()))
                .isZero();
    }

    @Test
    void aServerThatIsKilled() throws Exception {
        try (var server =
                DocketProcess.start(database.settings("server.port=0")).awaitReady()) {
            var failed = writing(document -> server.ask(client.token(), document), () -> {
                Thread.sleep(2_000);
                server.kill();
            });
            assertThat(failed).isPositive();
        }
        assertEachWriteHasItsEvent();
    }

    @Test
    void connectionsThatAreEnded() throws Exception {
        Quiet.about(GraphEngine.class);
        try {
            writing(document -> client.execute(document), () -> {
                for (int time = 0; time < 30; time++) {
                    Thread.sleep(100);
                    column(
                            "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'docket_app'");
                }
            });
        } finally {
            Quiet.noMore(GraphEngine.class);
        }
        assertEachWriteHasItsEvent();
    }
}
