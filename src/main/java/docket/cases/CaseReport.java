package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One notice or signal that led to a case. */
public record CaseReport(
        UUID id,
        UUID caseId,
        String reporterKind,
        String sourceType,
        @Nullable String allegedCategory,
        @Nullable String text,
        @Nullable String language,
        Instant receivedAt,
        @Nullable String outcome,
        @Nullable Instant outcomeNotifiedAt) {}
