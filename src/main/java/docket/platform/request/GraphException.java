package docket.platform.request;

import java.util.Map;

/** A failure whose message is meant for the caller; everything else that is thrown answers as {@link ErrorCode#INTERNAL}. */
public class GraphException extends RuntimeException {
    private final ErrorCode code;
    private final transient Map<String, Object> details;

    public GraphException(ErrorCode code, String message, Map<String, Object> details) {
        super(message, null, false, false);
        this.code = code;
        this.details = Map.copyOf(details);
    }

    public GraphException(ErrorCode code, String message) {
        this(code, message, Map.of());
    }

    /** @param argument the path of the argument that is wrong, e.g. {@code after} or {@code filter.queue.eq} */
    public static GraphException badInput(String argument, String message) {
        return new GraphException(ErrorCode.BAD_USER_INPUT, message, Map.of("argument", argument));
    }

    /**
     * An argument is longer or larger than it may be.
     *
     * @param argument as in {@link #badInput}; names the limit too
     * @param message says how to come under it
     */
    public static GraphException tooMuch(String argument, String message, long value, long maximum) {
        return new GraphException(
                ErrorCode.BAD_USER_INPUT,
                message,
                Map.of("argument", argument, "limit", argument, "value", value, "maximum", maximum));
    }

    /** @param limit which one, by its name in the settings below {@code docket.limits} where it has one there */
    public static GraphException limit(ErrorCode code, String limit, String message, long value, long maximum) {
        return new GraphException(code, message, Map.of("limit", limit, "value", value, "maximum", maximum));
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> details() {
        return details;
    }
}
