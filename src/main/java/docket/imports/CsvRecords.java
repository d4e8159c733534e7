package docket.imports;

import static docket.imports.MarkedBytes.END;
import static docket.imports.MarkedBytes.TOO_LONG;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * The records of a CSV file (RFC 4180), one after the other, in the memory of one record. After broken quoting it goes on with the next physical
 * line, so that a bad row takes no neighbour along.
 */
final class CsvRecords {
    private static final String TOO_LONG_REASON =
            "is longer than %d bytes: a quotation mark may be missing".formatted(MarkedBytes.LONGEST);
    private static final int[] BYTE_ORDER_MARK = {0xEF, 0xBB, 0xBF};

    private final MarkedBytes bytes;
    private final CsvFields fields = new CsvFields();
    private long line;
    private long nextLine = 1;
    private boolean cut;

    CsvRecords(InputStream in) throws IOException {
        this.bytes = new MarkedBytes(in);
        skipByteOrderMark();
    }

    /** Goes to the next record; empty lines are passed over. */
    boolean next() throws IOException {
        if (fields.damage() != null) {
            resume();
        }
        while (atEmptyLine()) {
            skipLine();
        }
        fields.clear();
        if (bytes.peek() == END) {
            return false;
        }
        line = nextLine;
        cut = false;
        var damage = read();
        fields.in(bytes.buffer(), bytes.begin());
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

    /** Whether nothing follows this record, not even a line break. To be asked when its fields are read. */
    boolean isUnterminated() throws IOException {
        return bytes.peek() == END && bytes.last() != '\n';
    }

    private void resume() throws IOException {
        bytes.returnToMark();
        nextLine = line;
        skipLine();
    }

    private void skipByteOrderMark() throws IOException {
        for (var expected : BYTE_ORDER_MARK) {
            if (bytes.peek() != expected) {
                bytes.returnToMark();
                return;
            }
            bytes.take();
        }
    }

    private boolean atEmptyLine() throws IOException {
        bytes.mark();
        return bytes.peek() == '\n' || (bytes.peek() == '\r' && isNextLineFeed());
    }

    private boolean isNextLineFeed() throws IOException {
        bytes.take();
        var next = bytes.peek();
        bytes.putBack();
        return next == '\n';
    }

    private void skipLine() throws IOException {
        for (var next = bytes.peek(); next != '\n' && next != END; next = bytes.peek()) {
            bytes.take();
            bytes.mark();
        }
        endLine();
    }

    private void endLine() throws IOException {
        if (bytes.peek() == '\n') {
            bytes.take();
            nextLine++;
        }
    }

    /** @return what is wrong; null: nothing */
    private @Nullable String read() throws IOException {
        while (true) {
            var damage = bytes.peek() == '"' ? quoted() : plain();
            if (damage != null) {
                return damage;
            }
            if (bytes.peek() != ',') {
                endLine();
                return null;
            }
            bytes.take();
        }
    }

    private @Nullable String plain() throws IOException {
        var from = bytes.taken();
        var next = bytes.peek();
        for (; next != ',' && next != '\n' && next != '"' && next >= 0; next = bytes.peek()) {
            bytes.take();
        }
        if (next == '"') {
            return broken(from, "has a quotation mark inside an unquoted field");
        }
        if (next == TOO_LONG) {
            return broken(from, TOO_LONG_REASON);
        }
        var to = bytes.taken();
        var isCarriageReturn = next == '\n' && to > from && bytes.last() == '\r';
        fields.add(from, isCarriageReturn ? to - 1 : to, false);
        return null;
    }

    private @Nullable String quoted() throws IOException {
        bytes.take();
        var from = bytes.taken();
        var isEscaped = false;
        while (toQuotationMark()) {
            bytes.take();
            if (bytes.peek() != '"') {
                fields.add(from, bytes.taken() - 1, isEscaped);
                return afterQuoted();
            }
            isEscaped = true;
            bytes.take();
        }
        cut = bytes.peek() == END;
        return broken(from, cut ? "ends inside a quoted field" : TOO_LONG_REASON);
    }

    private boolean toQuotationMark() throws IOException {
        for (var next = bytes.peek(); next >= 0; next = bytes.peek()) {
            if (next == '"') {
                return true;
            }
            if (next == '\n') {
                nextLine++;
            }
            bytes.take();
        }
        return false;
    }

    private @Nullable String afterQuoted() throws IOException {
        if (bytes.peek() == '\r' && isNextLineFeed()) {
            bytes.take();
        }
        var next = bytes.peek();
        return next == ',' || next == '\n' || next == END ? null : "has text after a closing quotation mark";
    }

    /** What there is of the broken field is shown to people. */
    private String broken(int from, String reason) {
        fields.add(from, bytes.taken(), false);
        return reason;
    }
}
