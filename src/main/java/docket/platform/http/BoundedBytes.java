package docket.platform.http;

import java.io.ByteArrayOutputStream;

/** Keeps so many bytes and no more, but counts all of them: who is refused is told how many there would have been. */
final class BoundedBytes extends ByteArrayOutputStream {
    private final int most;
    private long written;

    BoundedBytes(int first, int most) {
        super(first);
        this.most = most;
    }

    @Override
    public synchronized void write(int one) {
        written++;
        if (written <= most) {
            super.write(one);
        }
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        written += length;
        if (written <= most) {
            super.write(bytes, offset, length);
        }
    }

    boolean isTooLarge() {
        return written > most;
    }

    long written() {
        return written;
    }
}
