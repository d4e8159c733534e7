package docket.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One file that was read. */
record ImportRun(
        UUID id,
        @Nullable String source,
        String onError,
        String state,
        @Nullable String sha256,
        long rowsRead,
        long rowsStored,
        long rowsKnown,
        long rowsRejected,
        Instant startedAt,
        Instant finishedAt) {}
