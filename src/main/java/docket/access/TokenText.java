package docket.access;

import docket.platform.request.Caller.CostClass;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A token as its owner holds it: {@code docket_staff_}, a public id, a secret, a checksum. The checksum tells a token from what only looks like one,
 * so that scanners find leaked ones, and a slip of the keyboard costs no query.
 *
 * @param secret 32 random bytes in base62
 */
record TokenText(Kind kind, String publicId, String secret) {
    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int PUBLIC_ID = 12;
    private static final int SECRET = 43;
    private static final int SECRET_BYTES = 32;
    private static final int CHECKSUM = 6;
    private static final Pattern FORM =
            Pattern.compile("docket_(staff|vendor)_([0-9A-Za-z]{%d})([0-9A-Za-z]{%d})([0-9A-Za-z]{%d})"
                    .formatted(PUBLIC_ID, SECRET, CHECKSUM));
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Whose programs use it. */
    enum Kind {
        STAFF("staff"),
        VENDOR("vendor");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        private static Kind called(String text) {
            return text.equals(STAFF.text) ? STAFF : VENDOR;
        }

        static Kind of(CostClass costClass) {
            return switch (costClass) {
                case STAFF -> STAFF;
                case VENDOR -> VENDOR;
            };
        }
    }

    static TokenText make(Kind kind) {
        var bytes = new byte[SECRET_BYTES];
        RANDOM.nextBytes(bytes);
        var publicId = new StringBuilder();
        RANDOM.ints(PUBLIC_ID, 0, DIGITS.length()).forEach(digit -> publicId.append(DIGITS.charAt(digit)));
        return new TokenText(kind, publicId.toString(), base62(bytes));
    }

    /** Null for what is no token. */
    static @Nullable TokenText parse(String text) {
        var parts = FORM.matcher(text);
        if (!parts.matches()) {
            return null;
        }
        var body = text.substring(0, text.length() - CHECKSUM);
        return checksum(body).equals(parts.group(4))
                ? new TokenText(Kind.called(parts.group(1)), parts.group(2), parts.group(3))
                : null;
    }

    /** To be shown once, and kept nowhere. */
    String text() {
        var body = "docket_%s_%s%s".formatted(kind.text, publicId, secret);
        return body + checksum(body);
    }

    /** All that is kept of the secret. */
    byte[] hash() {
        return sha256(secret);
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String checksum(String body) {
        var crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        var digits = new char[CHECKSUM];
        var rest = crc.getValue();
        for (int place = CHECKSUM - 1; place >= 0; place--) {
            digits[place] = DIGITS.charAt((int) (rest % DIGITS.length()));
            rest /= DIGITS.length();
        }
        return new String(digits);
    }

    private static String base62(byte[] bytes) {
        var digits = new char[SECRET];
        var base = BigInteger.valueOf(DIGITS.length());
        var rest = new BigInteger(1, bytes);
        for (int place = SECRET - 1; place >= 0; place--) {
            digits[place] = DIGITS.charAt(rest.mod(base).intValue());
            rest = rest.divide(base);
        }
        return new String(digits);
    }

    /** A token that was printed by accident is not given away. */
    @Override
    public String toString() {
        return "token " + publicId;
    }
}
