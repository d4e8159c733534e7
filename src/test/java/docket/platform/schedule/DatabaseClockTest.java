package docket.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import docket.testing.TestPostgres;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What is due is told by the database's clock, and not by the server's, which may be ahead. */
class DatabaseClockTest {
    @Test
    void sweepsGoByTheDatabasesTime() {
        var database = TestPostgres.database("test_database_clock");
        // To this user it is three days later than to everybody else on this machine.
        database.owner().execute("""
                create schema ahead;
                create function ahead.clock_timestamp() returns timestamptz language sql
                return pg_catalog.clock_timestamp() + interval '3 days'""");
        var separator = database.url().contains("?") ? "&" : "?";
        var ahead = new DriverManagerDataSource(
                database.url() + separator + "options=-c%20search_path=ahead,pg_catalog",
                database.user(),
                database.password());
        var told = new AtomicReference<Instant>();
        try (var running =
                Schedule.start(ahead, List.of(new Sweep("asks-for-the-time", Duration.ofSeconds(1), told::set)))) {
            assertThat(running).isNotNull();
            await().atMost(Duration.ofSeconds(20)).until(() -> told.get() != null);
        }
        assertThat(told.get()).isAfter(Instant.now().plus(Duration.ofDays(2)));
    }
}
