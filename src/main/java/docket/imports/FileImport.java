package docket.imports;

import docket.imports.FileBytes.SenderEnded;
import docket.imports.ImportReport.Outcome;
import docket.imports.StagedFile.Judged;
import docket.platform.audit.Actor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One file, from its first byte to the report. */
final class FileImport {
    private static final long STRETCH = 20_000;

    /** The file ends inside a record. */
    private static final class CutOff extends Exception {}

    private final ImportRepository repository;
    private final FileBytes bytes;
    private final @Nullable String source;
    private final OnError onError;
    private final Actor actor;
    private final Instant startedAt = Instant.now();
    private final long startedNanos = System.nanoTime();
    private final Rejections rejections = new Rejections();
    private @Nullable UUID id;
    private long read;
    private long stored;
    private long known;
    private long lastLine;

    FileImport(ImportRepository repository, FileBytes bytes, @Nullable String source, OnError onError, Actor actor) {
        this.repository = repository;
        this.bytes = bytes;
        this.source = source;
        this.onError = onError;
        this.actor = actor;
    }

    ImportReport run() throws IOException, SQLException {
        var records = new CsvRecords(bytes);
        var header = StatementHeader.read(records);
        if (!header.faults().isEmpty()) {
            rejections.file(header.faults());
            return report(Outcome.UNREADABLE);
        }
        try (var staged = repository.stage()) {
            stage(records, new StatementRow(header), staged);
            return isRefused() ? report(Outcome.REJECTED) : store(staged);
        } catch (CutOff e) {
            rejections.file(List.of(new Rejection(records.line(), null, "the file ends inside this record", null)));
            return report(Outcome.CUT_OFF);
        }
    }

    private void stage(CsvRecords records, StatementRow row, StagedFile staged)
            throws IOException, SQLException, CutOff {
        while (records.next()) {
            read++;
            lastLine = records.line();
            var faults = row.read(records.fields(), lastLine);
            if (faults.isEmpty() && !isRefused()) {
                staged.add(lastLine, row);
            } else if (!faults.isEmpty()) {
                if (records.isCut() || records.isUnterminated()) {
                    throw new CutOff();
                }
                rejections.row(faults);
            }
        }
    }

    private boolean isRefused() {
        return onError == OnError.REJECT_ALL && rejections.rows() > 0;
    }

    private ImportReport store(StagedFile staged) throws SQLException, SenderEnded {
        var run = staged.begin(source, onError, startedAt, actor);
        id = run;
        for (long line = 0; line <= lastLine; line += STRETCH) {
            bytes.requireSender();
            staged.judge(line, line + STRETCH).forEach(this::judged);
            stored += staged.store(line, line + STRETCH);
        }
        if (isRefused()) {
            return report(Outcome.REJECTED);
        }
        bytes.requireSender();
        var report = report(Outcome.STORED);
        staged.commit(run, report);
        return report;
    }

    private void judged(Judged row) {
        switch (row.verdict()) {
            case KNOWN -> known++;
            case UUID_STORED -> reject(row, StatementColumn.UUID, "is stored with other content");
            case UUID_IN_FILE -> reject(row, StatementColumn.UUID, "stands further up with other content");
            case UID_STORED -> reject(row, StatementColumn.PLATFORM_UID, "is stored under another uuid");
            case UID_IN_FILE -> reject(row, StatementColumn.PLATFORM_UID, "stands further up under another uuid");
        }
    }

    private void reject(Judged row, StatementColumn column, String reason) {
        var value = column == StatementColumn.UUID ? row.uuid() : row.platformUid();
        rejections.row(List.of(new Rejection(row.line(), column.title(), reason, value)));
    }

    Actor actor() {
        return actor;
    }

    Instant startedAt() {
        return startedAt;
    }

    ImportReport report(Outcome outcome) {
        var isStored = outcome == Outcome.STORED;
        return new ImportReport(
                isStored && id != null ? ImportReport.globalId(id) : null,
                source,
                onError,
                outcome,
                read,
                isStored ? stored : 0,
                known,
                rejections.rows(),
                rejections.list(),
                rejections.unlisted() > 0,
                rejections.unlisted(),
                bytes.sha256Hex(),
                Duration.ofNanos(System.nanoTime() - startedNanos).toMillis() / 1000.0);
    }
}
