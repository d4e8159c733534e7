package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.access.TestTokens;
import docket.cases.CaseClocks;
import docket.platform.request.GlobalId;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clocks as whoever leads a desk sees them: why one is due when it is, what is about to run out, what was told. */
@DocketTest(ownDatabase = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlaDeskTest {
    private static final String EXPLAIN = """
            query ($case: ID!, $kind: SlaClockKind!, $at: DateTime, $first: Int, $from: DateTime) {
              slaClocks(filter: {case: {eq: $case}, clockKind: {eq: $kind}, agreement: {notIn: [VENDOR_CONTRACT]}}) { nodes {
                explain(at: $at) { status calledAt startedAt dueAt stoppedAt target counted remaining paused
                  intervals(first: $first, from: $from) { beginsAt endsAt isCounted reason detail length } } } } }""";

    @Autowired
    DSLContext sql;

    @Autowired
    CaseClocks clocks;

    @Autowired
    TestDatabase database;

    @Autowired
    GraphClient client;

    private DSLContext owner;
    private CaseStory easter;

    /** Sixteen hours of 07:00 to 15:00 in UTC, over Easter. */
    @BeforeAll
    void tell() {
        owner = database.owner();
        Promised.write(owner);
        owner.execute("""
                select set_config('docket.bulk_load', 'on', true);
                insert into sla.calendar_holiday (business_calendar_id, holiday_on, name, announced_at)
                values ('00000000-0000-7000-8000-0000000000c1', '2026-04-03', 'Karfreitag', '2020-01-01'),
                    ('00000000-0000-7000-8000-0000000000c1', '2026-04-06', 'Ostermontag', '2020-01-01')""");
        easter = CaseStory.received(sql, clocks, "DE", "P2", "2026-04-02T10:00:00Z");
        easter.workedBy(UUID.fromString(Promised.NORTH));
        easter.then("QUEUED", "QUEUED", "2026-04-02T10:05:00Z", "{\"queue\": \"north\"}");
        easter.then("CLAIMED", "IN_REVIEW", "2026-04-02T11:00:00Z");
        easter.then("HELD", "ON_HOLD", "2026-04-02T12:00:00Z", "{\"reason\": \"AWAITING_SELLER\"}");
        easter.then("RESUMED", "QUEUED", "2026-04-02T13:00:00Z");
        easter.then("CLAIMED", "IN_REVIEW", "2026-04-07T07:00:00Z");
        easter.then("DECIDED", "DECIDED", "2026-04-08T08:00:00Z", "{\"outcome\": \"NO_VIOLATION\"}");
        owner.execute("""
                update cases.moderation_case c set vendor_id = '%s', queued_at = received_at,
                    queue_id = (select id from cases.queue where key = 'north')
                where c.id = '%s'""".formatted(Promised.NORTH, easter.id));
    }

    private JsonNode explain(GraphClient as, CaseStory story, String kind, Map<String, Object> more) {
        var variables = new java.util.HashMap<String, Object>(more);
        variables.put("case", GlobalId.encode("Case", story.id));
        variables.put("kind", kind);
        return as.execute(EXPLAIN, variables).data("slaClocks/nodes/0/explain");
    }

    @Test
    void aClockTellsEachStretchItCountedOrNotAndWhy() {
        var told = explain(client, easter, "DECISION", Map.of());
        assertThat(told.at("/status").asString()).isEqualTo("ACHIEVED");
        assertThat(told.at("/target").asString()).isEqualTo("PT16H");
        assertThat(told.at("/dueAt").asString())
                .as("four hours on Wednesday are left")
                .isEqualTo("2026-04-08T11:00:00Z");
        assertThat(told.at("/counted").asString())
                .as("2 + 2 on Thursday, 8 on Tuesday, 1 on Wednesday")
                .isEqualTo("PT13H");
        assertThat(told.at("/paused").asString()).isEqualTo("PT1H");
        assertThat(told.at("/remaining").isNull()).isTrue();
        assertThat(lines(told))
                .containsExactly(
                        "2026-04-02T10:00:00Z 2026-04-02T12:00:00Z true OPEN",
                        "2026-04-02T12:00:00Z 2026-04-02T13:00:00Z false PAUSED AWAITING_SELLER",
                        "2026-04-02T13:00:00Z 2026-04-02T15:00:00Z true OPEN",
                        "2026-04-02T15:00:00Z 2026-04-02T22:00:00Z false OUTSIDE_HOURS",
                        "2026-04-02T22:00:00Z 2026-04-03T22:00:00Z false HOLIDAY Karfreitag",
                        "2026-04-03T22:00:00Z 2026-04-05T22:00:00Z false OUTSIDE_HOURS",
                        "2026-04-05T22:00:00Z 2026-04-06T22:00:00Z false HOLIDAY Ostermontag",
                        "2026-04-06T22:00:00Z 2026-04-07T07:00:00Z false OUTSIDE_HOURS",
                        "2026-04-07T07:00:00Z 2026-04-07T15:00:00Z true OPEN",
                        "2026-04-07T15:00:00Z 2026-04-08T07:00:00Z false OUTSIDE_HOURS",
                        "2026-04-08T07:00:00Z 2026-04-08T08:00:00Z true OPEN",
                        "2026-04-08T08:00:00Z - false AFTER_STOP");
    }

    private static List<String> lines(JsonNode told) {
        return told.at("/intervals")
                .valueStream()
                .map(interval -> "%s %s %s %s %s"
                        .formatted(
                                interval.at("/beginsAt").asString(),
                                interval.at("/endsAt").isNull()
                                        ? "-"
                                        : interval.at("/endsAt").asString(),
                                interval.at("/isCounted").asBoolean(),
                                interval.at("/reason").asString(),
                                interval.at("/detail").isNull()
                                        ? ""
                                        : interval.at("/detail").asString())
                        .strip())
                .toList();
    }

    @Test
    void asItStoodInTheMiddleOfAHold() {
        var told = explain(client, easter, "DECISION", Map.of("at", "2026-04-02T12:30:00Z"));
        assertThat(told.at("/status").asString()).isEqualTo("PAUSED");
        assertThat(told.at("/dueAt").isNull()).isTrue();
        assertThat(told.at("/counted").asString()).isEqualTo("PT2H");
        assertThat(told.at("/remaining").asString()).isEqualTo("PT14H");
        assertThat(lines(told)).hasSize(2).last().asString().endsWith("false PAUSED AWAITING_SELLER");
        assertThat(explain(client, easter, "DECISION", Map.of("at", "2026-04-02T09:00:00Z"))
                        .isNull())
                .as("before it was received")
                .isTrue();
    }

    @Test
    void beforeItsStartItWaits() {
        var told = explain(client, easter, "FIRST_TOUCH", Map.of());
        assertThat(lines(told))
                .containsExactly(
                        "2026-04-02T10:00:00Z 2026-04-02T10:05:00Z false BEFORE_START",
                        "2026-04-02T10:05:00Z 2026-04-02T11:00:00Z true OPEN",
                        "2026-04-02T11:00:00Z - false AFTER_STOP");
    }

    @Test
    void pageByPage() {
        var told = explain(client, easter, "DECISION", Map.of("first", 3, "from", "2026-04-02T22:00:00Z"));
        assertThat(lines(told))
                .containsExactly(
                        "2026-04-02T22:00:00Z 2026-04-03T22:00:00Z false HOLIDAY Karfreitag",
                        "2026-04-03T22:00:00Z 2026-04-05T22:00:00Z false OUTSIDE_HOURS",
                        "2026-04-05T22:00:00Z 2026-04-06T22:00:00Z false HOLIDAY Ostermontag");
    }

    @Test
    void aCompanySeesWhyItsOwnClocksRunAndNoOthers() {
        var north = client.as(TestTokens.ofVendor(database, UUID.fromString(Promised.NORTH)));
        assertThat(lines(explain(north, easter, "DECISION", Map.of()))).hasSize(12);
        var south = client.as(TestTokens.ofVendor(database, UUID.fromString(Promised.SOUTH)));
        assertThat(explain(south, easter, "DECISION", Map.of()).isMissingNode()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"first: 0, first", "first: 101, first"})
    void refusesMoreThanAPage(String arguments, String field) {
        var refused = client.execute(
                "query ($case: ID!) { slaClocks(filter: {case: {eq: $case}}) { nodes { explain { intervals(%s) { reason } } } } }"
                        .formatted(arguments),
                Map.of("case", GlobalId.encode("Case", easter.id)));
        assertThat(refused.errorCodes()).isNotEmpty().allMatch("BAD_USER_INPUT"::equals);
        assertThat(refused.body()).contains(field);
    }

    /** The years between would all be laid out, and kept. */
    @Test
    void refusesATimeThatNobodyCanWaitFor() {
        var caseId = GlobalId.encode("Case", easter.id);
        var refused = client.execute(EXPLAIN, Map.of("case", caseId, "kind", "DECISION", "at", "9998-01-01T00:00:00Z"));
        assertThat(refused.errorCodes()).containsExactly("BAD_USER_INPUT");
        assertThat(refused.body()).contains("'at' is 3660 days ahead at most");
    }

    @Test
    void explainsAPageOfClocksInOneStatementMore() {
        var document = "query ($case: ID!) { slaClocks(filter: {case: {eq: $case}}) { nodes { id %s } } }";
        var variables = Map.of("case", GlobalId.encode("Case", easter.id));
        client.execute(document.formatted("explain { counted }"), variables);
        var plain =
                client.explain(document.formatted(""), variables).statements().size();
        assertThat(client.explain(document.formatted("explain { counted intervals { reason } }"), variables)
                        .statements())
                .hasSize(plain + 1);
    }

    /** Six decisions due from half an hour ago to four and a half ahead, one on hold. */
    @Test
    void aQueueForecastsWhatRunsOutHourByHour() {
        var now = Instant.now();
        for (var hour = 0; hour < 6; hour++) {
            var story = CaseStory.received(
                    sql,
                    clocks,
                    "FR",
                    "P2",
                    now.minus(8 * 60 + 30 - hour * 60, ChronoUnit.MINUTES).toString());
            owner.execute("""
                    select set_config('docket.bulk_load', 'on', true);
                    update cases.moderation_case set queue_id = (select id from cases.queue where key = 'south'), queued_at = received_at, state = 'QUEUED'
                    where id = '%s'""".formatted(story.id));
            if (hour == 5) {
                story.then("QUEUED", "QUEUED", now.toString(), "{\"queue\": \"south\"}");
                story.then("CLAIMED", "IN_REVIEW", now.toString());
                story.then("HELD", "ON_HOLD", now.toString(), "{\"reason\": \"AWAITING_SELLER\"}");
            }
        }
        var forecast = client.execute("""
                        { queues(filter: {key: {eq: "south"}}) { nodes { breachForecast(hours: 3) { open late waiting hours { due exposure } } } } }""").data("queues/nodes/0/breachForecast");
        assertThat(forecast.toString()).isEqualTo("""
                {"open":6,"late":1,"waiting":1,"hours":[{"due":1,"exposure":0.16666666666666666},{"due":1,"exposure":0.3333333333333333},{"due":1,"exposure":0.5}]}""");
        var house = client.execute("""
                        { queues(filter: {key: {eq: "house"}}) { nodes { breachForecast(hours: 1) { open hours { due exposure } } } } }""").data("queues/nodes/0/breachForecast");
        assertThat(house.toString()).isEqualTo("{\"open\":0,\"hours\":[{\"due\":0,\"exposure\":null}]}");
        var refused = client.execute("{ queues { nodes { breachForecast(hours: 169) { open } } } }");
        assertThat(refused.errorCodes()).contains("BAD_USER_INPUT");
    }

    @Test
    void alertsCanBeRead() {
        var story = CaseStory.received(sql, clocks, "FR", "P1", "2026-01-13T08:00:00Z");
        var told = client.execute("""
                        query ($case: ID!) { slaClocks(filter: {case: {eq: $case}, clockKind: {eq: DECISION}}) { nodes {
                          status alerts { kind dueAt occurredAt clock { case { id } } vendor { id } } } } }""", Map.of("case", GlobalId.encode("Case", story.id)))
                .data("slaClocks/nodes/0");
        assertThat(told.at("/status").asString()).isEqualTo("BREACHING");
        assertThat(told.at("/alerts").findValuesAsString("kind")).containsExactly("AT_RISK", "BREACH");
        assertThat(told.at("/alerts").findValuesAsString("occurredAt"))
                .containsExactly("2026-01-13T15:00:00Z", "2026-01-13T16:00:00Z");
        var latest = client.execute("{ slaAlerts(first: 100) { nodes { kind case { id } } totalCount { value } } }");
        assertThat(latest.data("slaAlerts/nodes").findValuesAsString("id")).contains(GlobalId.encode("Case", story.id));
    }

    @Test
    void whatWasTamperedWithIsFound() {
        var story = CaseStory.received(sql, clocks, "FR", "P2", "2026-01-13T08:00:00Z");
        assertThat(faultsOf(story)).isEmpty();
        owner.execute(
                "update sla.sla_clock set due_at = due_at + interval '1 minute' where clock_kind = 'DECISION' and case_id = '%s'"
                        .formatted(story.id));
        assertThat(faultsOf(story)).containsExactly(ClockFault.Problem.DIFFERS);
        owner.execute(
                "update sla.sla_clock set due_at = due_at - interval '1 minute', started_at = started_at - interval '1 minute' where clock_kind = 'DECISION' and case_id = '%s'"
                        .formatted(story.id));
        assertThat(faultsOf(story)).containsExactly(ClockFault.Problem.MISSING, ClockFault.Problem.NOT_CALLED_FOR);
        owner.execute(
                "update sla.sla_clock set started_at = started_at + interval '1 minute' where clock_kind = 'DECISION' and case_id = '%s'"
                        .formatted(story.id));
        owner.execute(
                "update sla.sla_clock set sla_policy_id = (select id from sla.sla_policy where key = 'decide-de' and revision = 2) where clock_kind = 'DECISION' and case_id = '%s'"
                        .formatted(story.id));
        assertThat(faultsOf(story)).contains(ClockFault.Problem.OTHER_PROMISE);
        owner.execute(
                "update sla.sla_clock set sla_policy_id = (select id from sla.sla_policy where key = 'decide') where clock_kind = 'DECISION' and case_id = '%s'"
                        .formatted(story.id));
        assertThat(faultsOf(story)).isEmpty();
    }

    private List<ClockFault.Problem> faultsOf(CaseStory story) {
        var faults = new ArrayList<ClockFault.Problem>();
        sql.transaction(transaction -> {
            VerifyClocksRepository.begin(transaction.dsl());
            VerifyClocks.run(transaction.dsl(), fault -> {
                if (fault.caseId().equals(story.id)) {
                    faults.add(fault.problem());
                }
            });
        });
        return faults;
    }

    /** What clocks were promised by stays, whoever writes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "update sla.sla_policy set target_minutes = 1 where key = 'decide'",
                "update sla.sla_policy set pauses_for = '{}' where key = 'decide'",
                "update sla.sla_policy set effective_at = '2019-01-01' where key = 'decide'",
                "update sla.business_calendar set time_zone = 'Asia/Tokyo'",
                "update sla.calendar_hours set closes_minute = 1080",
                "delete from sla.calendar_hours",
                "delete from sla.calendar_holiday",
                "insert into sla.calendar_holiday (business_calendar_id, holiday_on, name, announced_at) "
                        + "values ('00000000-0000-7000-8000-0000000000c1', '2031-05-02', 'Late', now() - interval '1 minute')",
                "insert into sla.calendar_holiday (business_calendar_id, holiday_on, name, announced_at) "
                        + "values ('00000000-0000-7000-8000-0000000000c1', '2031-05-02', 'Ever', '-infinity')",
                "insert into sla.calendar_holiday (business_calendar_id, holiday_on, name, announced_at) "
                        + "values ('00000000-0000-7000-8000-0000000000c1', '2031-05-02', 'Later', now() + interval '1 minute')",
                "insert into sla.calendar_hours values ('00000000-0000-7000-8000-0000000000c1', 6, 540, 600)",
                "update sla.clock_alert set kind = 'BREACH'",
                "insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, pauses_for, effective_at) "
                        + "values ('other', 1, 'Other', 'DECISION', 'SLA', 1, 0, '{OTHER}', now())",
                "insert into sla.sla_policy (key, revision, name, clock_kind, agreement, target_minutes, imminent_minutes, effective_at) "
                        + "values ('late', 1, 'Late', 'DECISION', 'SLA', 1, 0, now() - interval '1 minute')",
                "update sla.sla_policy set ends_at = now() - interval '1 minute' where key = 'decide'",
                "update sla.sla_policy set ends_at = null where key = 'decide-de' and revision = 1",
                "update cases.queue set vendor_id = null where key = 'north'",
                "update cases.queue set key = 'souther' where key = 'south'",
                "update cases.queue set domain = 'IPR' where key = 'south'"
            })
    void promisesAreNotRewritten(String statement) {
        assertThatThrownBy(() -> owner.execute(statement)).isInstanceOf(DataAccessException.class);
    }

    @Test
    void aPromiseMayEndAndAHolidayMayBeAnnounced() {
        var before = owner.fetchSingle("select number from sla.edition").get(0, Long.class);
        owner.execute("update sla.sla_policy set ends_at = '2030-01-01' where key = 'tell'");
        owner.execute(
                "insert into sla.calendar_holiday (business_calendar_id, holiday_on, name) values ('00000000-0000-7000-8000-0000000000c1', '2031-05-01', 'Tag der Arbeit')");
        assertThat(owner.fetchSingle("select number from sla.edition").get(0, Long.class))
                .isEqualTo(before + 2);
        // A transaction may have begun before clocks did that count the day.
        var isKnownSinceThen = owner.transactionResult(transaction -> {
            transaction.dsl().execute("select pg_sleep(0.1)");
            transaction
                    .dsl()
                    .execute(
                            "insert into sla.calendar_holiday (business_calendar_id, holiday_on, name) values ('00000000-0000-7000-8000-0000000000c1', '2031-05-03', 'Late')");
            return transaction
                    .dsl()
                    .fetchSingle(
                            "select announced_at >= now() + interval '0.1 seconds' from sla.calendar_holiday where name = 'Late'")
                    .get(0, Boolean.class);
        });
        assertThat(isKnownSinceThen).isTrue();
    }
}
