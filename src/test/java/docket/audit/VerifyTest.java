package docket.audit;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.TestDatabase;
import docket.testing.TestPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Whoever owns the server can change anything; nothing that was changed goes unnoticed. */
@ExtendWith(OutputCaptureExtension.class)
class VerifyTest {
    private static final TestDatabase DATABASE = TestPostgres.database("test_verify");
    private static final String CHAIN = "7";
    private static final int EVENTS = 10;

    private Connection superuser;

    @BeforeEach
    void writeEvents() throws SQLException {
        superuser = TestPostgres.superuser(DATABASE);
        execute("set session_replication_role = replica");
        execute("truncate audit.audit_event, audit.anchor");
        execute("delete from audit.chain");
        execute("""
                insert into audit.chain
                select number, 0, sha256(convert_to('docket audit chain ' || number, 'UTF8')) from generate_series(0, 63) number""");
        execute("set session_replication_role = origin");
        // Other databases of the server use up numbers of transactions too.
        execute("""
                do $$
                begin
                    while exists (select from audit.chain where entries < %1$d) loop
                        if (select entries < %1$d from audit.chain where chain = mod(pg_current_xact_id()::text::bigint, 64)) then
                            insert into audit.audit_event (action, actor_kind, actor, detail)
                            values ('READ', 'COMMAND', 'a test', 'event \u00e9 \u691c');
                        end if;
                        commit;
                    end loop;
                end $$""".formatted(EVENTS));
        execute("select audit.drop_anchor()");
        execute("set session_replication_role = replica");
    }

    @AfterEach
    void disconnect() throws SQLException {
        superuser.close();
    }

    private void execute(String statement) throws SQLException {
        try (var executed = superuser.createStatement()) {
            executed.execute(statement);
        }
    }

    private static int verify(String... arguments) {
        return new VerifyCommand(DSL.using(DATABASE.dataSource(), SQLDialect.POSTGRES))
                .run(new DefaultApplicationArguments(arguments));
    }

