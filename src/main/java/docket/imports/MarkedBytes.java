package docket.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A stream of which all bytes since the mark stay at hand, up to {@value #LONGEST}. */
final class MarkedBytes {
    static final int LONGEST = 1 << 20;
    static final int END = -1;
    static final int TOO_LONG = -2;

    private final InputStream in;
    private byte[] buffer = new byte[1 << 18];
    private int mark;
    private int position;
    private int limit;

    MarkedBytes(InputStream in) {
        this.in = in;
    }

    void mark() {
        mark = position;
    }

    void returnToMark() {
        position = mark;
    }

    /** The next byte, without taking it: or {@link #END}, or {@link #TOO_LONG}. */
    int peek() throws IOException {
        return position < limit ? buffer[position] & 0xff : more();
    }

    void take() {
        position++;
    }

    void putBack() {
        position--;
    }

    /** The byte taken last, or {@link #END} if there is none since the mark. */
    int last() {
        return position > mark ? buffer[position - 1] & 0xff : END;
    }

    /** How many were taken since the mark. */
    int taken() {
        return position - mark;
    }

    /** Those since the mark begin at {@link #begin}; both are good until the next {@link #peek}. */
    byte[] buffer() {
        return buffer;
    }

    int begin() {
        return mark;
    }

    private int more() throws IOException {
        if (taken() >= LONGEST) {
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
        if (mark == 0) {
            buffer = Arrays.copyOf(buffer, buffer.length * 2);
            return;
        }
        System.arraycopy(buffer, mark, buffer, 0, limit - mark);
        position -= mark;
        limit -= mark;
        mark = 0;
    }
}
