package docket.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.datasource.init.ScriptUtils;
import tools.jackson.databind.JsonNode;

/** The figures of {@code figures.sql}, computed by hand. */
@DocketTest(ownDatabase = true)
class MetricTest {
    private static final String FORTNIGHT = "window: {from: \"2026-01-05\", until: \"2026-01-19\"}";
    private static final String ROWS =
            "{ rows { vendor { key } market domain queue { key } week numerator denominator value low high p50 p90 p95 } }";

    @Autowired
    private GraphClient graph;

    @BeforeAll
    static void insert(@Autowired TestDatabase database) throws Exception {
        try (var connection = database.connect()) {
            connection.setAutoCommit(false);
            ScriptUtils.executeSqlScript(connection, new ClassPathResource("docket/metrics/figures.sql"));
            connection.commit();
        }
    }

    @Test
    void decisionsCountInTheDaysOfTheirMarket() {
        assertThat(values("DECISIONS", "", "numerator")).isEqualTo(Map.of("", 9.0));
        assertThat(values("DECISIONS", "WEEK", "numerator")).isEqualTo(Map.of("2026-01-05", 6.0, "2026-01-12", 3.0));
        assertThat(values("DECISIONS", "MARKET", "numerator")).isEqualTo(Map.of("JP", 5.0, "DE", 4.0));
        assertThat(values("DECISIONS", "VENDOR", "value")).isEqualTo(Map.of("north", 3.0, "south", 3.0, "-", 3.0));
        assertThat(values("DECISIONS", "QUEUE WEEK", "value"))
                .isEqualTo(Map.of(
                        "de-sellers 2026-01-05", 2.0,
                        "de-sellers 2026-01-12", 2.0,
                        "jp-listings 2026-01-05", 3.0,
                        "jp-listings 2026-01-12", 1.0,
                        "- 2026-01-05", 1.0));
    }

    @Test
    void importedDecisionsCountOnlyWhereAskedFor() {
        var imported = metric("DECISIONS", "MARKET", FORTNIGHT + ", filter: {sourcePlatforms: [\"Elsewhere\"]}");
        assertThat(values(imported, "MARKET", "value")).isEqualTo(Map.of("-", 1.0));
    }

    @Test
    void turnaroundInterpolatesAndIncludesApproval() {
        var row = metric("TURNAROUND", "", FORTNIGHT).data("metric/rows/0");
        assertThat(row.path("denominator").asDouble()).isEqualTo(7);
        assertThat(row.path("value").asDouble()).isEqualTo(240);
        assertThat(row.path("p50").asDouble()).isEqualTo(240);
        assertThat(row.path("p90").asDouble()).isCloseTo(774, within(1e-9));
        assertThat(row.path("p95").asDouble()).isCloseTo(1107, within(1e-9));
        assertThat(values("TURNAROUND", "DOMAIN", "p50")).isEqualTo(Map.of("PRODUCT_LISTING", 90.0, "SELLER", 330.0));
    }

    @Test
    void attainmentCountsWhatIsStillOpenAndLate() {
        var row = metric("SLA_ATTAINMENT", "", FORTNIGHT).data("metric/rows/0");
        assertThat(row.path("numerator").asDouble()).isEqualTo(3);
        assertThat(row.path("denominator").asDouble()).isEqualTo(5);
        assertThat(row.path("value").asDouble()).isCloseTo(0.6, within(1e-12));
        assertThat(row.path("low").asDouble()).isCloseTo(0.23072, within(1e-5));
        assertThat(row.path("high").asDouble()).isCloseTo(0.88238, within(1e-5));
        assertThat(values("SLA_ATTAINMENT", "WEEK", "denominator"))
                .isEqualTo(Map.of("2026-01-05", 3.0, "2026-01-12", 2.0));
        assertThat(values("SLA_ATTAINMENT", "VENDOR", "value")).isEqualTo(Map.of("north", 0.5, "south", 1.0));
        var decisions =
                metric("SLA_ATTAINMENT", "", FORTNIGHT + ", filter: {clockKinds: [DECISION], agreements: [SLA]}");
        assertThat(values(decisions, "", "denominator")).isEqualTo(Map.of("", 4.0));
    }

    @Test
    void aDecisionIsOverturnedOnceAtWhicheverLevel() {
        assertThat(values("OVERTURN_RATE", "", "numerator")).isEqualTo(Map.of("", 2.0));
        assertThat(values("OVERTURN_RATE", "WEEK", "denominator"))
                .isEqualTo(Map.of("2026-01-05", 1.0, "2026-01-12", 2.0));
        assertThat(values("OVERTURN_RATE", "VENDOR", "value")).isEqualTo(Map.of("north", 0.5, "south", 1.0));
    }

