package docket.sops;

import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A procedure as somebody follows it now.
 *
 * @param versionId the version in force; null: there is none for the place
 * @param steps of the version, from the first on
 */
public record Procedure(UUID sopId, @Nullable UUID versionId, List<SopStep> steps) {

    /** What is wrong with a path of step keys; null: it can be walked. It may end before the procedure does. */
    public @Nullable String misstep(List<String> path) {
        var possible =
                steps.isEmpty() ? List.<String>of() : List.of(steps.getFirst().key());
        for (var key : path) {
            if (!possible.contains(key)) {
                return "Step '%s' cannot come there; possible is %s"
                        .formatted(key, possible.isEmpty() ? "no further step" : String.join(" or ", possible));
            }
            possible = after(key);
        }
        return null;
    }

    private List<String> after(String key) {
        return steps.stream()
                .filter(step -> step.key().equals(key))
                .flatMap(step -> Stream.of(step.yesStepKey(), step.noStepKey(), step.nextStepKey()))
                .filter(Objects::nonNull)
                .toList();
    }
}
