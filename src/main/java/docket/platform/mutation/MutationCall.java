package docket.platform.mutation;

import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import docket.platform.request.GlobalId;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * One mutation as it runs.
 *
 * @param input the fields of its one argument
 * @param sql writes in the mutation's transaction, which is signed for the audit and ends by itself
 */
public record MutationCall(Caller caller, String requestId, Arguments input, DSLContext sql) {
    /** The UUID behind the global id of a {@code type}, which the field has to name. */
    public UUID id(String field, String type) {
        return GlobalId.decode(input.string(field), type, "input." + field);
    }

    /** As {@link #id}; null: the field is left out. */
    public @Nullable UUID optionalId(String field, String type) {
        return input.has(field) ? id(field, type) : null;
    }

    /**
     * Why, where the input has to say it; the audit has it already.
     *
     * @throws Refusal when it is blank
     */
    public String reason() {
        var reason = Reason.of(input);
        if (reason == null) {
            throw Reason.refusal();
        }
        return reason;
    }

    /**
     * A text that people write, without blanks around it.
     *
     * @param invalid says that it is empty or too long
     * @throws Refusal when it is
     */
    public String text(String field, int longest, Enum<?> invalid) {
        var text = input.string(field).strip();
        if (!isSaid(text, longest)) {
            throw Refusal.of(invalid, field, askFor(longest));
        }
        return text;
    }

    public static boolean isSaid(String text, int longest) {
        return !text.isEmpty() && text.length() <= longest;
    }

    /** What would be right where {@link #isSaid} is not. */
    public static String askFor(int longest) {
        return "Say something, in %d characters at most".formatted(longest);
    }
}
