package docket.audit;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.audit.AuditNote;
import docket.platform.request.Caller;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Notes survive a database that is away for a while, and each other. */
class AuditWriterTest {
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final TestDatabase database = TestPostgres.database("test_audit_writer_" + DATABASES.incrementAndGet());
    private final DSLContext sql = database.owner();

    @BeforeEach
    void quiet() {
        Quiet.about(AuditWriter.class);
    }

    @AfterEach
    void loud() {
        Quiet.noMore(AuditWriter.class);
    }

    private static AuditNote read(String type, String request) {
        return AuditNote.read(Caller.DOCKET, request, type, null, "email", null);
    }

    private List<String> written() {
        return sql.fetch(
                        "select action || ' ' || coalesce(request_id, '') || ' ' || occurrences from audit.audit_event order by 1")
                .getValues(0, String.class);
    }

    @Test
    void whatCannotBeWrittenIsCountedAndTakesNothingAlong() {
        var writer = new AuditWriter(sql);
        writer.note(read("Reviewer", "r-1"));
        writer.note(read("x".repeat(101), "r-2"));
        writer.note(read("Seller", "r-3"));
        writer.note(read("Reviewer", "r-4"));
        writer.destroy();
        writer.write(Instant.now());
        assertThat(written()).containsExactly("MISSED  1", "READ r-1 2", "READ r-3 1");
    }

    @Test
    void notesWaitForADatabaseThatIsAway() {
        var source =
                new DriverManagerDataSource(database.url().replace("test_audit_writer", "test_no_such"), "docket", "");
        var writer = new AuditWriter(DSL.using(source, SQLDialect.POSTGRES));
        writer.note(read("Reviewer", "r-4"));
        writer.destroy();
        source.setUrl(database.url());
        source.setUsername(database.user());
        source.setPassword(database.password());
        writer.write(Instant.now());
        assertThat(written()).containsExactly("READ r-4 1");
    }

    @Test
    void goesOnAfterWhatNobodyForesaw() throws InterruptedException {
        var isBroken = new AtomicBoolean(true);
        var source = new DriverManagerDataSource(database.url(), database.user(), database.password()) {
            @Override
            protected Connection getConnectionFromDriver(Properties properties) throws SQLException {
                if (isBroken.getAndSet(false)) {
                    throw new IllegalStateException("once");
                }
                return super.getConnectionFromDriver(properties);
            }
        };
        var writer = new AuditWriter(DSL.using(source, SQLDialect.POSTGRES));
        writer.note(read("Reviewer", "r-5"));
        for (var deadline = Instant.now().plusSeconds(20);
                written().isEmpty() && Instant.now().isBefore(deadline); ) {
            Thread.sleep(100);
        }
        assertThat(isBroken).isFalse();
        assertThat(written()).containsExactly("READ r-5 1");
        writer.destroy();
    }
}
