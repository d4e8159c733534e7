package docket.imports;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A file on its way in: measured, and its SHA-256 taken in passing. Who lets it drip would keep a place of two and a connection for hours, so that less
 * than 64 KiB in ten seconds of waiting for it is an end.
 */
final class FileBytes extends InputStream {

    /** The file is longer than the limit. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("longer than %d bytes".formatted(limit));
        }
    }

    /** It comes too slowly. */
    static final class TooSlow extends IOException {
        TooSlow() {
            super("less than %d bytes came in %d seconds"
                    .formatted(LEAST_BYTES, TimeUnit.NANOSECONDS.toSeconds(WINDOW_NANOS)));
        }
    }

    /** Who sends it may send nothing any more. */
    static final class SenderEnded extends IOException {
        SenderEnded() {
            super("its sender's token was revoked, or ran out");
        }
    }

    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final int LEAST_BYTES = 64 * 1024;

    private final InputStream in;
    private final long limit;
    private final MessageDigest digest = sha256();
    private final LongSupplier nanos;
    private final BooleanSupplier hasSenderEnded;
    private long waited;
    private long came;
    private long count;
    private @Nullable String sha256;

    /** @param hasSenderEnded whether who sends it may send nothing any more; answers without waiting */
    FileBytes(InputStream in, long limit, BooleanSupplier hasSenderEnded) {
        this(in, limit, hasSenderEnded, System::nanoTime);
    }

    FileBytes(InputStream in, long limit, BooleanSupplier hasSenderEnded, LongSupplier nanos) {
        this.in = in;
        this.limit = limit;
        this.hasSenderEnded = hasSenderEnded;
        this.nanos = nanos;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var asked = nanos.getAsLong();
        var read = in.read(into, offset, length);
        if (read < 0) {
            sha256 = sha256 == null ? HexFormat.of().formatHex(digest.digest()) : sha256;
            return read;
        }
        count += read;
        if (count > limit) {
            throw new TooLarge(limit);
        }
        requireProgress(read, nanos.getAsLong() - asked);
        requireSender();
        digest.update(into, offset, read);
        return read;
    }

    void requireSender() throws SenderEnded {
        if (hasSenderEnded.getAsBoolean()) {
            throw new SenderEnded();
        }
    }

    private void requireProgress(int read, long waiting) throws TooSlow {
        waited += waiting;
        came += read;
        if (waited >= WINDOW_NANOS) {
            if (came < LEAST_BYTES) {
                throw new TooSlow();
            }
            waited = 0;
            came = 0;
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /** Null before the end. */
    @Nullable
    String sha256Hex() {
        return sha256;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
