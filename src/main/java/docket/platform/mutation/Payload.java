package docket.platform.mutation;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is answered about a mutation; the record behind every type {@code …Payload}.
 *
 * @param ids of what was made or changed, by the payload's field
 * @param facts what was found out on the way, as texts
 * @param shownOnce what nobody can be told again, as texts; empty when it was repeated
 * @param wasRepeated whether the mutation had been done before, under the same key
 * @param userErrors what has to be mended; then nothing was done
 */
public record Payload(
        Map<String, UUID> ids,
        Map<String, String> facts,
        Map<String, String> shownOnce,
        boolean wasRepeated,
        List<UserError> userErrors) {

    static Payload of(MutationResult done) {
        return new Payload(done.ids(), done.facts(), done.shownOnce(), false, List.of());
    }

    static Payload refused(Refusal refusal) {
        return new Payload(refusal.ids(), Map.of(), Map.of(), false, refusal.errors());
    }

    static Payload repeated(IdempotencyRepository.Answer answer) {
        return new Payload(answer.ids(), answer.facts(), Map.of(), true, List.of());
    }

    public @Nullable UUID id(String field) {
        return ids.get(field);
    }

    public @Nullable String fact(String field) {
        return facts.get(field);
    }

    public @Nullable String shownOnce(String field) {
        return shownOnce.get(field);
    }
}