    @Test
    void findsNothingWhereNothingWasChanged(CapturedOutput output) {
        assertThat(verify()).isZero();
        assertThat(output.getOut()).containsPattern("640 events in \\d+\\.\\d s: all as they were written");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            update audit.audit_event set actor = 'b test' where (chain, number) = (7, 4)                 | chain 7, event 4: EDITED
            update audit.audit_event set occurred_at = occurred_at + interval '1 microsecond' where (chain, number) = (7, 1) | chain 7, event 1: EDITED
            update audit.audit_event set detail = null, reason = detail where (chain, number) = (7, 10)  | chain 7, event 10: EDITED
            delete from audit.audit_event where (chain, number) = (7, 4)                                 | chain 7, event 4: REMOVED
            delete from audit.audit_event where (chain, number) = (7, 1)                                 | chain 7, event 1: REMOVED
            delete from audit.audit_event where (chain, number) = (7, 10)                                | chain 7, event 10: REMOVED
            delete from audit.audit_event where chain = 7                                                | chain 7, event 1: REMOVED
            delete from audit.chain where chain = 7                                                      | chain 7, event 11: REMOVED
            update audit.chain set entries = 9 where chain = 7                                           | chain 7, event 10: EDITED
            """)
    void findsWhatWasChanged(String change, String told, CapturedOutput output) throws SQLException {
        execute(change);
        assertThat(verify()).isEqualTo(1);
        assertThat(output.getOut().lines().filter(line -> line.startsWith("chain ") || line.startsWith("anchor ")))
                .as(output.getOut())
                .singleElement()
                .asString()
                .startsWith(told);
        assertThat(output.getOut()).contains("not as they were written");
    }

    @ParameterizedTest
    @CsvSource({"4, 5", "2, 9", "1, 10"})
    void findsWhatWasReordered(int one, int other, CapturedOutput output) throws SQLException {
        for (var move : Map.of(one, 1_000, other, 1_001).entrySet()) {
            execute(move(move.getKey(), move.getValue()));
        }
        execute(move(1_000, other));
        execute(move(1_001, one));
        assertThat(verify()).isEqualTo(1);
        assertThat(output.getOut()).contains("chain 7, event %d: REORDERED".formatted(one));
    }

    private static String move(int from, int to) {
        return "update audit.audit_event set number = %d where (chain, number) = (%s, %d)".formatted(to, CHAIN, from);
    }

    /** One fault of each chain is told, whatever happened to the others. */
    @Test
    void tellsTheFirstFaultOfEachChain(CapturedOutput output) throws SQLException {
        execute("update audit.audit_event set actor = 'b test' where chain in (3, 7) and number in (5, 6)");
        execute("delete from audit.audit_event where (chain, number) in ((7, 2), (12, 8))");
        assertThat(verify()).isEqualTo(1);
        assertThat(output.getOut().lines().filter(line -> line.startsWith("chain ")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("chain 3, event 5: EDITED"),
                        line -> assertThat(line).startsWith("chain 7, event 2: REMOVED"),
                        line -> assertThat(line).startsWith("chain 12, event 8: REMOVED"));
    }

    /** Every hash anew from the change on, the end of the chain too: only what was kept elsewhere tells. */
    private void rewrite(String change) throws SQLException {
        execute(change);
        execute("""
                do $$
                declare
                    tip bytea := sha256('docket audit chain 7');
                    place bigint := 0;
                    event audit.audit_event;
                begin
                    for event in select * from audit.audit_event where chain = 7 order by number loop
                        place := place + 1;
                        update audit.audit_event set number = -place where (chain, number) = (7, event.number);
                        event.number := place;
                        update audit.audit_event
                        set previous_hash = tip, hash = sha256(tip || convert_to(audit.canonical(event), 'UTF8'))
                        where (chain, number) = (7, -place) returning hash into tip;
                    end loop;
                    update audit.audit_event set number = -number where chain = 7;
                    update audit.chain set entries = place, hash = tip where chain = 7;
                end $$""");
    }

    @Test
    void anAnchorKnowsAChainThatWasMadeAnew(CapturedOutput output) throws SQLException {
        execute("alter table audit.audit_event drop constraint ck_audit_event_number_positive");
        try {
            rewrite("update audit.audit_event set actor = 'b test' where (chain, number) = (7, 4)");
            assertThat(verify()).isEqualTo(1);
            assertThat(output.getOut()).contains("chain 7, event 10: EDITED, an anchor knows another one");
            rewrite("delete from audit.audit_event where chain = 7 and number > 4");
            assertThat(verify()).isEqualTo(1);
            assertThat(output.getOut()).contains("chain 7, event 10: REMOVED, an anchor knows it");
        } finally {
            execute("delete from audit.audit_event where number < 1");
            execute("alter table audit.audit_event add constraint ck_audit_event_number_positive check (number > 0)");
        }
    }

    @Test
    void anAnchorThatWasKeptElsewhereIsLookedFor(CapturedOutput output) throws SQLException, IOException {
        var kept = DSL.using(DATABASE.dataSource(), SQLDialect.POSTGRES)
                .fetchSingle("select encode(hash, 'hex') from audit.anchor")
                .get(0, String.class);
        assertThat(verify("--anchor=" + kept)).isZero();
        execute("delete from audit.anchor");
        assertThat(verify()).isZero();
        assertThat(verify("--anchor=" + kept)).isEqualTo(1);
        assertThat(output.getOut()).contains("anchor %s: REMOVED".formatted(kept));
        assertThat(verify("--anchor=nonsense")).isEqualTo(2);
    }

    @Test
    void anAnchorThatWasEditedIsFound(CapturedOutput output) throws SQLException {
        execute("update audit.anchor set at = at - interval '1 day'");
        assertThat(verify()).isEqualTo(1);
        assertThat(output.getOut()).contains("anchor 1: EDITED");
    }
}
