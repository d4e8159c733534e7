package docket.platform.graph;

import docket.platform.mutation.Refusal;
import docket.platform.request.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Whether the caller may do something, for a console that has to know before it offers it. The same rules answer as refuse it.
 *
 * @param reason what is missing, and what would help; null when allowed
 */
public record Permission(boolean isAllowed, @Nullable String reason) {
    public static final Permission GIVEN = new Permission(true, null);

    /** What a mutation would say whose rule it is. */
    public static Permission of(Runnable rule) {
        try {
            rule.run();
            return GIVEN;
        } catch (Refusal refused) {
            return denied(refused.errors().getFirst().message());
        }
    }

    public static Permission lacking(Scope scope) {
        return denied("It takes the scope %s".formatted(scope));
    }

    public static Permission denied(String reason) {
        return new Permission(false, reason);
    }
}
