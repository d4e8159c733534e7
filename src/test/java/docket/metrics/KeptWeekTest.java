package docket.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import docket.demo.DemoLoader;
import docket.platform.request.Arguments;
import docket.platform.sql.Db;
import docket.platform.sql.Turns;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Quiet;
import docket.testing.TestDatabase;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A figure is the same whether its weeks were kept or are counted now, whatever changed in between. */
@DocketTest(ownDatabase = true)
class KeptWeekTest {
    private static final int CASES = 2_000;
    private static final String CASE =
            "(select case_id from sla.sla_clock where status = 'ACHIEVED' and clock_kind = 'DECISION' and due_at between '2026-05-01' and '2026-05-30' order by id limit 1)";

    /** Of which case, and due when. */
    private static final String LATE_CLOCK = """
            insert into sla.sla_clock (sla_policy_id, clock_kind, agreement, case_id, market, vendor_id, status, started_at, due_at, stopped_at)
            select sla_policy_id, clock_kind, agreement, case_id, market, vendor_id, status, moved - interval '1 hour', moved, moved
            from (select *, %2$s as moved from sla.sla_clock
                  where status = 'ACHIEVED' and clock_kind = 'DECISION' and %1$s order by id limit 1) k""";

    private static final Offset<Double> ROUNDING = Offset.offset(1e-6);

    @Autowired
    private GraphClient graph;

    @Autowired
    private TestDatabase database;

    @Autowired
    private WeekKeeper keeper;

    @BeforeAll
    static void load(@Autowired TestDatabase database, @Autowired WeekKeeper keeper) {
        DemoLoader.load(
                new DriverManagerDataSource(database.url(), database.user(), database.password()), CASES, line -> {});
        keeper.keepAll();
    }

    static Stream<MetricKey> figures() {
        return Stream.of(MetricKey.values()).filter(key -> key != MetricKey.BACKLOG);
    }

    @ParameterizedTest
    @MethodSource("figures")
    void keptIsWhatIsCounted(MetricKey key) throws Exception {
        try (var connection = transaction()) {
            for (var question : questions(key)) {
                assertKeptIsCounted(connection, question);
            }
        }
    }

    /** All breakdowns, filters of every kind, and windows that begin and end in the middle of a week. */
    private static List<MetricQuestion> questions(MetricKey key) {
        var filters = new ArrayList<Map<String, Object>>(List.of(
                Map.of(),
                Map.of("markets", List.of("JP", "DE")),
                Map.of("domains", List.of("SELLER")),
                Map.of("markets", List.of())));
        if (key == MetricKey.SLA_ATTAINMENT) {
            filters.add(Map.of("clockKinds", List.of("DECISION"), "agreements", List.of("SLA")));
        }
        if (key == MetricKey.TURNAROUND || key == MetricKey.DECISIONS || key == MetricKey.QA_ACCURACY) {
            filters.add(Map.of("automatedDecisions", List.of("NOT_AUTOMATED")));
        }
        var questions = new ArrayList<MetricQuestion>();
        for (var by : List.<List<String>>of(
                List.of(),
                List.of("WEEK"),
                List.of("VENDOR"),
                List.of("WEEK", "VENDOR"),
                List.of("MARKET", "WEEK"),
                List.of("DOMAIN", "WEEK"),
                List.of("QUEUE", "WEEK"),
                List.of("VENDOR", "MARKET"))) {
            for (var filter : filters) {
                questions.add(question(key, by, "2026-03-02", "2026-08-31", filter));
                questions.add(question(key, by, "2026-03-04", "2026-03-22", filter));
            }
        }
        return questions;
    }

    private static MetricQuestion question(
            MetricKey key, List<String> by, String from, String until, Map<String, Object> filter) {
        var window = Map.of("from", java.time.LocalDate.parse(from), "until", java.time.LocalDate.parse(until));
        return MetricQuestion.of(
                new Arguments(Map.of("key", key.name(), "by", by, "window", window, "filter", filter)), Instant.now());
    }

