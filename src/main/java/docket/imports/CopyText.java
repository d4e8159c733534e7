package docket.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {
    private byte[] bytes = new byte[1 << 16];
    private int length;
    private boolean isFirst = true;

    void field(@Nullable Object value) {
        if (!isFirst) {
            raw('\t');
        }
        isFirst = false;
        switch (value) {
            case null -> none();
            case List<?> codes when codes.isEmpty() -> none();
            case List<?> codes -> codes(codes);
            default -> text(value.toString());
        }
    }

    void endRow() {
        raw('\n');
        isFirst = true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void clear() {
        length = 0;
        isFirst = true;
    }

    private void none() {
        raw('\\');
        raw('N');
    }

    /** Codes need no quotation marks: capitals, digits and low lines. */
    private void codes(List<?> codes) {
        raw('{');
        for (int index = 0; index < codes.size(); index++) {
            if (index > 0) {
                raw(',');
            }
            text(codes.get(index).toString());
        }
        raw('}');
    }

    private void text(String text) {
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        ensure(utf8.length * 2);
        for (var next : utf8) {
            var escape = escape(next);
            if (escape != 0) {
                bytes[length++] = '\\';
            }
            bytes[length++] = escape != 0 ? escape : next;
        }
    }

    private static byte escape(byte next) {
        return switch (next) {
            case '\\' -> '\\';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 0;
        };
    }

    private void raw(int next) {
        ensure(1);
        bytes[length++] = (byte) next;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
