package docket.sops;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A step of a version. */
public record SopStep(
        UUID id,
        UUID sopVersionId,
        String key,
        int position,
        String kind,
        String prompt,
        @Nullable String yesStepKey,
        @Nullable String noStepKey,
        @Nullable String nextStepKey) {}