    @Test
    void accuracyWeighsReviewsByTheirChance() {
        assertThat(values("QA_ACCURACY", "", "numerator")).isEqualTo(Map.of("", 6.0));
        assertThat(values("QA_ACCURACY", "", "denominator")).isEqualTo(Map.of("", 16.0));
        assertThat(values("QA_ACCURACY", "", "value")).isEqualTo(Map.of("", 0.375));
        assertThat(values("QA_ACCURACY", "VENDOR", "denominator")).isEqualTo(Map.of("north", 12.0, "south", 4.0));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-13T12:00:00Z,DE 1",
        "2026-01-11T12:00:00Z,DE 1 JP 1",
        "2026-01-07T12:00:00Z,JP 1",
        "2026-01-04T00:00:00Z,''"
    })
    void backlogOfAnyInstant(String at, String expected) {
        var backlog = values(metric("BACKLOG", "MARKET", "at: \"%s\"".formatted(at)), "MARKET", "value");
        var words = new TreeMap<>(backlog)
                .entrySet().stream()
                        .map(row -> "%s %d".formatted(row.getKey(), Math.round(row.getValue())))
                        .collect(Collectors.joining(" "));
        assertThat(words).isEqualTo(expected);
    }

    @Test
    void backlogNowAndByWeek() {
        assertThat(values(metric("BACKLOG", "", "filter: {}"), "", "value")).isEqualTo(Map.of("", 3.0));
        assertThat(values(metric("BACKLOG", "QUEUE", "filter: {markets: [\"DE\"]}"), "QUEUE", "value"))
                .isEqualTo(Map.of("de-sellers", 2.0));
        assertThat(values("BACKLOG", "WEEK", "value")).isEqualTo(Map.of("2026-01-05", 1.0, "2026-01-12", 4.0));
        assertThat(values("BACKLOG", "WEEK MARKET", "value"))
                .containsAllEntriesOf(Map.of("2026-01-05 JP", 1.0, "2026-01-12 JP", 2.0, "2026-01-12 DE", 2.0));
    }

    @Test
    void nothingToDivideByIsNoValue() {
        var row = metric("SLA_ATTAINMENT", "", "window: {from: \"2020-01-06\", until: \"2020-01-13\"}")
                .data("metric/rows/0");
        assertThat(row.path("denominator").asDouble()).isZero();
        assertThat(List.of(row.path("value"), row.path("low"), row.path("high")))
                .allMatch(JsonNode::isNull);
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendors", "markets", "domains", "queues", "automatedDecisions", "sourcePlatforms"})
    void anEmptyListAdmitsNothing(String field) {
        assertThat(values(metric("DECISIONS", "", FORTNIGHT + ", filter: {%s: []}".formatted(field)), "", "value"))
                .isEqualTo(Map.of("", 0.0));
        assertThat(values(metric("DECISIONS", "", FORTNIGHT + ", filter: {%s: null}".formatted(field)), "", "value"))
                .isEqualTo(Map.of("", 9.0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"clockKinds", "agreements"})
    void anEmptyListOfClocksAdmitsNothing(String field) {
        var figure = metric("SLA_ATTAINMENT", "", FORTNIGHT + ", filter: {%s: []}".formatted(field));
        assertThat(values(figure, "", "denominator")).isEqualTo(Map.of("", 0.0));
    }

    @Test
    void twoStatementsPerFigureThatIsNotKeptAndOnePerEdge() {
        var answer = graph.explain(
                "{ metric(key: DECISIONS, by: [VENDOR, QUEUE], %s) %s }".formatted(FORTNIGHT, ROWS), Map.of());
        assertThat(answer.statements()).hasSize(4);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key: DECISIONS | window",
                "key: DECISIONS, window: {from: \"2026-01-05\", until: \"2026-01-05\"} | window.until",
                "key: DECISIONS, window: {from: \"2025-01-01\", until: \"2026-01-19\"} | window.until",
                "key: DECISIONS, by: [WEEK, WEEK], window: {from: \"2026-01-05\", until: \"2026-01-06\"} | by",
                "key: DECISIONS, by: [WEEK, MARKET, VENDOR], window: {from: \"2026-01-05\", until: \"2026-01-06\"} | by",
                "key: DECISIONS, at: \"2026-01-05T00:00:00Z\", window: {from: \"2026-01-05\", until: \"2026-01-06\"} | at",
                "key: BACKLOG, window: {from: \"2026-01-05\", until: \"2026-01-06\"} | window",
                "key: BACKLOG, at: \"2100-01-01T00:00:00Z\" | at",
                "key: BACKLOG, filter: {vendors: [\"x\"]} | filter.vendors",
                "key: BACKLOG, filter: {clockKinds: [DECISION]} | filter.clockKinds",
                "key: BACKLOG, filter: {clockKinds: []} | filter.clockKinds",
                "key: BACKLOG, filter: {sourcePlatforms: [\"x\"]} | filter.sourcePlatforms",
            })
    void whatMakesNoSenseNamesItsArgument(String arguments, String argument) {
        var answer = graph.execute("{ metric(%s) { asOf } }".formatted(arguments));
        assertThat(answer.errorCodes()).containsExactly("BAD_USER_INPUT");
        assertThat(answer.at("errors/0/extensions/argument").asString()).isEqualTo(argument);
    }

    private Map<String, Double> values(String key, String by, String measure) {
        return values(metric(key, by, FORTNIGHT), by, measure);
    }

    private Answer metric(String key, String by, String arguments) {
        return graph.execute("{ metric(key: %s, by: [%s], %s) %s }".formatted(key, by, arguments, ROWS));
    }

    private static Map<String, Double> values(Answer answer, String by, String measure) {
        return answer.data("metric/rows")
                .valueStream()
                .collect(Collectors.toMap(
                        row -> slice(row, by), row -> row.path(measure).asDouble()));
    }

    private static String slice(JsonNode row, String by) {
        return by.lines()
                .flatMap(words -> java.util.Arrays.stream(words.split(" ")))
                .map(dimension -> switch (dimension) {
                    case "VENDOR" -> row.at("/vendor/key").asString("-");
                    case "QUEUE" -> row.at("/queue/key").asString("-");
                    default ->
                        row.path(dimension.toLowerCase(java.util.Locale.ROOT)).asString("-");
                })
                .collect(Collectors.joining(" "));
    }
}
