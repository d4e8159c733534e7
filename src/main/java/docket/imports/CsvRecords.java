package docket.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180), one after the other, in the memory of one record. After broken quoting it goes on with the next physical
 * line, so that a bad row takes no neighbour along.
 */
final class CsvRecords {
    static final int LONGEST_RECORD = 1 << 20;
    private static final String TOO_LONG_REASON =
            "is longer than %d bytes: a quotation mark may be missing".formatted(LONGEST_RECORD);
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};
    private static final int END = -1;
    private static final int TOO_LONG = -2;

    private final InputStream in;
    private final CsvFields fields = new CsvFields();
    private byte[] buffer = new byte[1 << 18];
    private int begin;
    private int position;
    private int limit;
    private long line;
    private long nextLine = 1;
    private boolean cut;

    CsvRecords(InputStream in) {
        this.in = in;
    }

    /** Goes to the next record; empty lines are passed over. */
    boolean next() throws IOException {
        if (fields.damage() != null) {
            resume();
        }
        if (limit == 0) {
            skipByteOrderMark();
        }
        while (atEmptyLine()) {
            skipLine();
        }
        fields.clear();
        if (peek() == END) {
            return false;
        }
        line = nextLine;
        cut = false;
        var damage = read();
        fields.in(buffer, begin);
        if (damage != null) {
            fields.damage(damage);
        }
        return true;
    }

    /** The record just read; valid until the next. */
    CsvFields fields() {
        return fields;
    }

    /** The physical line on which the record begins, from 1. */
    long line() {
        return line;
    }

    /** Whether the file ended inside a quoted field of this record. */
    boolean isCut() {
        return cut;
    }

    /** Whether nothing follows, not even a line break. */
    boolean isUnterminated() throws IOException {
        return peek() == END && (position == 0 || buffer[position - 1] != '\n');
    }

    private void resume() throws IOException {
        position = begin;
        nextLine = line;
        skipLine();
    }

    private void skipByteOrderMark() throws IOException {
        for (var expected : BYTE_ORDER_MARK) {
            if (peek() != expected) {
                position = 0;
                return;
            }
            position++;
        }
    }

    private boolean atEmptyLine() throws IOException {
        begin = position;
        var next = peek();
        if (next == '\r') {
            position++;
            next = peek();
            position--;
        }
        return next == '\n';
    }

    private void skipLine() throws IOException {
        for (var next = peek(); next != '\n' && next != END; next = peek()) {
            begin = ++position;
        }
        endLine();
        begin = position;
    }

    private void endLine() throws IOException {
        if (peek() == '\n') {
            position++;
            nextLine++;
        }
    }

    private @Nullable String read() throws IOException {
        while (true) {
            var damage = peek() == '"' ? quoted() : plain();
            if (damage != null) {
                return damage;
            }
            if (peek() != ',') {
                endLine();
                return null;
            }
            position++;
        }
    }

    private @Nullable String plain() throws IOException {
        var from = position - begin;
        var next = peek();
        for (; next != ',' && next != '\n' && next >= 0; next = peek()) {
            if (next == '"') {
                return broken(from, "has a quotation mark inside an unquoted field");
            }
            position++;
        }
        if (next == TOO_LONG) {
            return broken(from, TOO_LONG_REASON);
        }
        var to = position - begin;
        var isCarriageReturn = next == '\n' && to > from && buffer[position - 1] == '\r';
        fields.add(from, isCarriageReturn ? to - 1 : to, false);
        return null;
    }

    private @Nullable String quoted() throws IOException {
        var from = ++position - begin;
        var isEscaped = false;
        while (toQuotationMark()) {
            position++;
            if (peek() != '"') {
                fields.add(from, position - 1 - begin, isEscaped);
                return afterQuoted();
            }
            isEscaped = true;
            position++;
        }
        if (peek() == TOO_LONG) {
            return broken(from, TOO_LONG_REASON);
        }
        cut = true;
        return broken(from, "ends inside a quoted field");
    }

    private boolean toQuotationMark() throws IOException {
        for (var next = peek(); next >= 0; next = peek()) {
            if (next == '"') {
                return true;
            }
            if (next == '\n') {
                nextLine++;
            }
            position++;
        }
        return false;
    }

    private @Nullable String afterQuoted() throws IOException {
        if (peek() == '\r') {
            position++;
            if (peek() == '\n') {
                return null;
            }
            position--;
        }
        var next = peek();
        return next == ',' || next == '\n' || next == END ? null : "has text after a closing quotation mark";
    }

    /** What there is of the broken field is shown to people. */
    private String broken(int from, String reason) {
        fields.add(from, position - begin, false);
        return reason;
    }

    private int peek() throws IOException {
        return position < limit ? buffer[position] & 0xff : more();
    }

    private int more() throws IOException {
        if (position - begin >= LONGEST_RECORD) {
            return TOO_LONG;
        }
        if (limit == buffer.length) {
            makeRoom();
        }
        var count = in.read(buffer, limit, buffer.length - limit);
        if (count < 0) {
            return END;
        }
        limit += count;
        return peek();
    }

    private void makeRoom() {
        if (begin == 0) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
            return;
        }
        System.arraycopy(buffer, begin, buffer, 0, limit - begin);
        position -= begin;
        limit -= begin;
        begin = 0;
    }
}
