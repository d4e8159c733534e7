package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who was in charge of a case, and when. */
public record Assignment(
        UUID id,
        UUID caseId,
        UUID reviewerId,
        Instant assignedAt,
        @Nullable Instant endedAt,
        String reason) {}
