package docket.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Requests that no client library would send. */
public final class RawHttp {
    private RawHttp() {}

    /**
     * @param head the request line and headers
     * @return the whole answer: status line, headers, body
     */
    public static String send(GraphClient client, String head) {
        var uri = client.request("/").build().uri();
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            var bytes = (head + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream().write(bytes);
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
