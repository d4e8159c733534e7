package docket.platform.mutation;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How a mutation ended. */
public sealed interface MutationResult {
    /**
     * The transaction is committed.
     *
     * @param ids of what was made or changed, by the payload's field; kept for whoever sends the mutation again
     * @param facts what the payload shows beside, as texts by its field; kept too
     * @param shownOnce what the payload shows this time and never again, by its field
     */
    record Done(Map<String, UUID> ids, Map<String, String> facts, Map<String, String> shownOnce)
            implements MutationResult {}

    /** The transaction is rolled back, and the key can be used for another try. */
    record Refused(List<UserError> errors) implements MutationResult {}

    static MutationResult done(String field, UUID id) {
        return done(Map.of(field, id));
    }

    static MutationResult done(Map<String, UUID> ids) {
        return new Done(ids, Map.of(), Map.of());
    }

    static MutationResult refused(List<UserError> errors) {
        return new Refused(errors);
    }

    static MutationResult refused(UserError error) {
        return new Refused(List.of(error));
    }
}
