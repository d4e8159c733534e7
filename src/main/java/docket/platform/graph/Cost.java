package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.GraphException;
import graphql.execution.CoercedVariables;
import graphql.schema.GraphQLFieldDefinition;
import org.jspecify.annotations.Nullable;

/** What an operation may cost at most, told before it runs: one point per object that it can return. */
final class Cost {
    private static final int DEFAULT_PAGE = 25;
    /** More is refused by the field itself. */
    private static final int MAX_PAGE = 100;

    private static final long BEYOND_ANY_LIMIT = 1_000_000_000;

    private final WiredSchema wired;
    private final CoercedVariables variables;

    Cost(WiredSchema wired, CoercedVariables variables) {
        this.wired = wired;
        this.variables = variables;
    }

    long of(Plan plan) {
        var constant = plan.constantCost();
        return constant != null ? constant : object(plan.root(), 1);
    }

    /** Whether the arguments say how many objects there can be. */
    static boolean isSized(GraphQLFieldDefinition definition) {
        return definition.getArgument("first") != null || definition.getArgument("ids") != null;
    }

    private long object(Plan.ObjectPlan plan, long copies) {
        return plan.fields().stream().mapToLong(field -> field(field, copies)).sum();
    }

    private long field(Plan.FieldPlan field, long copies) {
        return below(field.shape(), field, copies);
    }

    private long below(Plan.Shape shape, Plan.FieldPlan field, long copies) {
        return switch (shape) {
            case Plan.Shape.Leaf leaf -> 0;
            case Plan.Shape.ListOf list -> below(list.element(), field, copies);
            case Plan.Shape.ObjectOf one -> copies + object(one.plan(), times(copies, field));
            case Plan.Shape.AnyOf any ->
                copies
                        + any.plans().values().stream()
                                .mapToLong(plan -> object(plan, times(copies, field)))
                                .max()
                                .orElse(0);
        };
    }

    private long times(long copies, Plan.FieldPlan field) {
        return Math.min(copies * size(field), BEYOND_ANY_LIMIT);
    }

    private long size(Plan.FieldPlan field) {
        if (field.field().getName().equals("nodes") && field.parentType().equals(Graph.QUERY)) {
            return Math.max(1, arguments(field).list("ids").size());
        }
        return pageSize(field.definition(), arguments(field));
    }

    /** @param arguments null while they are not known */
    static long pageSize(GraphQLFieldDefinition definition, @Nullable Arguments arguments) {
        if (definition.getArgument("first") == null) {
            return 1;
        }
        Integer first = arguments == null ? null : arguments.optionalInt("first");
        @Nullable Integer size = first != null || arguments == null ? first : arguments.optionalInt("last");
        return size == null ? DEFAULT_PAGE : Math.clamp(size, 1, MAX_PAGE);
    }

    private Arguments arguments(Plan.FieldPlan field) {
        try {
            return field.arguments(wired.schema(), variables);
        } catch (GraphException toldWhenItRuns) {
            return Arguments.NONE;
        }
    }
}
