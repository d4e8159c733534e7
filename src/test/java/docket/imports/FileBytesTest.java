package docket.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import docket.imports.FileBytes.TooSlow;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A file that drips is given up; one that comes at a walk is not. */
class FileBytesTest {
    private long now;

    /** Each read brings so many bytes and takes so many seconds. */
    private FileBytes file(int bytes, long seconds) {
        var all = new ByteArrayInputStream(new byte[1024 * 1024]);
        var slow = new InputStream() {
            @Override
            public int read() {
                return all.read();
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                now += TimeUnit.SECONDS.toNanos(seconds);
                return all.read(into, offset, Math.min(length, bytes));
            }
        };
        return new FileBytes(slow, 2 * 1024 * 1024, () -> false, () -> now);
    }

    @Test
    void whatDripsIsGivenUp() {
        assertThatThrownBy(() -> file(1_000, 1).readAllBytes()).isInstanceOf(TooSlow.class);
        assertThat(now).isEqualTo(TimeUnit.SECONDS.toNanos(10));
    }

    @Test
    void whatComesAtAWalkIsTaken() throws IOException {
        assertThat(file(16 * 1024, 1).readAllBytes()).hasSize(1024 * 1024);
        assertThat(now).isGreaterThan(TimeUnit.SECONDS.toNanos(60));
    }
}
