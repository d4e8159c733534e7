package docket.decisions;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One case of a bulk decision. */
public record BulkItem(
        UUID id,
        UUID bulkDecisionId,
        int place,
        UUID caseId,
        String expected,
        @Nullable String result,
        @Nullable UUID decisionId,
        @Nullable String fault,
        @Nullable String message,
        @Nullable String undo,
        @Nullable String undoFault,
        @Nullable String undoMessage) {}
