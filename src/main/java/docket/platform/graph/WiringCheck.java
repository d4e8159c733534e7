package docket.platform.graph;

import docket.platform.listing.Listing;
import docket.platform.sql.RecordFields;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLEnumValueDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds what would otherwise fail only when somebody asks for it: fields without a value, wiring without a field, nulls where none may be. */
final class WiringCheck {
    private final Graph graph;
    private final GraphQLSchema schema;

    WiringCheck(Graph graph, GraphQLSchema schema) {
        this.graph = graph;
        this.schema = schema;
    }

    /** One sentence per problem. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        WiredSchema.objectTypes(schema).forEach(type -> checkType(type, problems));
        graph.wirings().forEach((type, wiring) -> checkWiring(type, wiring, problems));
        return problems;
    }

    static @Nullable BatchField<Object> find(Graph graph, String type, String field) {
        var wiring = graph.wirings().get(type);
        if (wiring != null && wiring.fields().containsKey(field)) {
            return erased(wiring.fields().get(field));
        }
        var record = graph.record(type);
        var component = record == null ? null : component(record, field);
        if (component != null) {
            return new Property(RecordFields.accessor(component));
        }
        return Connections.field(type, field);
    }

    static BatchField<Object> resolver(Graph graph, String type, String field) {
        return java.util.Objects.requireNonNull(find(graph, type, field));
    }

    /** A record component. */
    private record Property(java.util.function.Function<Object, @Nullable Object> accessor)
            implements BatchField<Object> {
        @Override
        public Statements statements() {
            return Statements.NONE;
        }

        @Override
        public List<?> resolve(List<Object> parents, FieldCall call) {
            var values = new ArrayList<@Nullable Object>(parents.size());
            for (var parent : parents) {
                values.add(accessor.apply(parent));
            }
            return values;
        }
    }

    private void checkType(GraphQLObjectType type, List<String> problems) {
        for (var field : type.getFieldDefinitions()) {
            if (find(graph, type.getName(), field.getName()) == null) {
                problems.add("%s.%s gets its value from nowhere".formatted(type.getName(), field.getName()));
            } else {
                checkComponent(type.getName(), field, problems);
            }
        }
        if (implementsNode(type) != graph.isNode(type.getName())) {
            problems.add("%s: 'implements Node' and graph.node(…) belong together".formatted(type.getName()));
        }
    }

    private void checkComponent(String type, GraphQLFieldDefinition field, List<String> problems) {
        var wiring = graph.wirings().get(type);
        var record = graph.record(type);
        if (record == null || (wiring != null && wiring.fields().containsKey(field.getName()))) {
            return;
        }
        var component = component(record, field.getName());
        if (component == null) {
            return;
        }
        var difference = ComponentKinds.difference(field.getType(), component.getGenericType());
        if (difference != null) {
            problems.add("%s.%s is %s".formatted(type, field.getName(), difference));
        }
        if (RecordFields.isNullable(component) && field.getType() instanceof GraphQLNonNull) {
            problems.add(
                    "%s.%s promises a value, but its record component may be null".formatted(type, field.getName()));
        }
    }

    private void checkWiring(String type, TypeWiring<?> wiring, List<String> problems) {
        var object = schema.getObjectType(type);
        if (object == null) {
            problems.add("%s is wired, but is no object type of the schema".formatted(type));
            return;
        }
        wiring.fields().keySet().stream()
                .filter(field -> object.getFieldDefinition(field) == null)
                .forEach(field -> problems.add("%s.%s is wired, but is not in the schema".formatted(type, field)));
        wiring.listings()
                .forEach((field, listing) -> checkListing(object.getFieldDefinition(field), listing, problems));
    }

    private static void checkListing(
            @Nullable GraphQLFieldDefinition field, Listing<?> listing, List<String> problems) {
        if (field == null) {
            return;
        }
        var filter = field.getArgument("filter");
        if (filter != null && GraphQLTypeUtil.unwrapAll(filter.getType()) instanceof GraphQLInputObjectType input) {
            var names = input.getFields().stream()
                    .map(GraphQLInputObjectField::getName)
                    .filter(name -> !name.equals("or"));
            compare(input.getName(), names.collect(Collectors.toSet()), listing.filterNames(), problems);
        }
        var order = field.getArgument("orderBy");
        if (order != null && GraphQLTypeUtil.unwrapAll(order.getType()) instanceof GraphQLInputObjectType input) {
            var values = (GraphQLEnumType)
                    GraphQLTypeUtil.unwrapAll(input.getField("field").getType());
            var names = values.getValues().stream().map(GraphQLEnumValueDefinition::getName);
            compare(values.getName(), names.collect(Collectors.toSet()), listing.orderNames(), problems);
        }
    }

    private static void compare(String type, Set<String> inSchema, Set<String> inListing, List<String> problems) {
        if (!inSchema.equals(inListing)) {
            problems.add("%s has %s, but its listing has %s"
                    .formatted(type, new TreeSet<>(inSchema), new TreeSet<>(inListing)));
        }
    }

    private static boolean implementsNode(GraphQLObjectType type) {
        return type.getInterfaces().stream().anyMatch(parent -> parent.getName().equals("Node"));
    }

    private static java.lang.reflect.@Nullable RecordComponent component(Class<? extends Record> record, String name) {
        return Arrays.stream(record.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private static BatchField<Object> erased(BatchField<?> field) {
        return (BatchField<Object>) field;
    }
}
