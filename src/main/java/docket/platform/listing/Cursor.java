package docket.platform.listing;

import docket.platform.request.GraphException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a row stands in an order: the order's name, the row's key in it, the row's id. Base64url of plain text; strict, since it comes back
 * from callers.
 *
 * @param value null stands for infinity
 */
record Cursor(String order, @Nullable Object value, UUID id) {
    private static final String SEPARATOR = "\n";
    private static final String INFINITY = "infinity";
    private static final int MAX_TEXT = 2_000;
    /** The years of PostgreSQL's timestamps. */
    private static final OffsetDateTime EARLIEST = OffsetDateTime.of(-4712, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private static final OffsetDateTime LATEST = OffsetDateTime.of(294_277, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    String encode() {
        var text = order + SEPARATOR + id + SEPARATOR + (value == null ? INFINITY : value);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** @param type of the order's column */
    static Cursor decode(String text, String order, Class<?> type, String argument) {
        try {
            if (text.length() <= MAX_TEXT) {
                var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(SEPARATOR, 3);
                if (parts.length == 3 && parts[0].equals(order) && parts[2].indexOf('\0') < 0) {
                    var cursor = new Cursor(order, value(parts[2], type), UUID.fromString(parts[1]));
                    if (cursor.encode().equals(text)) {
                        return cursor;
                    }
                }
            }
        } catch (RuntimeException malformed) {
            // answered below, like every other malformed cursor
        }
        throw GraphException.badInput(
                argument,
                "'%s' is not a cursor of this list in the order %s: pass one that the same list returned, unchanged"
                        .formatted(argument, order));
    }

    private static @Nullable Object value(String text, Class<?> type) {
        if (type == OffsetDateTime.class || type == Instant.class) {
            return text.equals(INFINITY) ? null : checked(Instant.parse(text), ChronoField.INSTANT_SECONDS);
        }
        if (type == LocalDate.class) {
            return checked(LocalDate.parse(text), ChronoField.EPOCH_DAY);
        }
        if (type == Long.class) {
            return Long.valueOf(text);
        }
        if (type == Integer.class || type == Short.class) {
            return Integer.valueOf(text);
        }
        return text;
    }

    /** What the database cannot hold, it has not returned. */
    private static <T extends TemporalAccessor> T checked(T time, ChronoField field) {
        var isWithin = EARLIEST.getLong(field) <= time.getLong(field) && time.getLong(field) < LATEST.getLong(field);
        if (!isWithin) {
            throw new IllegalArgumentException("out of range");
        }
        return time;
    }
}
