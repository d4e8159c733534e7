package docket.platform.mutation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is answered about a mutation; the record behind every type {@code …Payload}.
 *
 * @param ids of what was made or changed, by the payload's field
 * @param wasRepeated whether the mutation had been done before, under the same key
 */
public record Payload(
        Map<String, UUID> ids, Map<String, String> shownOnce, boolean wasRepeated, List<UserError> userErrors) {

    static Payload of(MutationResult.Done done) {
        return new Payload(done.ids(), done.shownOnce(), false, List.of());
    }

    static Payload refused(List<UserError> errors) {
        return new Payload(Map.of(), Map.of(), false, errors);
    }

    static Payload repeated(Map<String, UUID> ids) {
        return new Payload(ids, Map.of(), true, List.of());
    }

    public @Nullable UUID id(String field) {
        return ids.get(field);
    }

    public @Nullable String shownOnce(String field) {
        return shownOnce.get(field);
    }
}
