package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import docket.platform.schedule.Schedule;
import docket.platform.schedule.Sweep;
import docket.testing.TestPostgres;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Alerts come on time, and once, however many servers look and however long none did. */
class AlertSweepTest {
    /** Ahead of the database's own time, so that nothing is late by that. */
    private static final Instant NOON =
            Instant.now().plus(2, ChronoUnit.DAYS).truncatedTo(ChronoUnit.DAYS).plus(12, ChronoUnit.HOURS);

    private static int databases;

    private final FollowCases clocks = new FollowCases(new Promises());
    private DSLContext owner;
    private DataSource app;
    private DSLContext sql;

    @BeforeEach
    void promise() {
        var database = TestPostgres.database("test_alert_sweep_" + ++databases);
        owner = database.owner();
        var account = database.accounts().app();
        app = new DriverManagerDataSource(
                database.url(), String.valueOf(account.user()), String.valueOf(account.password()));
        sql = DSL.using(app, SQLDialect.POSTGRES);
        Promised.write(owner);
    }

    /** The decision of a case of France is due after eight hours, and at risk in the last of them. */
    private CaseStory decisionDue(Instant at) {
        return CaseStory.received(
                sql, clocks, "FR", "P2", at.minus(8, ChronoUnit.HOURS).toString());
    }

    private int alerts(String condition) {
        return owner.fetchSingle("select count(*) from sla.clock_alert where " + condition)
                .get(0, Integer.class);
    }

    @Test
    void raisesAnAlertWhenItIsTimeAndNotBefore() {
        decisionDue(NOON);
        AlertSweep.raise(sql, NOON.minus(60, ChronoUnit.MINUTES).minusMillis(1));
        assertThat(alerts("true")).isZero();
        AlertSweep.raise(sql, NOON.minus(60, ChronoUnit.MINUTES));
        assertThat(alerts("kind = 'AT_RISK' and occurred_at = raised_at")).isOne();
        AlertSweep.raise(sql, NOON);
        assertThat(alerts("true")).isOne();
        AlertSweep.raise(sql, NOON.plusMillis(1));
        AlertSweep.raise(sql, NOON.plusSeconds(60));
        assertThat(alerts("kind = 'BREACH' and occurred_at = due_at")).isOne();
        assertThat(alerts("true")).isEqualTo(2);
        assertThat(owner.fetch("""
                        select o.seq || ' ' || o.kind || ' ' || o.to_state from events.outbox_event o join sla.sla_clock k on k.id = o.entity_id
                        where o.stream = 'SLA_CLOCK' and o.detail ->> 'case' = k.case_id::text order by o.seq""").getValues(0))
                .as("told, in their order")
                .hasToString("[1 AT_RISK IMMINENT, 2 BREACH BREACHING]");
        assertThat(owner.fetchSingle("select status from sla.sla_clock where clock_kind = 'DECISION'")
                        .get(0))
                .isEqualTo("BREACHING");
    }

    @Test
    void alertsAgainForTheDueTimeThatAHoldMoved() {
        var story = decisionDue(NOON);
        story.then("QUEUED", "QUEUED", NOON.minus(7, ChronoUnit.HOURS).toString());
        story.then("CLAIMED", "IN_REVIEW", NOON.minus(6, ChronoUnit.HOURS).toString());
        AlertSweep.raise(sql, NOON.minus(30, ChronoUnit.MINUTES));
        story.then(
                "HELD", "ON_HOLD", NOON.minus(20, ChronoUnit.MINUTES).toString(), "{\"reason\": \"AWAITING_SELLER\"}");
        AlertSweep.raise(sql, NOON.plus(1, ChronoUnit.HOURS));
        assertThat(alerts("true")).isOne();
        story.then("RESUMED", "QUEUED", NOON.plus(2, ChronoUnit.HOURS).toString());
        AlertSweep.raise(sql, NOON.plus(3, ChronoUnit.HOURS));
        assertThat(alerts("kind = 'AT_RISK'")).isEqualTo(2);
        assertThat(alerts("kind = 'BREACH'")).isOne();
    }

    @Test
    void aSchedulerThatStoodStillForTenMinutesRaisesEveryDueAlertOnce() {
        for (var minute = 0; minute < 12; minute++) {
            var due = NOON.plus(minute, ChronoUnit.MINUTES).plusSeconds(30);
            decisionDue(due);
            decisionDue(due.plus(60, ChronoUnit.MINUTES));
        }
        runServers(1, NOON);
        assertThat(alerts("kind = 'AT_RISK'")).isEqualTo(12);
        assertThat(alerts("kind = 'BREACH'")).isZero();

        var tenMinutesLater = NOON.plus(10, ChronoUnit.MINUTES);
        runServers(3, tenMinutesLater);
        assertThat(alerts("kind = 'BREACH'")).isEqualTo(10);
        assertThat(alerts("kind = 'AT_RISK'")).isEqualTo(22);
        runServers(2, tenMinutesLater);
        assertThat(alerts("true")).isEqualTo(32);
        owner.execute("do $$ begin while events.number_entries(1000) > 0 loop end loop; end $$");
        assertThat(owner.fetchSingle(
                                "select count(*), max(position) from events.outbox_event where stream = 'SLA_CLOCK'")
                        .intoList())
                .hasToString("[32, 32]");
    }

    /** From that time on, each on a schedule of its own, until the sweep has been run three times: less than half a minute. */
    private void runServers(int servers, Instant from) {
        var began = Instant.now();
        var clock = Clock.offset(Clock.systemUTC(), Duration.between(began, from));
        var turns = new AtomicInteger();
        var sweep = new Sweep("sla-alerts", Duration.ofSeconds(1), now -> {
            AlertSweep.raise(sql, now);
            turns.incrementAndGet();
        });
        var running = new ArrayList<Schedule>();
        try {
            for (var server = 0; server < servers; server++) {
                running.add(Schedule.start(app, clock, List.of(sweep)));
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> turns.get() >= 3);
        } finally {
            running.forEach(Schedule::close);
        }
    }
}
