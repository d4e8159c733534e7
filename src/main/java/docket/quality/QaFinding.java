package docket.quality;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One error that an audit found. */
public record QaFinding(
        UUID id,
        UUID qaReviewId,
        String errorClass,
        String severity,
        @Nullable UUID sopStepId,
        String comment) {}
