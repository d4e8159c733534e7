package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.Answer;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Somebody who asks for a page of a queue, one after the other, beside two others who send every hostile request there is, none twice alike, as fast as
 * their answers come but for a breath. Compared is with two who as often ask for nothing much: what any neighbour costs on the same cores is not the
 * fault of what he sends. The others have the accounts that everybody has, out of which documents that are refused are paid.
 */
@DocketTest(ownDatabase = true, demoCases = 2_000)
@TestPropertySource(
        properties = {
            "docket.limits.staff.cost-per-second=500",
            "docket.limits.staff.cost-bucket=10000",
            "docket.limits.vendor.cost-per-second=50",
            "docket.limits.vendor.cost-bucket=1000"
        })
class NeighbourTest {
    private static final String PAGE = """
            query ($queue: ID!) { cases(first: 50, filter: {queue: {eq: $queue}, state: {in: [QUEUED, IN_REVIEW, ON_HOLD]}}, orderBy: {field: DUE_AT}) {
              nodes { id number title state dueAt seller { id tier } decisions(first: 1) { nodes { id outcome } } } } }""";
    private static final List<IntFunction<String>> HARMLESS =
            List.of(number -> "{\"query\":\"query n%d { viewer { name } }\"}".formatted(number));
    private static final int QUESTIONS = 400;
    private static final int NEIGHBOURS = 2;
    private static final int BREATH_MILLIS = 5;
    private static final int ROUNDS = 5;

    /** What is read of a body that was refused, as server.tomcat.max-swallow-size says. */
    private static final int SWALLOWED = 64 * 1024;

    private static final double MOST = 1.5;

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private @Nullable GraphClient console;
    private String queue = "";

    @Test
    void feelsNoMoreOfHostileRequestsThanOfOthers() throws Exception {
        queue = client.execute(
                        "{ cases(first: 1, filter: {state: {in: [QUEUED]}, receivedAt: {gt: \"2020-01-01T00:00:00Z\"}}) { nodes { queue { id } } } }")
                .data("cases/nodes/0/queue/id")
                .asString();
        var hostile = List.copyOf(HostileRequestTest.bodies().values());
        assertThat(hostile).hasSizeGreaterThan(50);
        console = client.as(TestTokens.administrator(database.dataSource(), 1_000_000));
        for (var token : List.of(TestTokens.administrator(database), TestTokens.ofSomeVendor(database, null))) {
            var neighbour = client.as(token);
            beside(neighbour, HARMLESS);
            beside(neighbour, hostile);
            var ratios = new ArrayList<Double>();
            for (int round = 0; round < ROUNDS; round++) {
                var besideHarmless = beside(neighbour, HARMLESS);
                var besideHostile = beside(neighbour, hostile);
                ratios.add(besideHostile / besideHarmless);
            }
            System.out.printf("p95 beside hostile requests by that beside harmless ones: %s%n", ratios);
            // The least, since the machine may have other work.
            assertThat(Collections.min(ratios)).as("%s", ratios).isLessThan(MOST);
        }
    }

    /** @return the 95th percentile, in milliseconds */
    private double beside(GraphClient neighbour, List<IntFunction<String>> bodies) throws Exception {
        var isOver = new AtomicBoolean();
        var sent = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(NEIGHBOURS)) {
            var senders = IntStream.range(0, NEIGHBOURS)
                    .mapToObj(thread -> threads.submit(() -> {
                        while (!isOver.get()) {
                            var number = sent.getAndIncrement();
                            requireAnswer(
                                    neighbour,
                                    bodies.get(number % bodies.size()).apply(number));
                            Thread.sleep(BREATH_MILLIS);
                        }
                        return null;
                    }))
                    .toList();
            var p95 = p95Millis();
            isOver.set(true);
            for (var sender : senders) {
                sender.get();
            }
            assertThat(sent.get()).isGreaterThan(bodies.size());
            return p95;
        }
    }

    /** Or hung up on: who is refused for the size of his body may still be sending it when the connection is closed. */
    private static void requireAnswer(GraphClient neighbour, String body) {
        try {
            assertThat(send(neighbour, body).status()).isBetween(200, 499);
        } catch (IllegalStateException hungUp) {
            assertThat(hungUp).hasCauseInstanceOf(IOException.class);
            assertThat(body.length())
                    .as("characters, for which nobody is hung up on")
                    .isGreaterThan(SWALLOWED);
        }
    }

    private static Answer send(GraphClient neighbour, String body) {
        return neighbour.send(neighbour
                .request("/graphql")
                .header("Content-Type", "application/json")
                .header("Accept", "application/graphql-response+json")
                .POST(BodyPublishers.ofString(body)));
    }

    private double p95Millis() {
        var nanos = IntStream.range(0, QUESTIONS)
                .mapToLong(question -> {
                    var started = System.nanoTime();
                    assertThat(Objects.requireNonNull(console)
                                    .execute(PAGE, Map.of("queue", queue))
                                    .errors())
                            .isEmpty();
                    return System.nanoTime() - started;
                })
                .sorted()
                .toArray();
        return nanos[QUESTIONS * 95 / 100] / 1e6;
    }
}
