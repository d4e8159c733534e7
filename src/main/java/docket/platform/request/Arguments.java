package docket.platform.request;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A field's arguments, already coerced; the accessors trust the schema for the type. */
public record Arguments(Map<String, Object> values) {
    public static final Arguments NONE = new Arguments(Map.of());

    public boolean has(String name) {
        return values.get(name) != null;
    }

    public String string(String name) {
        return required(name, String.class);
    }

    public @Nullable String optionalString(String name) {
        return (String) values.get(name);
    }

    public <T> @Nullable T optional(String name, Class<T> type) {
        return type.cast(values.get(name));
    }

    public @Nullable Integer optionalInt(String name) {
        return (Integer) values.get(name);
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> object(String name) {
        var value = values.get(name);
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    public <T> List<T> list(String name) {
        var value = values.get(name);
        return value == null ? List.of() : (List<T>) value;
    }

    /** The UUID behind the global id of a {@code type}. */
    public UUID id(String name, String type) {
        return GlobalId.decode(string(name), type, name);
    }

    public <T> T required(String name, Class<T> type) {
        var value = values.get(name);
        if (value == null) {
            throw GraphException.badInput(name, "'%s' is required".formatted(name));
        }
        return type.cast(value);
    }
}
