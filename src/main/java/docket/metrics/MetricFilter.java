package docket.metrics;

import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Which rows count; an empty list admits all. */
record MetricFilter(
        List<UUID> vendors,
        List<String> markets,
        List<String> domains,
        List<UUID> queues,
        List<String> clockKinds,
        List<String> agreements,
        List<String> automatedDecisions,
        List<String> sourcePlatforms) {
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

    private static List<String> only(List<MetricKey> owners, MetricKey key, Arguments input, String field) {
        var values = values(input, field);
        if (!owners.contains(key) && !values.isEmpty()) {
            var names = owners.stream().map(MetricKey::name).collect(Collectors.joining(", "));
            throw GraphException.badInput(
                    path(field), "'%s' goes with %s only, not with %s".formatted(path(field), names, key));
        }
        return values;
    }

    private static List<UUID> ids(Arguments input, String field, String type) {
        return values(input, field).stream()
                .map(id -> GlobalId.decode(id, type, path(field)))
                .toList();
    }

    private static List<String> values(Arguments input, String field) {
        List<String> values = input.list(field);
        if (values.size() > MAX_VALUES) {
            throw GraphException.badInput(
                    path(field),
                    "'%s' takes at most %d values, not %d".formatted(path(field), MAX_VALUES, values.size()));
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
