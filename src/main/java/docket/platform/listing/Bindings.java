package docket.platform.listing;

import java.util.HashMap;
import java.util.Map;

/** The values of one question by name, and its shape: questions of one shape are one statement with other values. */
final class Bindings {
    private final Map<String, Object> values = new HashMap<>();
    private final StringBuilder shape = new StringBuilder();

    void bind(String name, Object value) {
        values.put(name, value);
        shape(name);
    }

    /** Something besides the values that changes the statement. */
    void shape(String part) {
        shape.append(part).append(' ');
    }

    Map<String, Object> values() {
        return values;
    }

    String shape() {
        return shape.toString();
    }
}
