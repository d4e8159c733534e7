package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.platform.budget.Budget;
import docket.platform.graph.GraphEngine;
import docket.platform.graph.WiredSchema;
import docket.platform.request.Caller;
import docket.platform.request.Caller.CostClass;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scopes;
import docket.platform.sql.Db;
import docket.platform.sql.Turns;
import docket.platform.sql.Watchdog;
import docket.testing.Answer;
import docket.testing.DocketTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import tools.jackson.databind.json.JsonMapper;

/**
 * Requests that are small, or cheap to make, and would mean much work: each is refused quickly, with little memory, and without the database, whose
 * connections here cannot even be had. Run through the servlet in the thread of the test, which is what memory can be measured for.
 */
@DocketTest
class HostileRequestTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MOST_NANOS = 50_000_000;
    private static final long MOST_BYTES = 10 * 1024 * 1024;
    private static final int TRIES = 12;

    private static long slowest;
    private static long largest;

    @Autowired
    WiredSchema schema;

    @Autowired
    LimitsByClass limits;

    private Watchdog watchdog;
    private GraphQlServlet servlet;

    @BeforeEach
    void prepare() {
        watchdog = new Watchdog();
        var engine = new GraphEngine(
                schema,
                caller -> new Db(unreachable(), new Turns(1, Duration.ZERO), null),
                null,
                note -> {},
                new GraphEngine.Bounds(limits, Budget.UNLIMITED, watchdog, Duration.ofSeconds(5)));
        servlet = new GraphQlServlet(engine, limits);
    }

    @AfterEach
    void end() {
        watchdog.close();
    }

    @AfterAll
    static void tell() {
        System.out.printf(
                "%d hostile bodies: the slowest refused in %d ms, the largest took %d KiB%n",
                bodies().size(), Duration.ofNanos(slowest).toMillis(), largest / 1024);
    }

    private static DataSource unreachable() {
        return (DataSource) Proxy.newProxyInstance(
                HostileRequestTest.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, values) -> {
                    throw new AssertionError("the database was asked");
                });
    }

    /** By name: what is sent in the nth try, different each time, so that nothing which was kept of another try helps. */
    static Map<String, IntFunction<String>> bodies() {
        var all = new LinkedHashMap<String, IntFunction<String>>();
        document(
                all,
                "16 levels over small lists",
                "{ cases(first: 2) { nodes { " + "seller { latestCases(first: 2) { nodes { ".repeat(7) + "number"
                        + " } } }".repeat(7) + " } } }");
        document(
                all,
                "13 levels of single objects",
                "{ caseByNumber(number: 1) { " + "queue { cases(first: 1) { nodes { ".repeat(5) + "number"
                        + " } } }".repeat(5) + " } }");
        document(all, "900 levels", "{ cases " + "{ nodes ".repeat(900) + "{ id }" + " }".repeat(901));
        document(all, "1,000 aliases", fields(1_000, "a%d: __typename"));
        document(all, "10,000 aliases", fields(10_000, "a%d:__typename"));
        document(
                all,
                "31 root fields of different names",
                fields(
                        8,
                        "a%1$d: viewer { name } b%1$d: __typename c%1$d: node(id: \"x\") { id } d%1$d: nodes(ids: []) { id }"));
        document(all, "aliases deep below", "{ viewer { " + aliases(16, "name") + " } }");
        document(all, "14,000 repeated fields", "{ " + "__typename ".repeat(14_000) + "}");
        document(all, "500 repeated fields", "{ " + "__typename ".repeat(500) + "}");
        document(
                all,
                "fields repeated by fragments",
                "{ " + "...f ".repeat(900) + "} fragment f on Query { " + aliases(15, "__typename")
                        + " viewer { name } }" + "fragment g on Query { ...f }".repeat(1));
        document(all, "cyclic fragments", "{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }");
        document(all, "a fragment of itself", "{ ...a } fragment a on Query { ...a }");
        document(all, "exploding fragments", explosion(12));
        document(all, "flat exploding fragments", flatExplosion(40));
        document(all, "a cycle of 500 fragments", cycle(500));
        document(all, "5,000 directives", "{ __typename " + "@skip(if: false) ".repeat(5_000) + "}");
        document(all, "51 directives", fields(11, "a%d: __typename " + "@wonder ".repeat(5)));
        document(all, "six directives in one place", "{ __typename " + "@wonder ".repeat(6) + "}");
        document(all, "an unknown directive", "{ __typename @wonder }");
        document(
                all,
                "introspection in circles",
                "{ __schema { types " + "{ fields { type ".repeat(8) + "{ name }" + " } }".repeat(8) + " } }");
        document(
                all,
                "introspection by ofType",
                "{ __schema { types { " + "ofType { ".repeat(120) + "name" + " }".repeat(120) + " } } }");
        document(all, "introspection many times", fields(9, "a%d: __schema { types { name } }"));
        document(all, "types many times", fields(9, "a%d: __type(name: \"Case\") { name }"));
        document(all, "a long literal", "{ node(id: \"" + "x".repeat(70_000) + "\") { id } }");
        document(all, "a long list", "{ nodes(ids: [" + "\"a\",".repeat(5_000) + "]) { id } }");
        document(all, "a deep list", "{ nodes(ids: " + "[".repeat(1_500) + "]".repeat(1_500) + ") { id } }");
        document(
                all,
                "a deep object",
                "{ cases(filter: " + "{or:[".repeat(300) + "]}".repeat(300) + ") { nodes { id } } }");
        document(all, "a wide object", "{ cases(filter: {" + "number: {eq: 1} ".repeat(600) + "}) { nodes { id } } }");
        document(all, "a billion rows", "{ cases(first: 1000000000) { nodes { id } } }");
        document(
                all,
                "a billion rows of a billion",
                "{ cases(first: 1000000000) { nodes { decisions(first: 1000000000) { nodes { id } } } } }");
        document(all, "minus a billion rows", "{ cases(first: -1000000000) { nodes { id } } }");
        document(all, "a number beyond all", "{ cases(first: " + "9".repeat(5_000) + ") { nodes { id } } }");
        document(
                all,
                "a small page of small pages of small pages",
                "{ cases(first: 20) { nodes { decisions(first: 20) { nodes { case { decisions(first: 20) { nodes { id } } } } } } } }");
        document(
                all,
                "many figures",
                fields(
                                15,
                                "a%d: metric(key: BACKLOG, by: [VENDOR, QUEUE]) { rows { vendor { id name } queue { id name } } }")
                        .replace(
                                "{ a0:",
                                "{ s: searchCases(text: \"x\", first: 100) { case { decisions(first: 100) { nodes { id } } } } a0:"));
        document(all, "a number of 15,000 digits", "{ cases(first: " + "9".repeat(15_000) + ") { nodes { id } } }");
        document(all, "a fraction beyond all", "{ cases(first: 1." + "9".repeat(15_000) + ") { nodes { id } } }");
        document(all, "a name beyond all", "{ " + "x".repeat(15_000) + " }");
        document(all, "a text beyond all", "{ node(id: \"" + "x".repeat(15_000) + "\") { id } }");
        document(all, "a block text beyond all", "{ node(id: \"\"\"" + "x\n".repeat(7_000) + "\"\"\") { id } }");
        document(all, "comments", "#x\n".repeat(40_000) + "{ __typename }");
        document(all, "a long comment", "#" + "x".repeat(100_000) + "\n{ __typename }");
        document(all, "white space", " ".repeat(70_000) + "{ __typename }");
        document(all, "commas", ",".repeat(70_000) + "{ __typename }");
        document(
                all,
                "many operations",
                IntStream.range(0, 1_200)
                        .mapToObj("query q%d { __typename }"::formatted)
                        .collect(Collectors.joining(" ")));
        document(
                all,
                "many variables",
                IntStream.range(0, 1_500)
                        .mapToObj("$v%d: Int"::formatted)
                        .collect(Collectors.joining(" ", "query (", ") { __typename }")));
        document(
                all,
                "many unused variables",
                IntStream.range(0, 300)
                        .mapToObj("$v%d: Int"::formatted)
                        .collect(Collectors.joining(" ", "query (", ") { __typename }")));
        document(all, "a null character", "{ __type\0name }");
        document(all, "an unclosed text", "{ node(id: \"" + "x".repeat(5_000));
        document(all, "an unclosed block text", "{ node(id: \"\"\"" + "x\n".repeat(5_000));
        document(all, "open braces", "{".repeat(15_000));
        document(all, "nothing but names", "a ".repeat(1_900));
        document(all, "a subscription", "subscription { cases { id } }");
        document(all, "a mutation of everything", "mutation { deleteEverything }");
        document(all, "unknown fields", fields(300, "unknown%d"));
        document(
                all,
                "conflicting fields",
                "{ viewer { "
                        + IntStream.range(0, 300).mapToObj(number -> "...f").collect(Collectors.joining(" "))
                        + " } } fragment f on Viewer { x: name x: kind }");
        all.put(
                "a text of a lone surrogate",
                n -> "{\"query\":\"{ a%d: node(id: \\\"\\ud800\\\") { id } }\"}".formatted(n));
        all.put("an array of operations", n -> "[" + "{\"query\":\"{ __typename }\"},".repeat(1_000) + "{}]");
        all.put(
                "deep JSON",
                n -> "{\"query\":\"{ __typename }\",\"variables\":" + "{\"a\":".repeat(20_000) + n
                        + "}".repeat(20_001));
        all.put("a deep JSON array", n -> "[".repeat(100_000 + n));
        all.put(
                "a member twice",
                n -> "{\"query\":\"{ __typename }\",\"variables\":{" + "\"a\":1,".repeat(5_000) + "\"a\":2}}");
        all.put(
                "a huge number",
                n -> "{\"query\":\"query ($v: Int) { cases(first: $v) { nodes { id } } }\",\"variables\":{\"v\":"
                        + "9".repeat(200_000) + "}}");
        all.put(
                "a huge exponent",
                n ->
                        "{\"query\":\"query ($v: Int) { cases(first: $v) { nodes { id } } }\",\"variables\":{\"v\":1e999999999}}");
        all.put(
                "a huge exponent of a long",
                n ->
                        "{\"query\":\"query ($v: LongFilter) { cases(filter: {number: $v}) { nodes { id } } }\",\"variables\":{\"v\":{\"eq\":1e99999999}}}");
        all.put(
                "a huge variable",
                n -> "{\"query\":\"query ($v: ID!) { node(id: $v) { id } }\",\"variables\":{\"v\":\""
                        + "x".repeat(200_000) + "\"}}");
        all.put(
                "a list of a variable",
                n -> "{\"query\":\"query ($v: [ID!]!) { nodes(ids: $v) { id } }\",\"variables\":{\"v\":["
                        + "\"x\",".repeat(50_000) + "\"x\"]}}");
        all.put(
                "a deep filter in a variable",
                n ->
                        "{\"query\":\"query ($v: CaseFilter) { cases(filter: $v) { nodes { id } } }\",\"variables\":{\"v\":"
                                + "{\"or\":[".repeat(22) + "{}" + "]}".repeat(22) + "}}");
        all.put(
                "a wide filter in a variable",
                n ->
                        "{\"query\":\"query ($v: CaseFilter) { cases(filter: $v) { nodes { id } } }\",\"variables\":{\"v\":{\"or\":["
                                + "{\"number\":{\"eq\":1}},".repeat(8_000) + "{}]}}}");
        all.put(
                "many unknown variables",
                n -> "{\"query\":\"{ nonsense }\",\"variables\":{"
                        + IntStream.range(0, 15_000)
                                .mapToObj("\"v%d\":1"::formatted)
                                .collect(Collectors.joining(",")) + "}}");
        all.put(
                "a body of 20 MB",
                n -> "{\"query\":\"{ __typename }\",\"x\":\"" + "x".repeat(20 * 1024 * 1024) + "\"}");
        all.put("a body of 257 KB", n -> "{\"query\":\"{ __typename }\",\"x\":\"" + "x".repeat(257 * 1024) + "\"}");
        all.put("null bytes", n -> "\0".repeat(200_000));
        all.put("no JSON", n -> "x".repeat(200_000));
        return all;
    }

    private static void document(Map<String, IntFunction<String>> into, String name, String document) {
        into.put(name, n -> JSON.writeValueAsString(Map.of("query", document + " #" + n)));
    }

    private static String fields(int count, String form) {
        return IntStream.range(0, count).mapToObj(form::formatted).collect(Collectors.joining(" ", "{ ", " }"));
    }

    private static String aliases(int count, String field) {
        return IntStream.range(0, count)
                .mapToObj(number -> "a" + number + ": " + field)
                .collect(Collectors.joining(" "));
    }

    private static String explosion(int levels) {
        return "{ cases(first: 1) { nodes { ...f0 } } } "
                + IntStream.range(0, levels)
                        .mapToObj(level ->
                                "fragment f%1$d on Case { a%1$d: queue { cases(first: 1) { nodes { ...f%2$d } } } b%1$d: queue { cases(first: 1) { nodes { ...f%2$d } } } }"
                                        .formatted(level, level + 1))
                        .collect(Collectors.joining(" "))
                + " fragment f%d on Case { id }".formatted(levels);
    }

    private static String flatExplosion(int levels) {
        return "{ ...f0 } "
                + IntStream.range(0, levels)
                        .mapToObj(level -> "fragment f%1$d on Query { ...f%2$d a%1$d: __typename ...f%2$d ...f%2$d }"
                                .formatted(level, level + 1))
                        .collect(Collectors.joining(" "))
                + " fragment f%d on Query { __typename }".formatted(levels);
    }

    private static String cycle(int length) {
        return "{ ...f0 } "
                + IntStream.range(0, length)
                        .mapToObj(number -> "fragment f%d on Query { ...f%d }".formatted(number, (number + 1) % length))
                        .collect(Collectors.joining(" "));
    }

    static Stream<Arguments> requests() {
        return bodies().entrySet().stream()
                .flatMap(body -> Stream.of(CostClass.values())
                        .map(costClass -> Arguments.of(body.getKey(), costClass, body.getValue())));
    }

    @ParameterizedTest(name = "{0} as {1}")
    @MethodSource("requests")
    void isRefusedAtOnce(String name, CostClass costClass, IntFunction<String> body) {
        var nanos = Long.MAX_VALUE;
        var bytes = Long.MAX_VALUE;
        for (int attempt = 0; attempt < TRIES; attempt++) {
            var request = request(costClass, body.apply(attempt).getBytes(StandardCharsets.UTF_8));
            var response = new MockHttpServletResponse();
            var before = THREADS.getCurrentThreadAllocatedBytes();
            var started = System.nanoTime();
            send(request, response);
            nanos = Math.min(nanos, System.nanoTime() - started);
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
            assertRefused(new String(response.getContentAsByteArray(), StandardCharsets.UTF_8));
            if (attempt >= 2 && nanos < MOST_NANOS && bytes < MOST_BYTES) {
                break;
            }
        }
        slowest = Math.max(slowest, nanos);
        largest = Math.max(largest, bytes);
        assertThat(nanos).as("nanoseconds").isLessThan(MOST_NANOS);
        assertThat(bytes).as("bytes").isLessThan(MOST_BYTES);
    }

    private static MockHttpServletRequest request(CostClass costClass, byte[] body) {
        var request = new MockHttpServletRequest("POST", "/graphql");
        request.setContentType("application/json");
        request.addHeader("Accept", MediaTypes.GRAPHQL);
        request.setContent(body);
        var caller = new Caller(
                Caller.Kind.MACHINE, "test", "test", Scopes.ALL, null, Set.of(), Set.of(), costClass, null, null, null);
        RequestCaller.set(request, new Admitted(caller));
        return request;
    }

    private record Admitted(Caller caller) implements Admission {
        @Override
        public boolean hasEnded() {
            return false;
        }
    }

    private void send(MockHttpServletRequest request, MockHttpServletResponse response) {
        try {
            servlet.service(request, response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefused(String answer) {
        var json = JSON.readTree(answer);
        assertThat(json.path("errors").size()).as(answer).isBetween(1, 10);
        assertThat(json.at("/errors/0/extensions/code").asString())
                .as(answer)
                .isNotIn("", "INTERNAL", "UNAVAILABLE", "QUERY_TIMEOUT");
        assertThat(json.path("data").isNull()
                        || json.path("data").isMissingNode()
                        || json.path("data").valueStream().allMatch(value -> value.isNull()))
                .as(answer)
                .isTrue();
        assertThat(answer.length()).isLessThan(40_000);
        GraphQlOverHttpTest.assertNothingLeaks(
                new Answer(0, HttpHeaders.of(Map.of(), (name, value) -> true), answer.replaceAll("\"x{1000,}\"", "")));
    }
}
