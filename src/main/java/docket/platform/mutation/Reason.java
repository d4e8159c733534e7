package docket.platform.mutation;

import docket.platform.request.Arguments;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why somebody does something: the field {@code reason} of any input, which goes to the audit. What is wrong with it is told by one word that the errors
 * of each mutation have which takes a reason.
 */
final class Reason {
    private static final String FIELD = "reason";

    /** As many characters as the audit keeps. */
    private static final int LONGEST = 1_000;

    private Reason() {}

    /**
     * Without blanks around it; null: none is told.
     *
     * @throws Refusal when it is too long
     */
    static @Nullable String of(Arguments input) {
        if (!(input.values().get(FIELD) instanceof String told) || told.isBlank()) {
            return null;
        }
        var reason = told.strip();
        if (reason.length() > LONGEST) {
            throw refusal();
        }
        return reason;
    }

    static Refusal refusal() {
        var message = "Say why, in %d characters at most".formatted(LONGEST);
        return Refusal.of(List.of(new UserError("TEXT_INVALID", List.of("input", FIELD), message)));
    }
}
