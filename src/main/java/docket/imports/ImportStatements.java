package docket.imports;

import docket.imports.FileBytes.TooLarge;
import docket.imports.ImportReport.Outcome;
import docket.platform.audit.Actor;
import docket.platform.http.HttpRefusal;
import docket.platform.sql.DatabaseFault;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;

/** Reads a file of statements of reasons into cases and decisions: all of it, or nothing; twice the same as once. */
@Service
class ImportStatements {
    private static final Logger LOG = LoggerFactory.getLogger(ImportStatements.class);

    private final ImportRepository repository;
    private final DataSize longestFile;

    ImportStatements(ImportRepository repository, @Value("${docket.imports.longest-file:8GB}") DataSize longestFile) {
        this.repository = repository;
        this.longestFile = longestFile;
    }

    DataSize longestFile() {
        return longestFile;
    }

    /** @param hasSenderEnded as that of {@link FileBytes}; nothing is stored then */
    ImportReport run(
            InputStream file, @Nullable String source, OnError onError, Actor actor, BooleanSupplier hasSenderEnded)
            throws HttpRefusal {
        var bytes = new FileBytes(file, longestFile.toBytes(), hasSenderEnded);
        var run = new FileImport(repository, bytes, source, onError, actor);
        var report = outcome(run);
        var recorded = report.runId() == null ? record(report, run) : report;
        LOG.info(
                "Import {}: {} read, {} stored, {} known, {} rejected in {} s",
                recorded.outcome(),
                recorded.read(),
                recorded.stored(),
                recorded.known(),
                recorded.rejected(),
                recorded.seconds());
        return recorded;
    }

    private static ImportReport outcome(FileImport run) throws HttpRefusal {
        try {
            return run.run();
        } catch (TooLarge e) {
            return run.report(Outcome.TOO_LARGE);
        } catch (IOException e) {
            LOG.warn("Import ended early: {}", e.toString());
            return run.report(Outcome.CUT_OFF);
        } catch (SQLException e) {
            if (DatabaseFault.isAway(e)) {
                LOG.error("Import failed, as the database is away: {}", e.getMessage());
                throw HttpRefusal.unavailable(
                        "The database does not answer at the moment: send the file again; what was stored already stays as it is",
                        1_000);
            }
            LOG.error("Import failed", e);
            return run.report(Outcome.FAILED);
        }
    }

    private ImportReport record(ImportReport report, FileImport run) {
        try {
            return report.withRunId(repository.record(report, run.startedAt(), run.actor()));
        } catch (SQLException e) {
            LOG.error("The run could not be written down", e);
            return report;
        }
    }
}
