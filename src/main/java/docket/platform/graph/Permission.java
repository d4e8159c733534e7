package docket.platform.graph;

import org.jspecify.annotations.Nullable;

/**
 * Whether the caller may do something, for a console that has to know before it offers it. The same rules answer as refuse it.
 *
 * @param reason what is missing, and what would help; null when allowed
 */
public record Permission(boolean isAllowed, @Nullable String reason) {
    public static final Permission GIVEN = new Permission(true, null);

    public static Permission denied(String reason) {
        return new Permission(false, reason);
    }
}
