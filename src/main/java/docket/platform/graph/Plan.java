package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.sql.Selection;
import graphql.execution.CoercedVariables;
import graphql.language.Field;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLSchema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * An operation made ready to run: fields collected and merged, types resolved, resolvers found.
 *
 * @param constantCost null where the cost depends on variables
 * @param personal what it reads of personal data, and compares with it, for the audit
 * @param open variables that may compare with more
 * @param last the field whose statement is the last one; null where that is not known
 */
record Plan(
        ObjectPlan root,
        Map<String, Introspection> introspection,
        int depth,
        @Nullable Long constantCost,
        Set<String> personal,
        List<PersonalInputs.Open> open,
        @Nullable FieldPlan last) {

    /** As {@code Type.field}, in alphabetical order. */
    Set<String> personal(WiredSchema wired, CoercedVariables variables) {
        if (open.isEmpty()) {
            return personal;
        }
        var all = new TreeSet<>(personal);
        wired.personalInputs().collect(open, variables, all);
        return all;
    }

    boolean isMutation() {
        return root.type().equals(Graph.MUTATION);
    }

    /** A root field {@code __schema} or {@code __type}, left to the stock engine. */
    record Introspection(Field field) {}

    /**
     * The fields selected on one object type, in the order of the answer.
     *
     * @param weight of one object
     */
    record ObjectPlan(String type, long weight, List<FieldPlan> fields) {}

    /**
     * One field of an object type.
     *
     * @param key its name in the answer
     * @param constant the arguments, where they do not depend on variables
     * @param selection what to read of the rows behind it; null for everything, or where there are none
     * @param price what it costs
     * @param resolver null for {@code __typename} and for introspection
     */
    record FieldPlan(
            String key,
            String parentType,
            Field field,
            GraphQLFieldDefinition definition,
            Price price,
            @Nullable Arguments constant,
            @Nullable BatchField<Object> resolver,
            Shape shape,
            Set<String> selected,
            @Nullable Selection<?> selection) {

        /** @throws docket.platform.request.GraphException when a variable leaves an argument without its value */
        Arguments arguments(GraphQLSchema schema, CoercedVariables variables) {
            return constant != null ? constant : PlanCompiler.arguments(schema, definition, field, variables);
        }
    }

    /** The form of a field's value. */
    sealed interface Shape {
        boolean nonNull();

        record Leaf(boolean nonNull, LeafType type) implements Shape {}

        record ListOf(boolean nonNull, Shape element) implements Shape {}

        /** One object type when it is known from the schema. */
        record ObjectOf(boolean nonNull, ObjectPlan plan) implements Shape {}

        /** An interface or union: the plan depends on each value's type. */
        record AnyOf(boolean nonNull, Map<String, ObjectPlan> plans) implements Shape {}
    }
}
