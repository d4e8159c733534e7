package docket.sla;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.FollowUps;
import docket.testing.FollowUpsTest;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SlaTest extends FollowUpsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SlaPolicy        | calendar    | one  | BusinessCalendar
            SlaPolicy        | vendor      | one  | Vendor
            SlaPolicy        | clocks      | page | SlaClock
            SlaClock         | policy      | one  | SlaPolicy
            SlaClock         | case        | one  | Case
            SlaClock         | vendor      | one  | Vendor
            SlaClock         | pauses      | list | SlaPause
            SlaPause         | clock       | one  | SlaClock
            BusinessCalendar | policies    | page | SlaPolicy
            Case             | slaClocks   | page | SlaClock
            Vendor           | slaClocks   | page | SlaClock
            Vendor           | slaPolicies | page | SlaPolicy
            """)
    void leadsAlongEveryEdgeInOneStatement(String parent, String field, String shape, String child) {
        assertEdge(parent, field, shape, child);
    }

    @Test
    void runsOnAppealsAndEscalationsToo() {
        var ids = IntStream.rangeClosed(1, 100)
                .mapToObj(number -> FollowUps.id("Case", number))
                .toList();
        var answer = client.explain("""
                query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Case {
                    slaClocks(first: 3) { nodes { clockKind appeal { id slaClocks(first: 1) { nodes { id } } } escalation { id slaClocks(first: 1) { nodes { id } } } } } } } }
                """, Map.of("ids", ids));
        assertThat(answer.statements()).hasSize(4);
        var clocks = answer.data("nodes/6/slaClocks/nodes");
        assertThat(clocks.findValuesAsString("clockKind")).containsExactly("DECISION", "ESCALATION", "APPEAL");
        assertThat(clocks.at("/1/escalation/id").asString()).isEqualTo(FollowUps.id("Escalation", 7));
        assertThat(clocks.at("/1/escalation/slaClocks/nodes/0/id").asString())
                .isEqualTo(FollowUps.id("SlaClock", 2007));
        assertThat(clocks.at("/2/appeal/id").asString()).isEqualTo(FollowUps.id("Appeal", 7));
        assertThat(clocks.at("/2/appeal/slaClocks/nodes/0/id").asString()).isEqualTo(FollowUps.id("SlaClock", 1007));
    }

    @Test
    void hasNoDueTimeWhilePaused() {
        var paused = client.execute(FollowUps.withIds(
                        "{ slaClock(id: <SlaClock 121>) { status dueAt stoppedAt pauses { reason resumedAt } } }"))
                .data("slaClock");
        assertThat(paused.at("/status").asString()).isEqualTo("PAUSED");
        assertThat(paused.at("/dueAt").isNull()).isTrue();
        assertThat(paused.at("/stoppedAt").isNull()).isTrue();
        assertThat(paused.at("/pauses/0/reason").asString()).isEqualTo("ON_HOLD");
        assertThat(paused.at("/pauses/0/resumedAt").isNull()).isTrue();
    }

    @Test
    void showsWhenTimeCounts() {
        var calendar = client.execute(FollowUps.withIds("""
                        { businessCalendar(id: <BusinessCalendar 7>) {
                            timeZone hours { weekday opensMinute closesMinute } holidays { holidayOn name } } }
                        """)).data("businessCalendar");
        assertThat(calendar.at("/timeZone").asString()).isEqualTo("Asia/Tokyo");
        assertThat(calendar.at("/hours").findValuesAsString("weekday")).containsExactly("1", "2", "3", "4", "5");
        assertThat(calendar.at("/hours/4/closesMinute").asInt()).isEqualTo(1080);
        assertThat(calendar.at("/holidays/0/holidayOn").asString()).isEqualTo("2026-01-01");
        assertThat(calendar.at("/holidays/0/name").asString()).isEqualTo("元日");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            case: {eq: <Case 3>}                                                     | 3
            appeal: {eq: <Appeal 3>}                                                 | 1
            escalation: {in: [<Escalation 3>, <Escalation 4>]}                       | 2
            vendor: {eq: <Vendor 3>}                                                 | 1
            dueAt: {gte: "2026-01-02T00:00:00Z", lt: "2026-01-02T02:00:00Z"}         | 1
            dueAt: {gte: "2026-01-01T00:00:00Z"}, status: {in: [RUNNING, IMMINENT]}  | 10
            dueAt: {gte: "2026-01-01T00:00:00Z"}, status: {eq: BREACHED}             | 120
            case: {eq: <Case 3>}, clockKind: {eq: APPEAL}, agreement: {eq: SLA}      | 1
            case: {eq: <Case 3>}, policy: {eq: <SlaPolicy 3>}, market: {eq: "JP"}    | 1
            policy: {eq: <SlaPolicy 1001>}                                           | 120
            status: {eq: PAUSED}                                                     | 10
            status: {in: [RUNNING, PAUSED]}                                          | 20
            status: {in: [RUNNING, ACHIEVED]}                                        | 250
            case: {eq: <Case 131>}, stoppedAt: {isNull: true}                        | 1
            case: {eq: <Case 3>}, startedAt: {lt: "2026-01-01T04:00:00Z"}            | 1
            """)
    void filtersClocks(String filter, int expected) {
        assertThat(count("slaClocks", filter)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "filter: {stoppedAt: {isNull: true}}",
                "filter: {status: {notIn: [ACHIEVED]}}",
                "filter: {startedAt: {lt: \"2026-01-01T04:00:00Z\"}}",
                "filter: {market: {eq: \"JP\"}}"
            })
    void refusesWhatNoIndexServes(String arguments) {
        assertRefused("slaClocks", arguments);
    }

    @Test
    void ordersClocksByDueTimeOrAge() {
        assertThat(ids("slaClocks", "first: 2")).isEqualTo(ids("SlaClock", 1, 2));
        assertThat(ids("slaClocks", "last: 2")).isEqualTo(ids("SlaClock", 129, 130));
        assertThat(ids("slaClocks", "first: 1, orderBy: {field: ID}")).isEqualTo(ids("SlaClock", 2120));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            key: {eq: "followups-3"}                                    | 1
            name: {in: ["Hear", "Rule"]}                                | 2
            clockKind: {eq: APPEAL}                                     | 1
            agreement: {notIn: [VENDOR_CONTRACT]}                       | 2
            targetMinutes: {gt: 1440}                                   | 1
            calendar: {eq: <BusinessCalendar 3>}                        | 1
            domain: {eq: SELLER}                                        | 0
            severity: {eq: P0}                                          | 0
            market: {isNull: true}                                      | 142
            vendor: {eq: <Vendor 3>}                                    | 1
            effectiveAt: {lt: "2026-01-01T00:00:00Z"}, endsAt: {isNull: true} | 142
            """)
    void filtersPolicies(String filter, int expected) {
        assertThat(count("slaPolicies", filter)).isEqualTo(expected);
    }

    @Test
    void listsPoliciesAndCalendarsByKey() {
        assertThat(ids("slaPolicies", "first: 2")).isEqualTo(ids("SlaPolicy", 1, 10));
        assertThat(ids("slaPolicies", "first: 1, orderBy: {field: EFFECTIVE_AT}"))
                .isEqualTo(ids("SlaPolicy", 2001));
        assertThat(ids("businessCalendars", "first: 2")).isEqualTo(ids("BusinessCalendar", 1, 10));
        assertThat(count("businessCalendars", "key: {eq: \"followups-3\"}, name: {eq: \"Office 3\"}"))
                .isEqualTo(1);
        assertThat(count("businessCalendars", "timeZone: {eq: \"Asia/Tokyo\"}")).isEqualTo(140);
        assertThat(client.execute(FollowUps.withIds("{ slaPolicy(id: <SlaPolicy 1001>) { clockKind } }"))
                        .data("slaPolicy/clockKind")
                        .asString())
                .isEqualTo("APPEAL");
    }
}