    private static MetricQuestion question(MetricKey key) {
        return question(key, List.of("QUEUE", "WEEK"), "2025-12-01", "2026-11-16", Map.of());
    }

    /** Each as it may happen in a week that is over; none leaves the figure as it was. */
    static Stream<org.junit.jupiter.params.provider.Arguments> changes() {
        var decided = "decided_at between '2026-04-01' and '2026-09-30' and source_platform is null";
        return Stream.of(
                change(MetricKey.SLA_ATTAINMENT, """
                        update sla.sla_clock set stopped_at = due_at + interval '1 hour', status = 'BREACHED'
                        where id = (select id from sla.sla_clock where status = 'ACHIEVED' and due_at between '2026-04-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.SLA_ATTAINMENT, """
                        update sla.sla_clock set due_at = due_at - interval '14 days', started_at = started_at - interval '14 days', stopped_at = stopped_at - interval '14 days'
                        where id = (select id from sla.sla_clock where status = 'ACHIEVED' and due_at between '2026-04-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.SLA_ATTAINMENT, """
                        delete from sla.sla_clock
                        where id = (select id from sla.sla_clock where status = 'ACHIEVED' and due_at between '2026-04-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.SLA_ATTAINMENT, """
                        insert into sla.sla_clock (sla_policy_id, clock_kind, agreement, case_id, market, vendor_id, status, started_at, due_at, stopped_at)
                        select sla_policy_id, clock_kind, agreement, case_id, market, vendor_id, status, started_at, due_at, stopped_at
                        from sla.sla_clock where status = 'ACHIEVED' and clock_kind = 'DECISION' and due_at between '2026-04-01' and '2026-09-30' limit 1"""),
                change(MetricKey.SLA_ATTAINMENT, """
                        update cases.moderation_case set queue_id = (
                            select q.id from cases.queue q where q.domain = moderation_case.domain and q.id <> moderation_case.queue_id order by q.key limit 1)
                        where id = (select case_id from sla.sla_clock where status = 'ACHIEVED' and due_at between '2026-04-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.DECISIONS, """
                        update cases.moderation_case set queue_id = null
                        where id = (select case_id from decisions.decision where %s and approval = 'NOT_REQUIRED' limit 1)""".formatted(decided)),
                change(MetricKey.TURNAROUND, """
                        update cases.moderation_case set received_at = received_at - interval '100 days'
                        where id in (select case_id from decisions.decision where %s and approval = 'NOT_REQUIRED' limit 9)""".formatted(decided)),
                change(MetricKey.TURNAROUND, """
                        update cases.moderation_case
                        set received_at = now(), queued_at = queued_at - queued_at + now(), first_touch_at = first_touch_at - first_touch_at + now(),
                            decided_at = now(), closed_at = closed_at - closed_at + now()
                        where id in (select case_id from decisions.decision where %s and approval = 'NOT_REQUIRED' limit 9)""".formatted(decided)),
                change(MetricKey.DECISIONS, """
                        set local docket.bulk_load = 'on';
                        insert into decisions.decision
                        select (jsonb_populate_record(d, jsonb_build_object('id', uuidv7(), 'supersedes_id', null))).*
                        from decisions.decision d where %s and approval = 'NOT_REQUIRED' and supersedes_id is null
                        limit 1""".formatted(decided)),
                change(MetricKey.OVERTURN_RATE, """
                        update appeals.appeal set filed_at = filed_at - interval '7 days', decided_at = decided_at - interval '7 days'
                        where id = (select id from appeals.appeal where decided_at between '2026-06-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.OVERTURN_RATE, """
                        update cases.moderation_case set queue_id = null
                        where id = (select case_id from appeals.appeal where decided_at between '2026-06-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.QA_ACCURACY, """
                        update quality.qa_sample set inclusion_prob = inclusion_prob / 2
                        where id = (select qa_sample_id from quality.qa_review where state = 'ACCEPTED' and final_at between '2026-06-01' and '2026-09-30' limit 1)"""),
                change(MetricKey.QA_ACCURACY, """
                        update quality.qa_review set state = 'VOID', void_reason = 'golden item', final_at = null
                        where id = (select id from quality.qa_review where state = 'ACCEPTED' and final_at between '2026-06-01' and '2026-09-30' limit 1)"""),
                change(
                        MetricKey.DECISIONS,
                        "update platform.market set time_zone = 'Pacific/Kiritimati' where code = 'DE'"));
    }

    private static org.junit.jupiter.params.provider.Arguments change(MetricKey key, String sql) {
        return org.junit.jupiter.params.provider.Arguments.of(key, sql);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void aChangedWeekIsCountedAnew(MetricKey key, String change) throws Exception {
        var question = question(key);
        try (var connection = transaction()) {
            var before = answer(connection, question);
            execute(connection, change);
            assertThat(counted(connection, question).rows())
                    .as("the change matters")
                    .isNotEqualTo(before.rows());
            assertKeptIsCounted(connection, question);
        }
    }

    /** What a transaction wrote that was open while its week was kept is in nobody's snapshot yet. */
    @Test
    void aChangeDuringTheKeepingIsNotLost() throws Exception {
        var question = question(MetricKey.SLA_ATTAINMENT);
        try (var writer = transaction()) {
            execute(writer, """
                    update sla.sla_clock set stopped_at = due_at + interval '1 hour', status = 'BREACHED'
                    where id = (select id from sla.sla_clock where status = 'ACHIEVED' and due_at between '2026-05-01' and '2026-05-30' limit 1)""");
            try (var other = database.connect()) {
                execute(other, "delete from metrics.kept_week where figure = 'SLA_ATTAINMENT' and week > '2026-04-15'");
            }
            keeper.keepAll();
            writer.commit();
        }
        try (var connection = transaction()) {
            assertKeptIsCounted(connection, question);
        }
        keeper.keepAll();
        try (var connection = transaction()) {
            assertKeptIsCounted(connection, question);
            assertThat(count(connection, "select count(*) from metrics.changed_week"))
                    .isZero();
        }
    }

    /** Neither of two transactions sees what the other one writes. */
    @Test
    void twoChangesOfOneCaseAtOnceAreNotLost() throws Exception {
        try (var writer = transaction()) {
            execute(writer, "update cases.moderation_case set queue_id = null where id = " + CASE);
            execute(LATE_CLOCK.formatted("case_id = " + CASE, "due_at - interval '28 days'"));
            keeper.keepAll();
            writer.commit();
        }
        try (var connection = transaction()) {
            assertKeptIsCounted(connection, question(MetricKey.SLA_ATTAINMENT));
        }
    }

    @Test
    void aChangeThatIsOpenWhileItsMarketMovesIsNotLost() throws Exception {
        try (var writer = transaction()) {
            execute(writer, LATE_CLOCK.formatted("market = 'DE'", "timestamptz '2026-09-27 20:00Z'"));
            execute("update platform.market set time_zone = 'Asia/Tokyo' where code = 'DE'");
            keeper.keepAll();
            writer.commit();
        }
        try (var connection = transaction()) {
            assertKeptIsCounted(connection, question(MetricKey.SLA_ATTAINMENT));
        } finally {
            execute("update platform.market set time_zone = 'Europe/Berlin' where code = 'DE'");
            keeper.keepAll();
        }
    }

    /** Who works a backlog of weeks that are over changes no figure of them: the clocks were late already. */
    @Test
    void aFirstDecisionOfAnOldCaseHasNoWeekCountedAnew() throws Exception {
        try (var connection = transaction()) {
            execute(connection, """
                    set local docket.bulk_load = 'on';
                    update cases.moderation_case set state = 'DECIDED', assignee_id = null, decided_at = now()
                    where id in (select c.id from cases.moderation_case c join sla.sla_clock k on k.case_id = c.id
                        where c.state = 'IN_REVIEW' and k.due_at < now() - interval '1 day'
                        order by c.id limit 5)""");
            assertThat(count(connection, "select count(distinct case_id) from metrics.change"))
                    .as("cases of which the keeper looks for weeks")
                    .isPositive();
            assertThat(count(connection, """
                            select count(*) from metrics.changed_week c
                            where exists (select from metrics.kept_week k where k.figure = c.figure and k.week = c.week)""")).isZero();
        }
    }

    @Test
    void aWeekThatCannotBeCountedHoldsUpNoOther() throws Exception {
        Quiet.about(WeekKeeper.class);
        try {
            execute("""
                    update quality.qa_sample set inclusion_prob = 1e-200
                    where id = (select qa_sample_id from quality.qa_review where state = 'ACCEPTED' order by final_at desc limit 1)""");
            execute("delete from metrics.kept_week where figure = 'DECISIONS' and week < '2026-01-01'");
            keeper.keepAll();
            try (var connection = transaction()) {
                assertThat(
                                count(
                                        connection,
                                        "select count(*) from metrics.kept_week where week < '2026-01-01' and figure = 'DECISIONS'"))
                        .isPositive();
            }
        } finally {
            Quiet.noMore(WeekKeeper.class);
            execute("update quality.qa_sample set inclusion_prob = 0.5 where inclusion_prob < 1e-100");
            keeper.keepAll();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SLA_ATTAINMENT", "TURNAROUND", "DECISIONS", "OVERTURN_RATE", "QA_ACCURACY"})
    void aWindowOfKeptWeeksTakesOneStatement(String key) {
        var query =
                "{ metric(key: %s, by: [VENDOR, WEEK], window: {from: \"%s\", until: \"2026-08-31\"}) { rows { value } } }";
        assertThat(graph.explain(query.formatted(key, "2026-03-02"), Map.of()).statements())
                .hasSize(1);
        assertThat(graph.explain(query.formatted(key, "2026-03-01"), Map.of()).statements())
                .as("a Sunday more")
                .hasSize(2);
    }

    @Test
    void noWeekIsKeptThatIsNotOver() throws Exception {
        try (var connection = transaction()) {
            assertThat(count(connection, "select count(*) from metrics.kept_week"))
                    .isPositive();
            assertThat(
                            count(
                                    connection,
                                    "select count(*) from metrics.kept_week where (week + 8)::timestamp at time zone 'UTC' + interval '12 hours' > now()"))
                    .isZero();
        }
    }

    private void assertKeptIsCounted(Connection connection, MetricQuestion question) throws SQLException {
        var kept = answer(connection, question);
        assertThat(kept.rows())
                .as(question::toString)
                .usingRecursiveComparison()
                .withComparatorForType(KeptWeekTest::compare, Double.class)
                .isEqualTo(counted(connection, question).rows());
    }

    private static int compare(Double one, Double other) {
        return Math.abs(one - other) <= ROUNDING.value * Math.max(1, Math.abs(one)) ? 0 : Double.compare(one, other);
    }

    private static Metric answer(Connection connection, MetricQuestion question) {
        return MetricRepository.answer(
                question, new Db(new SingleConnectionDataSource(connection, true), new Turns(1, Duration.ZERO), null));
    }

    /** As if nothing had ever been kept. */
    private static Metric counted(Connection connection, MetricQuestion question) throws SQLException {
        var before = connection.setSavepoint();
        execute(connection, "delete from metrics.kept_week");
        var metric = answer(connection, question);
        connection.rollback(before);
        return metric;
    }

    /** Rolled back when closed. */
    private Connection transaction() throws SQLException {
        var connection = database.connect();
        connection.setAutoCommit(false);
        return connection;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = database.connect()) {
            execute(connection, sql);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }
}
