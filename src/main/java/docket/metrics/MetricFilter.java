package docket.metrics;

import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import java.util.List;
import java.util.UUID;

/** Which rows count; an empty list admits all. */
record MetricFilter(
        List<UUID> vendors,
        List<String> markets,
        List<String> domains,
        List<UUID> queues,
        List<String> clockKinds,
        List<String> agreements,
        List<String> sourcePlatforms) {
    private static final int MAX_VALUES = 100;

    static MetricFilter of(Arguments arguments, MetricKey key) {
        var input = new Arguments(arguments.object("filter"));
        return new MetricFilter(
                ids(input, "vendors", "Vendor"),
                values(input, "markets"),
                values(input, "domains"),
                ids(input, "queues", "Queue"),
                only(MetricKey.SLA_ATTAINMENT, key, input, "clockKinds"),
                only(MetricKey.SLA_ATTAINMENT, key, input, "agreements"),
                only(MetricKey.DECISIONS, key, input, "sourcePlatforms"));
    }

    private static List<String> only(MetricKey owner, MetricKey key, Arguments input, String field) {
        var values = values(input, field);
        if (key != owner && !values.isEmpty()) {
            throw GraphException.badInput(
                    path(field), "'%s' goes with %s only, not with %s".formatted(path(field), owner, key));
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
