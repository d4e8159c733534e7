package docket.metrics;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes the answer of the rows of {@link SliceRepository#statement}; of several statements one after the other, as long as they counted
 * different things. For one question.
 */
final class MetricReader {
    private static final int WEEKS = 2;
    private static final int FIRST_DIMENSION = 3;
    private static final int FIRST_MEASURE = 8;

    /** PostgreSQL compares the bytes of a UUID, Java's own order those of two signed numbers. */
    private static final Comparator<UUID> BYTES = Comparator.comparing(
                    UUID::getMostSignificantBits, Long::compareUnsigned)
            .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

    private final MetricQuestion question;
    private final Map<Slice, Parts> slices = new HashMap<>();
    private final List<Date> weeks = new ArrayList<>();
    private @Nullable Instant asOf;

    MetricReader(MetricQuestion question) {
        this.question = question;
    }

    /** Null in a dimension that was not asked for, too. */
    private record Slice(
            @Nullable UUID vendorId,
            @Nullable String market,
            @Nullable String domain,
            @Nullable UUID queueId,
            @Nullable LocalDate week) {}

    /** Numerator, denominator, squares; they add up, percentiles do not. */
    private record Parts(
            @Nullable Double numerator,
            @Nullable Double denominator,
            @Nullable Double squares,
            @Nullable Double p50,
            @Nullable Double p90,
            @Nullable Double p95) {

        Parts plus(Parts other) {
            if (p50 != null && other.p50 != null) {
                throw new IllegalStateException("percentiles of two parts of one slice");
            }
            return new Parts(
                    sum(numerator, other.numerator),
                    sum(denominator, other.denominator),
                    sum(squares, other.squares),
                    p50 == null ? other.p50 : p50,
                    p90 == null ? other.p90 : p90,
                    p95 == null ? other.p95 : p95);
        }

        private static @Nullable Double sum(@Nullable Double one, @Nullable Double other) {
            return one == null ? other : other == null ? one : Double.valueOf(one + other);
        }
    }

    void read(ResultSet row) throws SQLException {
        var instant = row.getObject(1, OffsetDateTime.class);
        if (instant == null) {
            slices.merge(slice(row), parts(row), Parts::plus);
            return;
        }
        asOf = instant.toInstant();
        var kept = row.getArray(WEEKS);
        if (kept != null) {
            Collections.addAll(weeks, (Date[]) kept.getArray());
        }
    }

    /** The Mondays of the kept weeks that it has read. */
    Set<LocalDate> weeks() {
        return weeks.stream().map(Date::toLocalDate).collect(Collectors.toSet());
    }

    Metric metric() {
        if (slices.size() > SliceRepository.MAX_ROWS) {
            throw GraphException.limit(
                    ErrorCode.COST_LIMIT,
                    "rows of a figure",
                    "The figure has more than %d rows: narrow the window or the filter, or break it down by less"
                            .formatted(SliceRepository.MAX_ROWS),
                    slices.size(),
                    SliceRepository.MAX_ROWS);
        }
        var definition = question.key().definition();
        var rows = new ArrayList<MetricRow>(slices.size());
        slices.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(order()))
                .forEach(slice -> rows.add(row(definition.unit(), slice.getKey(), slice.getValue())));
        return new Metric(definition, Objects.requireNonNull(asOf), rows);
    }

    /** A column that is null in every row is not read. */
    private Slice slice(ResultSet row) throws SQLException {
        return new Slice(
                question.isBy(MetricDimension.VENDOR) ? row.getObject(FIRST_DIMENSION, UUID.class) : null,
                question.isBy(MetricDimension.MARKET) ? row.getString(FIRST_DIMENSION + 1) : null,
                question.isBy(MetricDimension.DOMAIN) ? row.getString(FIRST_DIMENSION + 2) : null,
                question.isBy(MetricDimension.QUEUE) ? row.getObject(FIRST_DIMENSION + 3, UUID.class) : null,
                question.isBy(MetricDimension.WEEK) ? row.getObject(FIRST_DIMENSION + 4, LocalDate.class) : null);
    }

    private Parts parts(ResultSet row) throws SQLException {
        var unit = question.key().definition().unit();
        var isMinutes = unit == MetricUnit.MINUTES;
        return new Parts(
                isMinutes ? null : number(row, FIRST_MEASURE),
                unit == MetricUnit.SHARE || isMinutes ? number(row, FIRST_MEASURE + 1) : null,
                unit == MetricUnit.SHARE ? number(row, FIRST_MEASURE + 2) : null,
                isMinutes ? number(row, FIRST_MEASURE + 3) : null,
                isMinutes ? number(row, FIRST_MEASURE + 4) : null,
                isMinutes ? number(row, FIRST_MEASURE + 5) : null);
    }

    private static MetricRow row(MetricUnit unit, Slice slice, Parts parts) {
        var value = switch (unit) {
            case CASES, DECISIONS -> parts.numerator();
            case SHARE -> share(parts.numerator(), parts.denominator());
            case MINUTES -> parts.p50();
        };
        var interval = unit == MetricUnit.SHARE && value != null ? interval(value, parts) : null;
        return new MetricRow(
                slice.vendorId(),
                slice.market(),
                slice.domain(),
                slice.queueId(),
                slice.week(),
                parts.numerator(),
                parts.denominator(),
                value,
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                parts.p50(),
                parts.p90(),
                parts.p95());
    }

    /** Weighted things count for the interval as so many unweighted ones: (Σ weight)² ÷ Σ weight². */
    private static @Nullable Wilson interval(double share, Parts parts) {
        var weights = parts.denominator();
        var squares = parts.squares();
        return weights == null || squares == null || squares == 0
                ? null
                : Wilson.of(share, weights * weights / squares);
    }

    private static @Nullable Double share(@Nullable Double numerator, @Nullable Double denominator) {
        return numerator == null || denominator == null || denominator == 0 ? null : numerator / denominator;
    }

    private static @Nullable Double number(ResultSet row, int position) throws SQLException {
        var value = row.getDouble(position);
        return row.wasNull() ? null : value;
    }

    /** That of the dimensions, whatever the order in which they were asked for. */
    private Comparator<Slice> order() {
        return Arrays.stream(MetricDimension.values())
                .filter(question::isBy)
                .map(MetricReader::order)
                .reduce(Comparator::thenComparing)
                .orElse((one, other) -> 0);
    }

    private static Comparator<Slice> order(MetricDimension dimension) {
        return switch (dimension) {
            case VENDOR -> Comparator.comparing(Slice::vendorId, Comparator.nullsLast(BYTES));
            case MARKET -> Comparator.comparing(Slice::market, last());
            case DOMAIN -> Comparator.comparing(Slice::domain, last());
            case QUEUE -> Comparator.comparing(Slice::queueId, Comparator.nullsLast(BYTES));
            case WEEK -> Comparator.comparing(Slice::week, last());
        };
    }

    private static <T extends Comparable<? super T>> Comparator<T> last() {
        return Comparator.nullsLast(Comparator.naturalOrder());
    }
}
