package docket.platform.mutation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Ends a mutation without an effect, from wherever it is noticed that a person has something to mend. */
public final class Refusal extends RuntimeException {
    private final transient List<UserError> errors;
    private final transient Map<String, UUID> ids;

    private Refusal(List<UserError> errors, Map<String, UUID> ids) {
        super(errors.getFirst().message(), null, false, false);
        this.errors = errors;
        this.ids = ids;
    }

    /** @param path such as {@code owner} or {@code sites.2}, within the input */
    public static Refusal of(Enum<?> code, String path, String message) {
        return of(List.of(UserError.of(code, path, message)));
    }

    public static Refusal of(List<UserError> errors) {
        return new Refusal(errors, Map.of());
    }

    /** The payload shows what the mutation was about, as it stands. */
    public Refusal showing(String field, UUID id) {
        return new Refusal(errors, Map.of(field, id));
    }

    /** At least one. */
    public List<UserError> errors() {
        return errors;
    }

    Map<String, UUID> ids() {
        return ids;
    }
}
