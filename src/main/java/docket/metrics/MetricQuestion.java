package docket.metrics;

import docket.platform.request.Arguments;
import docket.platform.request.GraphException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of {@code Query.metric}, checked.
 *
 * @param window null for the state at one instant
 * @param at null: now
 */
record MetricQuestion(
        MetricKey key,
        List<MetricDimension> by,
        @Nullable Window window,
        @Nullable Instant at,
        MetricFilter filter) {
    private static final int MAX_DIMENSIONS = 2;
    private static final int MAX_DAYS = 370;
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);

    /** Days of a market, the last one not included. */
    record Window(LocalDate from, LocalDate until) {

        /** The Monday of a week. */
        static Window week(LocalDate monday) {
            return new Window(monday, monday.plusWeeks(1));
        }

        /** The Mondays of the weeks that lie inside with all their days. */
        List<LocalDate> wholeWeeks() {
            var first = from.with(TemporalAdjusters.nextOrSame(DayOfWeek.MONDAY));
            return Stream.iterate(first, monday -> !monday.plusWeeks(1).isAfter(until), monday -> monday.plusWeeks(1))
                    .toList();
        }

        /** What is left of it without those weeks. */
        List<Window> without(Collection<LocalDate> weeks) {
            var rest = new ArrayList<Window>();
            var next = from;
            for (var monday : weeks.stream().sorted().toList()) {
                if (next.isBefore(monday)) {
                    rest.add(new Window(next, monday));
                }
                next = monday.plusWeeks(1);
            }
            if (next.isBefore(until)) {
                rest.add(new Window(next, until));
            }
            return rest;
        }
    }

    static MetricQuestion of(Arguments arguments, Instant now) {
        var key = MetricKey.valueOf(arguments.string("key"));
        var by = dimensions(arguments.list("by"));
        var isInstant = key == MetricKey.BACKLOG && !by.contains(MetricDimension.WEEK);
        requireEither(isInstant, key, arguments);
        return new MetricQuestion(
                key,
                by,
                isInstant ? null : window(arguments.object("window")),
                arguments.has("at") ? past(arguments.required("at", Instant.class), now) : null,
                MetricFilter.of(arguments, key));
    }

    boolean isBy(MetricDimension dimension) {
        return by.contains(dimension);
    }

    Window requiredWindow() {
        return java.util.Objects.requireNonNull(window);
    }

    private static List<MetricDimension> dimensions(List<String> names) {
        var by = names.stream().map(MetricDimension::valueOf).toList();
        if (by.size() > MAX_DIMENSIONS || Set.copyOf(by).size() < by.size()) {
            throw GraphException.badInput("by", "'by' takes at most two dimensions, each once");
        }
        return by;
    }

    private static void requireEither(boolean isInstant, MetricKey key, Arguments arguments) {
        if (isInstant && arguments.has("window")) {
            throw GraphException.badInput(
                    "window", "BACKLOG is the state at one instant: pass 'at', or ask for it by WEEK");
        }
        if (!isInstant && arguments.has("at")) {
            throw GraphException.badInput("at", "'at' goes with BACKLOG without WEEK only: pass 'window'");
        }
        if (!isInstant && !arguments.has("window")) {
            throw GraphException.badInput(
                    "window", "%s needs a 'window', e.g. {from: \"2026-01-05\", until: \"2026-02-02\"}".formatted(key));
        }
    }

    private static Window window(java.util.Map<String, Object> input) {
        var from = new Arguments(input).required("from", LocalDate.class);
        var until = new Arguments(input).required("until", LocalDate.class);
        var days = ChronoUnit.DAYS.between(from, until);
        if (days > MAX_DAYS) {
            throw GraphException.tooMuch(
                    "window.until",
                    "'window.until' must be 1 to %d days after 'window.from', not %d: ask for the rest in further requests"
                            .formatted(MAX_DAYS, days),
                    days,
                    MAX_DAYS);
        }
        if (days < 1) {
            throw GraphException.badInput(
                    "window.until",
                    "'window.until' must be 1 to %d days after 'window.from', not %d".formatted(MAX_DAYS, days));
        }
        return new Window(from, until);
    }

    private static Instant past(Instant at, Instant now) {
        if (at.isAfter(now.plus(CLOCK_SKEW))) {
            throw GraphException.badInput("at", "'at' is in the future: what will be open then is not known");
        }
        return at;
    }
}
