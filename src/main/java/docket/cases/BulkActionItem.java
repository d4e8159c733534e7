package docket.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One case of a bulk action. */
public record BulkActionItem(
        UUID id,
        UUID bulkActionId,
        int place,
        UUID caseId,
        @Nullable UUID fromQueueId,
        String expected,
        @Nullable String result,
        @Nullable String fault,
        @Nullable String message,
        @Nullable String undo,
        @Nullable String undoFault,
        @Nullable String undoMessage) {}
