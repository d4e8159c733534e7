package docket.imports;

import docket.platform.request.GlobalId;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a file; the answer as JSON.
 *
 * @param runId the global id of the {@code ImportRun}; null if the run itself could not be written down
 * @param rejected rows, not reasons: a row may be refused for several
 * @param truncated whether reasons were left out of the list
 * @param notListed how many
 * @param sha256 of the file; null if it was not read to its end
 */
record ImportReport(
        @Nullable String runId,
        @Nullable String source,
        OnError onError,
        Outcome outcome,
        long read,
        long stored,
        long known,
        long rejected,
        List<Rejection> rejections,
        boolean truncated,
        long notListed,
        @Nullable String sha256,
        double seconds) {

    /** In all but the first, nothing was stored. */
    enum Outcome {
        /** All that was good is in. */
        STORED,
        /** There were bad rows. */
        REJECTED,
        /** The header is not that of a file of statements. */
        UNREADABLE,
        /** The file, or the connection it came by, ended early. */
        CUT_OFF,
        /** The file is longer than the limit. */
        TOO_LARGE,
        /** The database gave up. */
        FAILED
    }

    ImportReport withRunId(UUID id) {
        return new ImportReport(
                globalId(id),
                source,
                onError,
                outcome,
                read,
                stored,
                known,
                rejected,
                rejections,
                truncated,
                notListed,
                sha256,
                seconds);
    }

    static String globalId(UUID run) {
        return GlobalId.encode("ImportRun", run);
    }
}
