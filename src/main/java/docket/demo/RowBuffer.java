package docket.demo;

import static docket.demo.History.INFINITY;
import static docket.demo.History.NEVER;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of one table in PostgreSQL's binary COPY format: the server parses no text, which halves its work. */
final class RowBuffer {
    private static final byte[] HEADER = {
        'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0, 0, 0, 0, 0, 0, 0, 0, 0
    };
    private static final long UNIX_TO_POSTGRES_MILLIS = 946_684_800_000L;
    private static final int UNIX_TO_POSTGRES_DAYS = 10_957;
    private static final int OID_TEXT = 25;
    private static final int OID_UUID = 2950;
    private static final int ID_BYTES = 16;

    private final Table table;
    private byte[] bytes = new byte[1 << 12];
    private int size;
    private int rows;
    private int missing;

    RowBuffer(Table table) {
        this.table = table;
        clear();
    }

    void clear() {
        size = 0;
        rows = 0;
        missing = 0;
        put(HEADER);
    }

    int rows() {
        return rows;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    RowBuffer begin() {
        requireComplete();
        missing = table.columns();
        rows++;
        ensure(2);
        bytes[size++] = (byte) (missing >> 8);
        bytes[size++] = (byte) missing;
        return this;
    }

    void end() {
        requireComplete();
        ensure(2);
        bytes[size++] = -1;
        bytes[size++] = -1;
    }

    private void requireComplete() {
        if (missing != 0) {
            throw new IllegalStateException("%s: %d values are missing".formatted(table, missing));
        }
    }

    RowBuffer id(@Nullable UUID value) {
        if (value == null) {
            return none();
        }
        field(ID_BYTES);
        putLong(value.getMostSignificantBits());
        putLong(value.getLeastSignificantBits());
        return this;
    }

    RowBuffer text(@Nullable String value) {
        return value == null ? none() : raw(value.getBytes(StandardCharsets.UTF_8));
    }

    RowBuffer raw(byte[] value) {
        field(value.length);
        put(value);
        return this;
    }

    RowBuffer json(@Nullable String value) {
        if (value == null) {
            return none();
        }
        var utf8 = value.getBytes(StandardCharsets.UTF_8);
        field(utf8.length + 1);
        ensure(1);
        bytes[size++] = 1;
        put(utf8);
        return this;
    }

    RowBuffer number(int value) {
        field(4);
        putInt(value);
        return this;
    }

    RowBuffer number(@Nullable Integer value) {
        return value == null ? none() : number(value.intValue());
    }

    RowBuffer big(long value) {
        field(8);
        putLong(value);
        return this;
    }

    RowBuffer real(double value) {
        return big(Double.doubleToRawLongBits(value));
    }

    RowBuffer flag(boolean value) {
        field(1);
        ensure(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    RowBuffer time(long millis) {
        if (millis == NEVER) {
            return none();
        }
        return big(millis == INFINITY ? Long.MAX_VALUE : (millis - UNIX_TO_POSTGRES_MILLIS) * 1_000);
    }

    RowBuffer date(long millis) {
        return millis == NEVER ? none() : number((int) Math.floorDiv(millis, History.DAY) - UNIX_TO_POSTGRES_DAYS);
    }

    RowBuffer timeOfDay(int minutes) {
        return big(minutes * 60_000_000L);
    }

    RowBuffer texts(@Nullable List<String> values) {
        if (values == null) {
            return none();
        }
        var encoded =
                values.stream().map(v -> v.getBytes(StandardCharsets.UTF_8)).toList();
        array(OID_TEXT, values.size(), encoded.stream().mapToInt(v -> v.length).sum());
        encoded.forEach(this::raw0);
        return this;
    }

    RowBuffer ids(Collection<UUID> values) {
        array(OID_UUID, values.size(), values.size() * ID_BYTES);
        for (var value : values) {
            putInt(ID_BYTES);
            putLong(value.getMostSignificantBits());
            putLong(value.getLeastSignificantBits());
        }
        return this;
    }

    /** The head of an array of one dimension; its values follow, each behind its length. */
    private void array(int type, int count, int bytesOfValues) {
        field(20 + 4 * count + bytesOfValues);
        putInt(1);
        putInt(0);
        putInt(type);
        putInt(count);
        putInt(1);
    }

    private void raw0(byte[] value) {
        putInt(value.length);
        put(value);
    }

    /** PostgreSQL's numeric: digits to the base of 10,000 around the decimal point. */
    RowBuffer decimal(@Nullable BigDecimal value) {
        if (value == null) {
            return none();
        }
        var whole = value.toBigInteger().longValueExact();
        var fraction = value.remainder(BigDecimal.ONE).movePointRight(4).intValueExact();
        field(8 + 2 * 5);
        putShort(5);
        putShort(3);
        putShort(0);
        putShort(value.scale());
        putShort((int) (whole / 1_000_000_000_000L));
        putShort((int) (whole / 100_000_000 % 10_000));
        putShort((int) (whole / 10_000 % 10_000));
        putShort((int) (whole % 10_000));
        putShort(fraction);
        return this;
    }

    RowBuffer none() {
        missing--;
        putInt(-1);
        return this;
    }

    private void field(int length) {
        missing--;
        putInt(length);
    }

    private void put(byte[] value) {
        ensure(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    private void putShort(int value) {
        ensure(2);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putInt(int value) {
        ensure(4);
        bytes[size++] = (byte) (value >> 24);
        bytes[size++] = (byte) (value >> 16);
        bytes[size++] = (byte) (value >> 8);
        bytes[size++] = (byte) value;
    }

    private void putLong(long value) {
        putInt((int) (value >> 32));
        putInt((int) value);
    }

    private void ensure(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
