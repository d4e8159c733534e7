package docket.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import docket.testing.DocketTest;
import docket.testing.GraphClient;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Clients that send little by little, or without end, are ended. */
@DocketTest
class SlowRequestTest {
    @Autowired
    GraphClient client;

    private Socket open(String head) throws IOException {
        var uri = client.request("/").build().uri();
        var socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(20_000);
        write(socket, head);
        return socket;
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        socket.getOutputStream().flush();
    }

    private String head(String more) {
        return "POST /graphql HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nContent-Type: application/json\r\n%s\r\n"
                .formatted(client.token(), more);
    }

    /** How long it can be written to, a part at a time. */
    private static Duration endures(Socket socket, String part, int pauseMs) {
        var started = System.nanoTime();
        try {
            while (System.nanoTime() - started < 25_000_000_000L) {
                write(socket, part);
                Thread.sleep(pauseMs);
            }
        } catch (IOException ended) {
            // as it should
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static String answer(Socket socket) {
        try {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            return "";
        }
    }

    @Test
    void whatDripsInIsEnded() throws Exception {
        try (var body = open(head("Content-Length: 1000\r\n") + "{");
                var read = open(head("Content-Length: 1000\r\n") + "{");
                var head = open("POST /graphql HTTP/1.1\r\nHost: x\r\n");
                var threads = Executors.newCachedThreadPool()) {
            var answer = CompletableFuture.supplyAsync(() -> answer(read), threads);
            var ofHead = CompletableFuture.supplyAsync(() -> endures(head, "X-A: b\r\n", 500), threads);
            var ofBody = CompletableFuture.supplyAsync(() -> endures(body, " ", 200), threads);
            assertThat(ofBody.get()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
            assertThat(ofHead.get()).isBetween(Duration.ofSeconds(9), Duration.ofSeconds(14));
            assertThat(answer.get())
                    .startsWith("HTTP/1.1 408")
                    .contains("did not come in time", "\"limit\":\"body-seconds\"", "\"maximum\":10");
        }
        assertThat(client.execute("{ __typename }").errors()).isEmpty();
    }

    @Test
    void anEndlessChunkedBodyIsRefusedAndEnded() throws Exception {
        var chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
        try (var socket = open(head("Transfer-Encoding: chunked\r\n"))) {
            var answer = CompletableFuture.supplyAsync(() -> answer(socket));
            assertThat(endures(socket, chunk, 1)).isLessThan(Duration.ofSeconds(5));
            assertThat(answer.get())
                    .satisfiesAnyOf(
                            text -> assertThat(text).startsWith("HTTP/1.1 413"),
                            text -> assertThat(text).isEmpty());
        }
    }

    @Test
    void aSlowEndlessBodyOfNobodyIsEnded() throws Exception {
        try (var socket = open("POST /graphql HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n")) {
            assertThat(endures(socket, "1\r\nx\r\n", 100)).isLessThan(Duration.ofSeconds(4));
            assertThat(answer(socket))
                    .satisfiesAnyOf(
                            text -> assertThat(text).startsWith("HTTP/1.1 401"),
                            text -> assertThat(text).isEmpty());
        }
    }

    @Test
    void aBodyInPiecesIsReadAsOne() throws Exception {
        var body = "{\"query\":\"{ __typename }\"}";
        try (var socket = open(head("Connection: close\r\nContent-Length: %d\r\n".formatted(body.length())))) {
            for (var character : body.split("")) {
                write(socket, character);
                Thread.sleep(5);
            }
            assertThat(answer(socket)).contains("\"__typename\":\"Query\"");
        }
    }

    @Test
    void aHeadBeyondItsLimitIsRefused() throws Exception {
        try (var socket = open(head("X-Large: " + "x".repeat(20_000) + "\r\n"))) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 400");
        }
        try (var socket = open(head("X-A: b\r\n".repeat(200)))) {
            assertThat(answer(socket)).startsWith("HTTP/1.1 400");
        }
    }
}
