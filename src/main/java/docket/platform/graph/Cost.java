package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.GraphException;
import graphql.execution.CoercedVariables;
import java.util.Comparator;
import java.util.Set;

/**
 * What an operation may cost at most, told before it runs: a point per object that it can return, and what {@code @cost} says of dearer fields and
 * types. Counted as the cost directives of IBM's specification have it, one point for the request itself added.
 */
final class Cost {
    /** Of any request, whatever it asks. */
    static final long REQUEST = 1;
    /** Of what is refused: it had to be read. */
    static final long REFUSED = 10;
    /** Of {@code __schema} and {@code __type}: no SQL, but an answer of a hundred kilobytes. */
    static final long INTROSPECTION = 50;

    /** More is refused by the field itself. */
    private static final int MAX_PAGE = 100;

    private static final int BYTES_PER_POINT = 1024;
    private static final long BEYOND_ANY_LIMIT = 1_000_000_000;
    private static final Sizes NONE = new Sizes(Set.of(), 1);

    private final WiredSchema wired;
    private final CoercedVariables variables;

    /** How long the lists of an object are, as the field above it said. */
    private record Sizes(Set<String> fields, long length) {}

    Cost(WiredSchema wired, CoercedVariables variables) {
        this.wired = wired;
        this.variables = variables;
    }

    /** Of a body, whatever stands in it: who sends nothing but what is refused is stopped by the size of it. */
    static long ofBody(int bytes) {
        return bytes / BYTES_PER_POINT;
    }

    long of(Plan plan) {
        var constant = plan.constantCost();
        return constant != null ? constant : REQUEST + fields(plan.root(), 1, NONE);
    }

    /** The root field that could cost most, and how much; for those who have to ask for less. */
    String dearest(Plan plan) {
        return plan.root().fields().stream()
                .max(Comparator.comparingLong(field -> field(field, 1, NONE)))
                .map(field -> "'%s' %d".formatted(field.key(), field(field, 1, NONE)))
                .orElse("");
    }

    private long fields(Plan.ObjectPlan plan, long copies, Sizes sizes) {
        var sum = 0L;
        for (var field : plan.fields()) {
            sum = Math.min(sum + field(field, copies, sizes), BEYOND_ANY_LIMIT);
        }
        return sum;
    }

    private long field(Plan.FieldPlan field, long copies, Sizes sizes) {
        var price = field.price();
        var own = copies * price.weight();
        if (field.shape() instanceof Plan.Shape.Leaf) {
            return own;
        }
        var size = size(field);
        if (!price.sizedFields().isEmpty()) {
            return own + below(field.shape(), copies, new Sizes(price.sizedFields(), size));
        }
        var length = sizes.fields().contains(field.field().getName()) ? sizes.length() : size;
        return own + below(field.shape(), Math.min(copies * length, BEYOND_ANY_LIMIT), NONE);
    }

    private long below(Plan.Shape shape, long copies, Sizes sizes) {
        return switch (shape) {
            case Plan.Shape.Leaf leaf -> 0;
            case Plan.Shape.ListOf list -> below(list.element(), copies, sizes);
            case Plan.Shape.ObjectOf one -> objects(one.plan(), copies, sizes);
            case Plan.Shape.AnyOf any ->
                any.plans().values().stream()
                        .mapToLong(plan -> objects(plan, copies, sizes))
                        .max()
                        .orElse(0);
        };
    }

    private long objects(Plan.ObjectPlan plan, long copies, Sizes sizes) {
        return copies * plan.weight() + fields(plan, copies, sizes);
    }

    private long size(Plan.FieldPlan field) {
        if (field.field().getName().equals("nodes") && field.parentType().equals(Graph.QUERY)) {
            return Math.max(1, arguments(field).list("ids").size());
        }
        return field.price().isSized()
                ? pageSize(field.price(), arguments(field))
                : field.price().assumedSize();
    }

    static long pageSize(Price price, Arguments arguments) {
        for (var name : price.slicing()) {
            var size = arguments.optionalInt(name);
            if (size != null) {
                return Math.clamp(size, 1, MAX_PAGE);
            }
        }
        return price.assumedSize();
    }

    private Arguments arguments(Plan.FieldPlan field) {
        try {
            return field.arguments(wired.schema(), variables);
        } catch (GraphException toldWhenItRuns) {
            return Arguments.NONE;
        }
    }
}
