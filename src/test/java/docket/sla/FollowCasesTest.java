package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import docket.cases.CaseClocks;
import docket.testing.DocketTest;
import docket.testing.TestDatabase;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jooq.ConnectionProvider;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to a case happens to its clocks, in the same transaction. Times are of a Tuesday in winter unless they say otherwise. */
@DocketTest(ownDatabase = true)
class FollowCasesTest {
    @Autowired
    DSLContext sql;

    @Autowired
    CaseClocks clocks;

    @Autowired
    TestDatabase database;

    private DSLContext owner;

    @BeforeEach
    void promise() {
        owner = database.owner();
        if (owner.fetchExists(owner.selectFrom("sla.sla_policy"))) {
            return;
        }
        Promised.write(owner);
    }

    @AfterEach
    void everyClockStandsAsItsEventsTell() {
        var faults = new ArrayList<ClockFault>();
        var result = owner.transactionResult(transaction -> {
            VerifyClocksRepository.begin(transaction.dsl());
            return VerifyClocks.run(transaction.dsl(), faults::add);
        });
        assertThat(faults).isEmpty();
        assertThat(result.clocks()).isPositive();
    }

    @Test
    void ofACaseFromReportToReopening() {
        var story = received("FR", "P2", "2026-01-13T08:00:00Z");
        assertThat(clocks(story)).containsExactly("DECISION SLA 08:00 due 16:00 open", "FIRST_TOUCH OLA - due - open");
        assertThat(story.then("QUEUED", "QUEUED", "2026-01-13T08:01:00Z", queue("house")))
                .isEqualTo("2026-01-13T16:00:00Z");
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T09:00:00Z");
        assertThat(clocks(story))
                .containsExactly("DECISION SLA 08:00 due 16:00 open", "FIRST_TOUCH OLA 08:01 due 12:01 ACHIEVED 09:00");

        assertThat(story.then("HELD", "ON_HOLD", "2026-01-13T10:00:00Z", reason("AWAITING_SELLER")))
                .isNull();
        assertThat(clocks(story)).contains("DECISION SLA 08:00 due - PAUSED");
        assertThat(story.then("RESUMED", "QUEUED", "2026-01-13T13:30:00Z")).isEqualTo("2026-01-13T19:30:00Z");

        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T14:00:00Z");
        assertThat(story.then("DECIDED", "DECIDED", "2026-01-13T15:00:00Z", outcome("NO_VIOLATION")))
                .isNull();
        assertThat(clocks(story))
                .contains("DECISION SLA 08:00 due 19:30 ACHIEVED 15:00")
                .hasSize(2);
        story.then("CLOSED", "CLOSED", "2026-01-13T15:10:00Z");
        assertThat(story.then("REOPENED", "QUEUED", "2026-01-13T20:00:00Z")).isEqualTo("2026-01-14T04:00:00Z");
        assertThat(clocks(story))
                .contains("DECISION SLA 08:00 due 19:30 ACHIEVED 15:00", "DECISION SLA 20:00 due 04:00 open")
                .hasSize(3);
    }

    private CaseStory received(String market, String severity, String at) {
        return CaseStory.received(sql, clocks, market, severity, at);
    }

    private static String queue(String key) {
        return "{\"queue\": \"%s\"}".formatted(key);
    }

    private static String reason(String reason) {
        return "{\"reason\": \"%s\"}".formatted(reason);
    }

    private static String outcome(String outcome) {
        return "{\"outcome\": \"%s\", \"level\": \"FIRST\"}".formatted(outcome);
    }

