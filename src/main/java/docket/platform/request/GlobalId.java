package docket.platform.request;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The opaque id of a node: its UUID and its type in base64url. Strict: what {@link #encode} did not write does not decode.
 *
 * @param type the GraphQL type
 */
public record GlobalId(String type, UUID id) {
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
    private static final int UUID_BYTES = 16;
    private static final int MAX_TEXT = 100;

    public static String encode(String type, UUID id) {
        var name = type.getBytes(StandardCharsets.US_ASCII);
        var bytes = ByteBuffer.allocate(UUID_BYTES + name.length)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(name);
        return ENCODER.encodeToString(bytes.array());
    }

    /** Null: the text is no id. */
    public static @Nullable GlobalId parse(String text) {
        try {
            if (text.length() <= MAX_TEXT) {
                var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
                var id = new UUID(bytes.getLong(), bytes.getLong());
                var type = StandardCharsets.US_ASCII.decode(bytes).toString();
                if (encode(type, id).equals(text) && !type.isEmpty()) {
                    return new GlobalId(type, id);
                }
            }
        } catch (IllegalArgumentException | BufferUnderflowException notAnId) {
            // as every other malformed id
        }
        return null;
    }

    /** @param argument named in the error when the text is no id */
    public static GlobalId decode(String text, String argument) {
        var id = parse(text);
        if (id == null) {
            throw GraphException.badInput(
                    argument,
                    "'%s' is not an id of this graph: pass an id that it returned, unchanged".formatted(argument));
        }
        return id;
    }

    /** The UUID of an id which must be of the type given. */
    public static UUID decode(String text, String type, String argument) {
        var id = decode(text, argument);
        if (!id.type().equals(type)) {
            throw GraphException.badInput(
                    argument, "'%s' is the id of a %s; a %s is needed".formatted(argument, id.type(), type));
        }
        return id.id();
    }
}
