package docket.platform.graph;

import graphql.schema.GraphQLAppliedDirective;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLTypeUtil;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @cost} and {@code @listSize} say of a field, read once for each plan.
 *
 * @param weight of resolving it, beside the objects that it returns
 * @param assumedSize how many objects are counted where no argument says it; 1 for what is no list
 * @param slicing the arguments that say how many there may be
 * @param sizedFields of the object that it returns, whose lists have that many; empty: its own list has
 */
record Price(long weight, long assumedSize, List<String> slicing, Set<String> sizedFields) {
    private static final Price NOTHING = new Price(0, 1, List.of(), Set.of());

    static Price of(GraphQLFieldDefinition field) {
        var weight = weight(field, 0);
        var size = field.getAppliedDirective(ListSizes.LIST_SIZE);
        if (size == null) {
            return weight == 0 ? NOTHING : new Price(weight, 1, List.of(), Set.of());
        }
        Integer assumed = value(size, "assumedSize");
        List<String> slicing = Objects.requireNonNullElse(value(size, "slicingArguments"), List.of());
        List<String> sized = Objects.requireNonNullElse(value(size, "sizedFields"), List.of());
        return new Price(weight, assumed == null ? 1 : assumed, slicing, Set.copyOf(sized));
    }

    /** Of one object of a type. */
    static long ofObject(GraphQLNamedType type) {
        return type instanceof GraphQLDirectiveContainer container ? weight(container, 1) : 1;
    }

    private static long weight(GraphQLDirectiveContainer element, long unless) {
        var cost = element.getAppliedDirective("cost");
        if (cost == null) {
            return unless;
        }
        String weight = Objects.requireNonNull(value(cost, "weight"));
        return Long.parseLong(weight);
    }

    private static <T> @Nullable T value(GraphQLAppliedDirective directive, String argument) {
        var given = directive.getArgument(argument);
        return given == null ? null : given.getValue();
    }

    boolean isSized() {
        return !slicing.isEmpty();
    }

    static boolean isList(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.isList(GraphQLTypeUtil.unwrapNonNull(field.getType()));
    }
}
