package docket.platform.mutation;

import java.util.List;

/**
 * What a person can mend; the record behind every type {@code …Error} of a payload.
 *
 * @param code a value of the enum of that mutation
 * @param field the path of the input's field that is wrong, from {@code input} on; empty: the whole of it
 * @param message says what would be right
 */
public record UserError(String code, List<String> field, String message) {

    /** @param path such as {@code owner} or {@code sites.2}, within the input */
    public static UserError of(Enum<?> code, String path, String message) {
        return new UserError(code.name(), List.of(("input." + path).split("\\.")), message);
    }
}
