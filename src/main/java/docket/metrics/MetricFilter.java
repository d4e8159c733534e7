package docket.metrics;

import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which rows count; null admits all, an empty list none. */
record MetricFilter(
        @Nullable List<UUID> vendors,
        @Nullable List<String> markets,
        @Nullable List<String> domains,
        @Nullable List<UUID> queues,
        @Nullable List<String> clockKinds,
        @Nullable List<String> agreements,
        @Nullable List<String> automatedDecisions,
        @Nullable List<String> sourcePlatforms) {
    static final MetricFilter NONE = new MetricFilter(null, null, null, null, null, null, null, null);

    private static final int MAX_VALUES = 100;
    private static final List<MetricKey> CLOCKS = List.of(MetricKey.SLA_ATTAINMENT);
    private static final List<MetricKey> DECIDED =
            List.of(MetricKey.TURNAROUND, MetricKey.DECISIONS, MetricKey.QA_ACCURACY);
    private static final List<MetricKey> IMPORTED = List.of(MetricKey.DECISIONS);

    static MetricFilter of(Arguments arguments, MetricKey key) {
        var input = new Arguments(arguments.object("filter"));
        return new MetricFilter(
                ids(input, "vendors", "Vendor"),
                values(input, "markets"),
                values(input, "domains"),
                ids(input, "queues", "Queue"),
                only(CLOCKS, key, input, "clockKinds"),
                only(CLOCKS, key, input, "agreements"),
                only(DECIDED, key, input, "automatedDecisions"),
                only(IMPORTED, key, input, "sourcePlatforms"));
    }

    private static @Nullable List<String> only(List<MetricKey> owners, MetricKey key, Arguments input, String field) {
        if (!owners.contains(key) && input.has(field)) {
            var names = owners.stream().map(MetricKey::name).collect(Collectors.joining(", "));
            throw GraphException.badInput(
                    path(field), "'%s' goes with %s only, not with %s".formatted(path(field), names, key));
        }
        return values(input, field);
    }

    private static @Nullable List<UUID> ids(Arguments input, String field, String type) {
        var ids = values(input, field);
        return ids == null
                ? null
                : ids.stream().map(id -> GlobalId.decode(id, type, path(field))).toList();
    }

    private static @Nullable List<String> values(Arguments input, String field) {
        if (!input.has(field)) {
            return null;
        }
        List<String> values = input.list(field);
        if (values.size() > MAX_VALUES) {
            throw GraphException.tooMuch(
                    path(field),
                    "'%s' takes at most %d values, not %d: ask for the others in further requests"
                            .formatted(path(field), MAX_VALUES, values.size()),
                    values.size(),
                    MAX_VALUES);
        }
        if (values.stream().anyMatch(value -> value.indexOf('\0') >= 0)) {
            throw GraphException.badInput(path(field), "'%s' takes no null character".formatted(path(field)));
        }
        return values;
    }

    private static String path(String field) {
        return "filter." + field;
    }
}
