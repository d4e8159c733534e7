package docket.metrics;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.sql.RowReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes the answer of the rows of {@link SliceRepository#statement}. */
final class MetricReader {
    private static final int FOUND = 2;
    private static final int FIRST_DIMENSION = 3;
    private static final int FIRST_MEASURE = 8;

    private MetricReader() {}

    /** @param row null: there was nothing to count */
    record Read(Instant asOf, @Nullable MetricRow row) {}

    static RowReader<Read> of(MetricQuestion question) {
        var unit = question.key().definition().unit();
        return row -> new Read(
                row.getObject(1, OffsetDateTime.class).toInstant(), row.getBoolean(FOUND) ? row(unit, row) : null);
    }

    static Metric metric(MetricQuestion question, List<Read> read) {
        var rows = new ArrayList<MetricRow>();
        for (var one : read) {
            if (one.row() != null) {
                rows.add(one.row());
            }
        }
        if (rows.size() > SliceRepository.MAX_ROWS) {
            throw GraphException.limit(
                    ErrorCode.COST_LIMIT,
                    "The figure has more than %d rows: narrow the window or the filter, or break it down by less"
                            .formatted(SliceRepository.MAX_ROWS),
                    rows.size(),
                    SliceRepository.MAX_ROWS);
        }
        return new Metric(question.key().definition(), read.getFirst().asOf(), rows);
    }

    private static MetricRow row(MetricUnit unit, ResultSet row) throws SQLException {
        var numerator = number(row, FIRST_MEASURE);
        var denominator = number(row, FIRST_MEASURE + 1);
        var trials = number(row, FIRST_MEASURE + 2);
        var p50 = number(row, FIRST_MEASURE + 3);
        var value = switch (unit) {
            case CASES, DECISIONS -> numerator;
            case SHARE -> share(numerator, denominator);
            case MINUTES -> p50;
        };
        var interval = unit == MetricUnit.SHARE && value != null && trials != null ? Wilson.of(value, trials) : null;
        return new MetricRow(
                row.getObject(FIRST_DIMENSION, UUID.class),
                row.getString(FIRST_DIMENSION + 1),
                row.getString(FIRST_DIMENSION + 2),
                row.getObject(FIRST_DIMENSION + 3, UUID.class),
                row.getObject(FIRST_DIMENSION + 4, LocalDate.class),
                numerator,
                denominator,
                value,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                p50,
                number(row, FIRST_MEASURE + 4),
                number(row, FIRST_MEASURE + 5));
    }

    private static @Nullable Double share(@Nullable Double numerator, @Nullable Double denominator) {
        return numerator == null || denominator == null || denominator == 0 ? null : numerator / denominator;
    }

    private static @Nullable Double number(ResultSet row, int position) throws SQLException {
        var value = row.getDouble(position);
        return row.wasNull() ? null : value;
    }
}
