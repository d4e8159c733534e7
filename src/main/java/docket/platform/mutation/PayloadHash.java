package docket.platform.mutation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tells inputs apart, whatever the order of their fields; a field that is null is as one left out. */
final class PayloadHash {
    private PayloadHash() {}

    static byte[] of(String mutation, Map<String, Object> input) {
        var text = new StringBuilder();
        append(mutation, text);
        append(input, text);
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void append(@Nullable Object value, StringBuilder text) {
        switch (value) {
            case Map<?, ?> fields -> {
                text.append('{');
                new TreeMap<>(fields).forEach((name, field) -> {
                    if (field != null && !name.equals(Mutations.KEY)) {
                        append(name, text);
                        append(field, text);
                    }
                });
                text.append('}');
            }
            case List<?> elements -> {
                text.append('[');
                elements.forEach(element -> append(element, text));
                text.append(']');
            }
            case null -> text.append('-');
            default -> {
                var plain = value.toString();
                text.append(plain.length()).append(':').append(plain);
            }
        }
    }
}
