package docket.platform.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the bytes of a body: so many at most, and all of them within a time, however slowly they drip in. */
final class BodyBytes {
    private static final int FIRST_BYTES = 8 * 1024;
    /** By so much a timeout may come early. */
    private static final long TIMER_NANOS = 20_000_000;

    /** Of a body that is refused: a client that is still sending reads no answer. */
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    private static final int FAREWELL_BYTES = 1024 * 1024;

    private BodyBytes() {}

    static byte[] read(HttpServletRequest request, int most, int seconds) throws IOException, HttpRefusal {
        var announced = request.getContentLengthLong();
        if (announced > most) {
            throw tooLarge(announced, most);
        }
        var until = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        var connection = WatchedConnection.current();
        var in = request.getInputStream();
        var bytes = new byte[announced < 0 ? FIRST_BYTES : (int) announced + 1];
        var count = 0;
        while (true) {
            if (count == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(bytes.length * 2, most + 1));
            }
            waitUntil(until, seconds, connection);
            var read = read(in, bytes, count, until, seconds);
            if (read < 0) {
                return Arrays.copyOf(bytes, count);
            }
            count += read;
            if (count > most) {
                throw tooLarge(count, most);
            }
        }
    }

    private static int read(java.io.InputStream in, byte[] bytes, int count, long until, int seconds)
            throws IOException, HttpRefusal {
        try {
            return in.read(bytes, count, bytes.length - count);
        } catch (IOException broken) {
            if (System.nanoTime() >= until - TIMER_NANOS) {
                throw tooSlow(seconds);
            }
            throw broken;
        }
    }

    private static void waitUntil(long until, int seconds, @Nullable WatchedConnection connection) throws HttpRefusal {
        var rest = Math.ceilDiv(until - System.nanoTime(), 1_000_000L);
        if (rest <= 0) {
            throw tooSlow(seconds);
        }
        if (connection != null) {
            connection.readWithin(rest);
        }
    }

    /** @param bytes as many as were announced; of others as many as were read */
    private static HttpRefusal tooLarge(long bytes, int most) {
        return HttpRefusal.limit(
                HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE,
                "body-bytes",
                "The body may have %d bytes at most, not %d: divide the document, or send fewer values at once"
                        .formatted(most, bytes),
                bytes,
                most);
    }

    private static HttpRefusal tooSlow(int seconds) {
        return HttpRefusal.limit(
                HttpServletResponse.SC_REQUEST_TIMEOUT,
                "body-seconds",
                "The request did not come in time: send its body within %d seconds".formatted(seconds),
                seconds);
    }

    /** After an answer to a request whose body nobody wanted: a little of it is read, so that the answer arrives, then the connection ends. */
    static void leave(HttpServletResponse response) throws IOException {
        var connection = WatchedConnection.current();
        if (connection == null || connection.isBodyRead()) {
            return;
        }
        response.flushBuffer();
        var until = System.nanoTime() + FAREWELL.toNanos();
        var count = 0;
        try {
            while (count < FAREWELL_BYTES && System.nanoTime() < until) {
                connection.readWithin((until - System.nanoTime()) / 1_000_000);
                var read = connection.readScrap();
                if (read < 0) {
                    return;
                }
                count += read;
            }
        } catch (IOException goneOrTooSlow) {
            // it has had its answer
        }
        connection.abandonBody();
    }
}
