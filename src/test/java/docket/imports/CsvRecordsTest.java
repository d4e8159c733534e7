package docket.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRecordsTest {

    @Test
    void dividesRecordsIntoFields() {
        assertThat(read("a,,\"b,\"\"c\"\"\"\n\r\n\n\"x\ny\",z\r\n,\n"))
                .containsExactly("1: a||b,\"c\"", "4: x\ny|z", "6: |");
        assertThat(read("a,b")).containsExactly("1: a|b");
        assertThat(read("")).isEmpty();
    }

    @Test
    void readsTheSameWhateverTheSizeOfThePieces() {
        var text = "a,\"b\r\n\"\"c\"\"\",d\r\n\"\",\"e\"\r\n".repeat(3);
        assertThat(read(new Trickle(text))).isEqualTo(read(text));
    }

    @Test
    void resumesWithTheLineAfterABrokenOne() {
        assertThat(read("a,\"b\"c,d\ne,f\n")).containsExactly("1: ! has text after a closing quotation mark", "2: e|f");
        assertThat(read("a,\"b\nc,\"d\"\ne,f\n"))
                .containsExactly("1: ! has text after a closing quotation mark", "2: c|d", "3: e|f");
        assertThat(read("a,b\"c\ne,f\n"))
                .containsExactly("1: ! has a quotation mark inside an unquoted field", "2: e|f");
        assertThat(read("a\nb,\"c\nd\n")).containsExactly("1: a", "2: ! ends inside a quoted field", "3: d");
    }

    @Test
    void endlessRecordTakesTheMemoryOfTheLongestOne() throws IOException {
        var records = new CsvRecords(new Endless(300L << 20));
        var before = allocated();
        assertThat(records.next()).isTrue();
        assertThat(records.fields().damage()).startsWith("is longer than 1048576 bytes");
        assertThat(records.next()).isFalse();
        assertThat(allocated() - before).isLessThan(8L << 20);
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private static List<String> read(String text) {
        return read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<String> read(InputStream in) {
        try {
            var records = new CsvRecords(in);
            var read = new ArrayList<String>();
            while (records.next()) {
                read.add(records.line() + ": " + text(records.fields()));
            }
            return read;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(CsvFields fields) {
        if (fields.damage() != null) {
            return "! " + fields.damage();
        }
        var texts = new ArrayList<String>();
        for (int field = 0; field < fields.count(); field++) {
            texts.add(fields.text(field));
        }
        return String.join("|", texts);
    }

    /** Byte by byte. */
    private static final class Trickle extends ByteArrayInputStream {
        Trickle(String text) {
            super(text.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1));
        }
    }

    private static final class Endless extends InputStream {
        private long left;

        Endless(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 'x' : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (left <= 0) {
                return -1;
            }
            var count = (int) Math.min(length, left);
            Arrays.fill(into, offset, offset + count, (byte) 'x');
            left -= count;
            return count;
        }
    }
}
