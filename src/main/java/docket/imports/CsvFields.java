package docket.imports;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The fields of one record, still bytes of the reader's buffer. */
final class CsvFields {
    private static final int LONGEST_LENIENT_TEXT = 1000;
    private static final char REPLACEMENT = '\uFFFD';

    private byte[] bytes = {};
    private int begin;
    private int[] from = new int[64];
    private int[] to = new int[64];
    private boolean[] escaped = new boolean[64];
    private int count;
    private @Nullable String damage;

    void clear() {
        count = 0;
        damage = null;
    }

    void add(int from, int to, boolean escaped) {
        if (count == this.from.length) {
            this.from = Arrays.copyOf(this.from, count * 2);
            this.to = Arrays.copyOf(this.to, count * 2);
            this.escaped = Arrays.copyOf(this.escaped, count * 2);
        }
        this.from[count] = from;
        this.to[count] = to;
        this.escaped[count++] = escaped;
    }

    void in(byte[] bytes, int begin) {
        this.bytes = bytes;
        this.begin = begin;
    }

    void damage(String damage) {
        this.damage = damage;
    }

    /** Why the record could not be divided into fields; the last field is then the broken one. */
    @Nullable
    String damage() {
        return damage;
    }

    int count() {
        return count;
    }

    /** @return null if it is not UTF-8 */
    @Nullable
    String text(int field) {
        var start = begin + from[field];
        var length = to[field] - from[field];
        if (length == 0) {
            return "";
        }
        var text = new String(bytes, start, length, StandardCharsets.UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0 && !isUtf8(start, length)) {
            return null;
        }
        return escaped[field] ? text.replace("\"\"", "\"") : text;
    }

    /** With a replacement character for whatever is not UTF-8, to show it to people. */
    String lenientText(int field) {
        var length = Math.min(to[field] - from[field], LONGEST_LENIENT_TEXT);
        return new String(bytes, begin + from[field], length, StandardCharsets.UTF_8);
    }

    private boolean isUtf8(int start, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, length));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
