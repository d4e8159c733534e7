package docket.cases;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketProcess;
import docket.testing.DocketTest;
import docket.testing.GraphClient;
import docket.testing.Invariants;
import docket.testing.TestDatabase;
import docket.testing.Workplace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server that is killed again and again while clients send mutations, and send them again with their keys. The size: {@code -Dwork.kills=10}. */
@DocketTest(ownDatabase = true)
class WorkCrashTest {
    private static final int KILLS = Integer.getInteger("work.kills", 2);
    private static final int CLIENTS = 6;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String REPORT = GraphClient.mutation("reportCase", "report { id }");

    @Autowired
    TestDatabase database;

    @Autowired
    Workplace house;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicReference<@Nullable String> address = new AtomicReference<>();
    private final AtomicBoolean isOver = new AtomicBoolean();
    /** Reports that were acknowledged, by the words in them. */
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>();

    @Test
    void losesNothingThatItAcknowledgedAndDoesNothingTwice() throws Exception {
        var token = house.tokenOf("Ann");
        var listings = new ArrayList<String>();
        for (var i = 0; i < CLIENTS; i++) {
            listings.add(house.listing("DE"));
        }
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var clients = new ArrayList<Future<?>>();
            for (var listing : listings) {
                clients.add(pool.submit(() -> report(house, token, listing)));
            }
            for (var kill = 0; kill < KILLS; kill++) {
                try (var server =
                        DocketProcess.start(database.settings("server.port=0")).awaitReady()) {
                    address.set(server.address() + "/graphql");
                    Thread.sleep(BETWEEN_KILLS);
                    server.kill();
                }
            }
            isOver.set(true);
            try (var server =
                    DocketProcess.start(database.settings("server.port=0")).awaitReady()) {
                address.set(server.address() + "/graphql");
                for (var client : clients) {
                    client.get();
                }
                awaitNumbers(house);
            }
        }
        verify(house);
    }

    /** One report after the other, each until it is acknowledged. */
    private void report(Workplace house, String token, String listing) {
        while (!isOver.get()) {
            var words = UUID.randomUUID().toString();
            var input = house.report(listing, "text", words, "idempotencyKey", words);
            acknowledged.put(words, untilAcknowledged(token, input));
        }
    }

    private String untilAcknowledged(String token, Map<String, Object> input) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var last = "";
        while (System.nanoTime() < deadline) {
            try {
                var answer = send(token, input);
                last = answer.toString();
                var report = answer.at("/data/reportCase/report/id").asString();
                if (!report.isEmpty()) {
                    return report;
                }
                Thread.sleep(20);
            } catch (IOException lost) {
                // the server is dead, or dying: again
            } catch (InterruptedException ending) {
                throw new IllegalStateException(ending);
            }
        }
        throw new AssertionError("never acknowledged, last: " + last);
    }

    private JsonNode send(String token, Map<String, Object> input) throws IOException, InterruptedException {
        var to = address.get();
        if (to == null) {
            throw new IOException("not started yet");
        }
        var body = JSON.writeValueAsString(Map.of("query", REPORT, "variables", Map.of("input", input)));
        var request = HttpRequest.newBuilder(URI.create(to))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return JSON.readTree(http.send(request.build(), BodyHandlers.ofString()).body());
    }

    /** The server does that by itself. */
    private static void awaitNumbers(Workplace house) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!house.value("select count(*) from events.outbox_event where position is null")
                .equals("0")) {
            assertThat(System.nanoTime())
                    .as("entries of the outbox are not numbered")
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    private void verify(Workplace house) {
        assertThat(acknowledged).hasSizeGreaterThan(CLIENTS);
        List<String> reported = house.rows("select text from cases.case_report order by text");
        assertThat(reported)
                .as("each once, whether its answer came through or not")
                .containsExactlyElementsOf(
                        acknowledged.keySet().stream().sorted().toList());
        System.getLogger(WorkCrashTest.class.getName())
                .log(System.Logger.Level.INFO, "{0} kills, {1} acknowledged mutations", KILLS, acknowledged.size());
        Invariants.hold(house);
    }
}
