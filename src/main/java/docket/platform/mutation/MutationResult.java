package docket.platform.mutation;

import java.util.Map;
import java.util.UUID;

/**
 * What a mutation has done; where there is something to mend, it throws a {@link Refusal}.
 *
 * @param ids of what was made or changed, by the payload's field; kept for whoever sends the mutation again
 * @param facts what the payload shows beside, as texts by its field; kept too
 * @param shownOnce what the payload shows this time and never again, by its field
 */
public record MutationResult(Map<String, UUID> ids, Map<String, String> facts, Map<String, String> shownOnce) {
    public static MutationResult done(String field, UUID id) {
        return done(Map.of(field, id));
    }

    public static MutationResult done(Map<String, UUID> ids) {
        return new MutationResult(ids, Map.of(), Map.of());
    }
}
