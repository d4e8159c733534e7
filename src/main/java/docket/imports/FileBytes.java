package docket.imports;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A file on its way in: measured, and its SHA-256 taken in passing. */
final class FileBytes extends InputStream {

    /** The file is longer than the limit. */
    static final class TooLarge extends IOException {
        TooLarge(long limit) {
            super("longer than %d bytes".formatted(limit));
        }
    }

    private final InputStream in;
    private final long limit;
    private final MessageDigest digest = sha256();
    private long count;
    private @Nullable String sha256;

    FileBytes(InputStream in, long limit) {
        this.in = in;
        this.limit = limit;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        var read = in.read(into, offset, length);
        if (read < 0) {
            sha256 = sha256 == null ? HexFormat.of().formatHex(digest.digest()) : sha256;
            return read;
        }
        count += read;
        if (count > limit) {
            throw new TooLarge(limit);
        }
        digest.update(into, offset, read);
        return read;
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
