package docket.imports;

import docket.imports.Derived.DerivedColumn;
import docket.imports.PublishedColumns.PublishedColumn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.core.io.ClassPathResource;

/** The statements of {@link ImportRepository}; the column lists in them follow {@link PublishedColumns} and {@link Derived}. */
final class ImportSql {
    private static final List<String> PUBLISHED =
            PublishedColumns.ALL.stream().map(PublishedColumn::name).toList();
    private static final List<String> DERIVED =
            Derived.ALL.stream().map(DerivedColumn::name).toList();

    static final String LIMITS = """
            set local statement_timeout = 0;
            set local transaction_timeout = '30min';
            set local lock_timeout = '10min';
            set local idle_in_transaction_session_timeout = '1min'""";

    /** A little more than a transaction may last. */
    static final int LONGEST_SILENCE_MS = Math.toIntExact(Duration.ofMinutes(31).toMillis());

    static final String STAGING_TABLE = """
            create temporary table staged (
                line bigint primary key,
                id uuid not null default uuidv7(),
                %s,
                decided_at timestamptz generated always as (
                    least(application_date::timestamp at time zone 'UTC', published_at)) stored
            ) on commit drop""".formatted(Stream.concat(
                    PublishedColumns.ALL.stream().map(column -> column.name() + " " + column.type()),
                    Derived.ALL.stream().map(column -> column.name() + " " + column.type()))
            .collect(Collectors.joining(", ")));

    static final String COPY =
            "copy staged (line, %s, %s) from stdin".formatted(String.join(", ", PUBLISHED), String.join(", ", DERIVED));

    /** One import writes at a time: two of the same file would wait for each other's keys. */
    static final String LOCK = "select pg_advisory_xact_lock(6012001)";

    /** The audit's entry of the run stands for all its rows. */
    static final String BULK_LOAD = "set local docket.bulk_load = 'on'";

    static final String JUDGE = text("judge.sql").formatted(prefixed("t."), prefixed("k."));

    static final List<String> STORE = Arrays.stream(
                    text("store.sql").formatted(String.join(", ", PUBLISHED)).split(";\\R", -1))
            .filter(statement -> !statement.isBlank())
            .toList();

    static final String BEGIN_RUN = """
            insert into imports.run (source, on_error, state, started_at, finished_at)
            values (?, ?, 'STORED', ?, 'infinity')
            returning id, set_config('docket.import_run', id::text, true)""";

    static final String END_RUN = """
            update imports.run
            set sha256 = ?, rows_read = ?, rows_stored = ?, rows_known = ?, rows_rejected = ?,
                finished_at = greatest(started_at, clock_timestamp())
            where id = ?""";

    static final String RECORD_RUN = """
            insert into imports.run (
                source, on_error, state, sha256, rows_read, rows_known, rows_rejected, started_at, finished_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, greatest(?, clock_timestamp()))
            returning id""";

    private ImportSql() {}

    private static String prefixed(String prefix) {
        return PUBLISHED.stream().map(prefix::concat).collect(Collectors.joining(", "));
    }

    private static String text(String file) {
        try {
            return new ClassPathResource(file, ImportSql.class).getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
