package docket.platform.listing;

import docket.platform.sql.Sql;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * A page put together from the first rows of several sorted runs of an index, see {@link Listing.Runs}. Asked for several values at once, the
 * planner would read and sort every row that has one of them.
 *
 * @param wanted whose runs are read
 * @param rest the filter without the one that says which runs
 */
record MergedRuns(Field<String> by, List<String> wanted, Filter rest) {
    private static final String WANTED = "runs";
    private static final Field<String> VALUE = DSL.field(DSL.name("run", "value"), SQLDataType.CLOB);

    /** Null where the order needs no runs, or one is enough. */
    static @Nullable MergedRuns of(Listing.OrderField order, Filter filter, @Nullable Relation relation) {
        var runs = order.runs();
        if (runs == null || !isWithinOne(runs, filter, relation)) {
            return null;
        }
        var asked = filter.operators(runs.filter());
        var operators = asked == null ? Map.<String, Object>of() : asked;
        if (operators.containsKey("eq") || (runs.values().isEmpty() && !operators.containsKey("in"))) {
            return null;
        }
        return operators.keySet().equals(Set.of("in"))
                ? new MergedRuns(runs.by(), texts(operators.get("in")), filter.without(runs.filter()))
                : new MergedRuns(runs.by(), runs.values(), filter);
    }

    private static boolean isWithinOne(Listing.Runs runs, Filter filter, @Nullable Relation relation) {
        var within = runs.within();
        if (within == null || (relation != null && within.equals(relation.column()))) {
            return true;
        }
        return filter.parts().stream()
                .anyMatch(part -> part instanceof Filter.One one
                        && one.comparison() instanceof Comparison.OfColumn compared
                        && compared.column().equals(within)
                        && one.operators().get("eq") instanceof UUID);
    }

    @SuppressWarnings("unchecked")
    private static List<String> texts(@Nullable Object values) {
        return ((List<Object>) java.util.Objects.requireNonNull(values))
                .stream().map(String::valueOf).distinct().toList();
    }

    Map<String, Object> values() {
        return Map.of(WANTED, wanted.toArray(String[]::new));
    }

    /** @param rows the first rows of the run that fulfils the condition */
    Select<?> merged(Function<Condition, Select<?>> rows, Function<Table<?>, List<SortField<?>>> order, int size) {
        var run = rows.apply(by.eq(VALUE)).asTable("merged");
        return DSL.select(run.fields())
                .from(DSL.table("unnest({0})", Sql.value(WANTED, SQLDataType.CLOB.array()))
                        .as(DSL.name("run"), DSL.name("value")))
                .crossJoin(DSL.lateral(run))
                .orderBy(order.apply(run))
                .limit(DSL.inline(size));
    }
}