    /** In order of kind and start. Whether a clock is RUNNING or BREACHING depends on when the test runs. */
    private List<String> clocks(CaseStory story) {
        return owner.fetch("""
                select concat_ws(' ', clock_kind, agreement, coalesce(to_char(started_at at time zone 'UTC', 'HH24:MI'), '-'), 'due',
                    case when isfinite(due_at) then to_char(due_at at time zone 'UTC', 'HH24:MI') else '-' end,
                    case when status in ('PENDING', 'RUNNING', 'IMMINENT', 'BREACHING') then 'open' else status end,
                    to_char(stopped_at at time zone 'UTC', 'HH24:MI'))
                from sla.sla_clock where case_id = ? order by clock_kind, agreement, started_at""", story.id).map(row -> row.get(0, String.class));
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0"})
    void reasonsAreOwedForWhatRestrictsSomebody(boolean owesReasons, int clocks) {
        var story = received("DE", "P0", "2026-01-13T08:00:00Z");
        story.then("QUEUED", "QUEUED", "2026-01-13T08:01:00Z", queue("house"));
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T08:02:00Z");
        story.then(
                "DECIDED",
                "DECIDED",
                "2026-01-13T08:03:00Z",
                "{\"outcome\": \"VIOLATION\", \"owesReasons\": %s}".formatted(owesReasons));
        assertThat(clocks(story).stream().filter(clock -> clock.startsWith("NOTICE")))
                .hasSize(clocks);
    }

    @ParameterizedTest
    @CsvSource({
        "AWAITING_SELLER, PAUSED",
        "AWAITING_REPORTER, PAUSED",
        "AWAITING_AUTHORITY, PAUSED",
        "AWAITING_EXPERT, PAUSED",
        "OTHER, open"
    })
    void pausesForListedReasonsOnly(String reason, String expected) {
        var story = claimed("FR", "P2");
        story.then("HELD", "ON_HOLD", "2026-01-13T09:00:00Z", reason(reason));
        assertThat(clocks(story).getFirst()).endsWith(expected);
    }

    /** Received at eight, in the house's queue and claimed by half past. */
    private CaseStory claimed(String market, String severity) {
        var story = received(market, severity, "2026-01-13T08:00:00Z");
        story.then("QUEUED", "QUEUED", "2026-01-13T08:01:00Z", queue("house"));
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T08:30:00Z");
        return story;
    }

    @Test
    void ofAnEscalationUntilItsRuling() {
        var story = claimed("FR", "P2");
        story.then("ESCALATED", "ESCALATED", "2026-01-13T09:00:00Z");
        assertThat(pauses(story)).containsExactly("AWAITING_RULING 09:00 -");
        story.then("RULED", "DECIDED", "2026-01-13T23:00:00Z", outcome("NO_VIOLATION"));
        assertThat(pauses(story)).containsExactly("AWAITING_RULING 09:00 23:00");
        assertThat(clocks(story)).contains("DECISION SLA 08:00 due 06:00 ACHIEVED 23:00");
    }

    private List<String> pauses(CaseStory story) {
        return owner.fetch("""
                select concat_ws(' ', reason, to_char(paused_at at time zone 'UTC', 'HH24:MI'), coalesce(to_char(resumed_at at time zone 'UTC', 'HH24:MI'), '-'))
                from sla.sla_pause p join sla.sla_clock k on k.id = p.sla_clock_id where k.case_id = ? order by paused_at""", story.id).map(row -> row.get(0, String.class));
    }

    @Test
    void whatWasLateWhenItPausedStaysDueWhenItWas() {
        var story = claimed("FR", "P2");
        story.then("HELD", "ON_HOLD", "2026-01-13T17:00:00Z", reason("AWAITING_SELLER"));
        assertThat(clocks(story)).contains("DECISION SLA 08:00 due - PAUSED");
        assertThat(story.then("RESUMED", "QUEUED", "2026-01-14T09:00:00Z")).isEqualTo("2026-01-13T16:00:00Z");
        story.then("CLAIMED", "IN_REVIEW", "2026-01-14T10:00:00Z");
        story.then("DECIDED", "DECIDED", "2026-01-14T11:00:00Z", outcome("NO_VIOLATION"));
        assertThat(clocks(story)).contains("DECISION SLA 08:00 due 16:00 BREACHED 11:00");
    }

    @Test
    void companiesAnswerForWhatTheirQueuesHave() {
        var story = received("FR", "P2", "2026-01-13T08:00:00Z").workedBy(UUID.fromString(Promised.NORTH));
        story.then("QUEUED", "QUEUED", "2026-01-13T08:10:00Z", queue("north"));
        assertThat(clocks(story)).contains("DECISION VENDOR_CONTRACT 08:10 due 18:10 open");
        story.workedBy(UUID.fromString(Promised.SOUTH))
                .then("REROUTED", "QUEUED", "2026-01-13T09:00:00Z", queue("south"));
        assertThat(clocks(story))
                .contains(
                        "DECISION VENDOR_CONTRACT 08:10 due 18:10 CANCELLED 09:00",
                        "DECISION VENDOR_CONTRACT 09:00 due 19:00 open");
        story.workedBy(null).then("REROUTED", "QUEUED", "2026-01-13T09:30:00Z", queue("house"));
        assertThat(clocks(story)).contains("DECISION VENDOR_CONTRACT 09:00 due 19:00 CANCELLED 09:30");
        assertThat(clocks(story)).filteredOn(clock -> clock.endsWith("open")).hasSize(2);
    }

    @Test
    void reasonsAreOwedForAViolationWhereTheyArePromised() {
        var story = claimed("DE", "P2");
        story.then("PROPOSED", "PENDING_APPROVAL", "2026-01-13T09:00:00Z", outcome("VIOLATION"));
        assertThat(clocks(story)).noneMatch(clock -> clock.startsWith("NOTICE"));
        story.then("APPROVED", "DECIDED", "2026-01-13T10:00:00Z", outcome("VIOLATION"));
        assertThat(clocks(story)).contains("NOTICE SLA 10:00 due 12:00 open");
        story.then("NOTICE_SENT", "DECIDED", "2026-01-13T10:20:00Z");
        assertThat(clocks(story)).contains("NOTICE SLA 10:00 due 12:00 ACHIEVED 10:20");
    }

    @Test
    void reasonsAreOwedOverAReopeningThatLeavesInForceWhatTheyAreFor() {
        var story = claimed("DE", "P2");
        story.then("DECIDED", "DECIDED", "2026-01-13T10:00:00Z", owes(false));
        story.then("REOPENED", "QUEUED", "2026-01-13T10:30:00Z", "{\"queue\": \"house\", \"keepsOwed\": true}");
        assertThat(clocks(story)).contains("NOTICE SLA 10:00 due 12:00 open");
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T10:40:00Z");
        story.then("DECIDED", "DECIDED", "2026-01-13T11:00:00Z", owes(true));
        assertThat(clocks(story)).contains("NOTICE SLA 10:00 due 12:00 open");
        story.then("REOPENED", "QUEUED", "2026-01-13T11:10:00Z", "{\"queue\": \"house\", \"keepsOwed\": true}");
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T11:20:00Z");
        story.then("DECIDED", "DECIDED", "2026-01-13T11:30:00Z", owes(false));
        assertThat(clocks(story))
                .contains("NOTICE SLA 10:00 due 12:00 CANCELLED 11:30", "NOTICE SLA 11:30 due 13:30 open");
        story.then("REOPENED", "QUEUED", "2026-01-13T11:40:00Z", "{\"bulk\": \"all of it was undone\"}");
        assertThat(clocks(story)).contains("NOTICE SLA 11:30 due 13:30 CANCELLED 11:40");
    }

    private static String owes(boolean keepsOwed) {
        return "{\"outcome\": \"VIOLATION\", \"owesReasons\": true, \"keepsOwed\": %s}".formatted(keepsOwed);
    }

    @Test
    void aCompanyOwesADecisionAnewOfWhatComesBackToIt() {
        var story = received("FR", "P2", "2026-01-13T08:00:00Z").workedBy(UUID.fromString(Promised.NORTH));
        story.then("QUEUED", "QUEUED", "2026-01-13T08:10:00Z", queue("north"));
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T08:20:00Z");
        story.then("DECIDED", "DECIDED", "2026-01-13T09:00:00Z", outcome("NO_VIOLATION"));
        story.then("REOPENED", "QUEUED", "2026-01-13T10:00:00Z", queue("north"));
        assertThat(clocks(story))
                .contains(
                        "DECISION VENDOR_CONTRACT 08:10 due 18:10 ACHIEVED 09:00",
                        "DECISION VENDOR_CONTRACT 10:00 due 20:00 open");
        story.then("CLAIMED", "IN_REVIEW", "2026-01-13T10:10:00Z");
        story.then("DECIDED", "DECIDED", "2026-01-13T11:00:00Z", outcome("NO_VIOLATION"));
        assertThat(clocks(story)).contains("DECISION VENDOR_CONTRACT 10:00 due 20:00 ACHIEVED 11:00");
    }

    @Test
    void aCaseThatGoesNoFurtherEndsItsClocksWithoutAVerdict() {
        var story = received("FR", "P2", "2026-01-13T08:00:00Z");
        story.then("MERGED", "MERGED", "2026-01-13T08:05:00Z");
        assertThat(clocks(story))
                .containsExactly(
                        "DECISION SLA 08:00 due 16:00 CANCELLED 08:05", "FIRST_TOUCH OLA - due - CANCELLED 08:05");
    }

    /** Received on a Friday at 16:00 in Berlin: an hour on that day, eight on Monday, and with sixteen seven on Tuesday. */
    @ParameterizedTest
    @CsvSource({
        "FR, P2, 2026-01-16T15:00:00Z, 2026-01-16T23:00:00Z",
        "DE, P2, 2026-01-16T15:00:00Z, 2026-01-20T15:00:00Z",
        "DE, P2, 2026-06-05T14:00:00Z, 2026-06-08T14:00:00Z",
        "DE, P2, 2026-05-31T21:59:59Z, 2026-06-02T15:00:00Z",
        "DE, P0, 2026-01-16T15:00:00Z, 2026-01-16T16:00:00Z"
    })
    void theMostSpecificPromiseOfThatTimeHolds(String market, String severity, String receivedAt, Instant dueAt) {
        var story = received(market, severity, receivedAt);
        assertThat(owner.fetchSingle(
                                "select due_at from sla.sla_clock where clock_kind = 'DECISION' and case_id = ?",
                                story.id)
                        .get(0, Instant.class))
                .isEqualTo(dueAt);
    }

    @Test
    void alertsWhatWasDoneTooLateBeforeAnybodyLooked() {
        var story = claimed("FR", "P2");
        story.then("DECIDED", "DECIDED", "2026-01-13T16:00:01Z", outcome("NO_VIOLATION"));
        assertThat(owner.fetch("""
                        select kind, occurred_at from sla.clock_alert a join sla.sla_clock k on k.id = a.sla_clock_id
                        where k.case_id = ? and clock_kind = 'DECISION' order by occurred_at""", story.id).map(row -> row.get(0, String.class) + " " + row.get(1, Instant.class)))
                .containsExactly("AT_RISK 2026-01-13T15:00:00Z", "BREACH 2026-01-13T16:00:00Z");
    }

    /** A claim: what it costs each time. */
    @Test
    void takesFewStatementsForAnyNumberOfCases() {
        var stories = List.of(
                received("FR", "P2", "2026-01-13T08:00:00Z"),
                received("DE", "P2", "2026-01-13T08:00:00Z"),
                received("FR", "P0", "2026-01-13T08:00:00Z"));
        assertThat(statements(stories)).isEqualTo(2);
        for (var story : stories) {
            owner.execute("""
                    insert into cases.case_event (case_id, seq, kind, from_state, to_state, occurred_at, actor_kind, detail)
                    values (?, 2, 'QUEUED', 'RECEIVED', 'QUEUED', '2026-01-13T08:01:00Z', 'SYSTEM', '{"queue": "house"}')""", story.id);
        }
        assertThat(statements(stories))
                .as("they are late, which is told; the commit included")
                .isEqualTo(5);
        assertThat(statements(stories)).isEqualTo(2);
    }

    private int statements(List<CaseStory> stories) {
        var count = new int[1];
        var ids = stories.stream().map(story -> story.id).toArray(UUID[]::new);
        var counting = sql.configuration().derive(counting(sql.configuration().connectionProvider(), count));
        counting.dsl().transaction(transaction -> {
            var history = clocks.history(transaction.dsl(), ids);
            var followed = stories.stream()
                    .map(story -> new CaseClocks.Followed(
                            story.id, "SELLER", story.market, story.severity, null, history, List.of()))
                    .toList();
            clocks.follow(transaction.dsl(), followed);
        });
        return count[0];
    }

    /** Of several statements that go together each counts. */
    private static ConnectionProvider counting(ConnectionProvider real, int[] count) {
        return new ConnectionProvider() {
            private @Nullable Connection open;

            @Override
            public Connection acquire() {
                var connection = Objects.requireNonNull(real.acquire());
                open = connection;
                return (Connection) Proxy.newProxyInstance(
                        Connection.class.getClassLoader(),
                        new Class<?>[] {Connection.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")) {
                                count[0] += ((String) arguments[0]).split(";").length;
                            }
                            return method.invoke(connection, arguments);
                        });
            }

            @Override
            public void release(Connection connection) {
                real.release(Objects.requireNonNull(open));
            }
        };
    }
}
