package docket.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import docket.demo.DemoLoader;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What must hold for any data: slices add up to the whole, and the backlog is what the events say. */
@DocketTest(ownDatabase = true)
class MetricIdentityTest {
    private static final int CASES = 2_000;
    private static final String BACKLOG_BY_EVENTS = """
            select count(*)
            from (select distinct on (case_id) to_state from cases.case_event where occurred_at <= ?::timestamptz
                  order by case_id, seq desc) last
            where to_state in ('RECEIVED', 'QUEUED', 'IN_REVIEW', 'ON_HOLD', 'ESCALATED', 'PENDING_APPROVAL')
            """;

    @Autowired
    private GraphClient graph;

    @Autowired
    private TestDatabase database;

    @BeforeAll
    static void load(@Autowired TestDatabase database) {
        DemoLoader.load(
                new DriverManagerDataSource(database.url(), database.user(), database.password()), CASES, line -> {});
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BACKLOG")
    void slicesAddUp(MetricKey key) {
        var window = "window: {from: \"2025-12-01\", until: \"2026-11-20\"}";
        var whole = List.of(sum(key, "", window, "numerator"), sum(key, "", window, "denominator"));
        assertThat(whole).anyMatch(sum -> sum > 0);
        for (var by : List.of("WEEK", "VENDOR", "MARKET", "DOMAIN", "QUEUE", "MARKET, WEEK", "VENDOR, DOMAIN")) {
            assertThat(sum(key, by, window, "numerator")).as(by).isCloseTo(whole.getFirst(), within(1e-6));
            assertThat(sum(key, by, window, "denominator")).as(by).isCloseTo(whole.getLast(), within(1e-6));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2025-03-01T00:00:00Z", "2026-05-09T11:59:59Z", "2026-11-13T12:00:00Z"})
    void backlogIsWhatTheEventsSay(String at) throws Exception {
        var events = backlogByEvents(at);
        assertThat(sum(MetricKey.BACKLOG, "", "at: \"%s\"".formatted(at), "value"))
                .isEqualTo(events);
        assertThat(sum(MetricKey.BACKLOG, "QUEUE, MARKET", "at: \"%s\"".formatted(at), "value"))
                .isEqualTo(events);
    }

    @Test
    void backlogByStateIsBacklogByEvents() throws Exception {
        var now = sum(MetricKey.BACKLOG, "DOMAIN", "filter: {}", "value");
        assertThat(now).isPositive().isEqualTo(backlogByEvents("2026-12-31T00:00:00Z"));
    }

    @Test
    void backlogAtTheEndOfAWeekIsThatOfItsInstant() {
        var byWeek = sum(
                MetricKey.BACKLOG,
                "WEEK",
                "window: {from: \"2026-11-02\", until: \"2026-11-09\"}, filter: {markets: [\"JP\"]}",
                "value");
        var instant = "at: \"2026-11-08T14:59:59.999999Z\", filter: {markets: [\"JP\"]}";
        assertThat(byWeek).isEqualTo(sum(MetricKey.BACKLOG, "", instant, "value"));
    }

    private double sum(MetricKey key, String by, String arguments, String measure) {
        var answer = graph.execute("{ metric(key: %s, by: [%s], %s) { rows { numerator denominator value } } }"
                .formatted(key, by, arguments));
        return answer.data("metric/rows")
                .valueStream()
                .flatMapToDouble(row -> DoubleStream.of(row.path(measure).asDouble(0)))
                .sum();
    }

    private double backlogByEvents(String at) throws Exception {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(BACKLOG_BY_EVENTS)) {
            statement.setString(1, at);
            try (var row = statement.executeQuery()) {
                row.next();
                return row.getDouble(1);
            }
        }
    }
}
