package docket.access;

import graphql.introspection.IntrospectionResultToSchema;
import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import graphql.schema.GraphQLUnionType;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions that together reach every field that a caller sees, made from nothing but what introspection tells it. */
final class FieldProbes {
    private static final int AT_ROOT = 50;
    private static final int BELOW = 3;

    private final GraphQLSchema schema;
    private final Map<String, String> values;
    private final Map<String, List<String>> ways = new LinkedHashMap<>();

    private FieldProbes(GraphQLSchema schema, Map<String, String> values) {
        this.schema = schema;
        this.values = values;
        findWays();
    }

    /** @param values for arguments that cannot be guessed: by the type that comes back and the argument, or by the argument */
    static FieldProbes of(Map<String, Object> introspection, Map<String, String> values) {
        var document = new IntrospectionResultToSchema().createSchemaDefinition(introspection);
        var types = new SchemaParser().buildRegistry(document);
        return new FieldProbes(new SchemaGenerator().makeExecutableSchema(types, RuntimeWiring.MOCKED_WIRING), values);
    }

    /** @param field as {@code Type.field} */
    record Probe(String field, String document, List<String> path) {}

    /** One for each field of each object type; those for which an argument is missing are left out. */
    List<Probe> all() {
        var probes = new ArrayList<Probe>();
        for (var type : objectTypes()) {
            var way = ways.get(type.getName());
            if (way == null) {
                continue;
            }
            for (var field : type.getFieldDefinitions()) {
                if (isAskable(field)) {
                    probes.add(probe(type, way, field));
                }
            }
        }
        return probes;
    }

    List<GraphQLObjectType> objectTypes() {
        return schema.getAllTypesAsList().stream()
                .filter(GraphQLObjectType.class::isInstance)
                .map(GraphQLObjectType.class::cast)
                .filter(type -> !type.getName().startsWith("__"))
                .toList();
    }

    GraphQLSchema schema() {
        return schema;
    }

    private Probe probe(GraphQLObjectType type, List<String> way, GraphQLFieldDefinition field) {
        var text = new StringBuilder("{ ");
        var path = new ArrayList<String>();
        for (var step : way) {
            text.append(step).append(" { ");
            if (!step.startsWith("...")) {
                path.add(step.replaceFirst("\\(.*", ""));
            }
        }
        text.append("__typename ").append(selection(field, way.isEmpty() ? AT_ROOT : BELOW));
        text.append(" }".repeat(way.size() + 1));
        return new Probe(type.getName() + "." + field.getName(), text.toString(), path);
    }

    /**
     * Shortest ways from the root, by what lies behind them. A row that is asked for by its id is always an own one, and a list may hold those of
     * others: so ids are given only where nothing else leads.
     */
    private void findWays() {
        ways.put(schema.getQueryType().getName(), List.of());
        findWays(field -> field.getArguments().stream().noneMatch(FieldProbes::isObligatory));
        findWays(this::isAskable);
    }

    private void findWays(Predicate<GraphQLFieldDefinition> admitted) {
        var queue = new ArrayDeque<GraphQLObjectType>();
        objectTypes().stream().filter(type -> ways.containsKey(type.getName())).forEach(queue::add);
        while (!queue.isEmpty()) {
            var type = queue.remove();
            var way = Objects.requireNonNull(ways.get(type.getName()));
            for (var field : type.getFieldDefinitions()) {
                if (!admitted.test(field)) {
                    continue;
                }
                var target = GraphQLTypeUtil.unwrapAll(field.getType());
                var step = field.getName() + arguments(field, way.isEmpty() ? AT_ROOT : BELOW);
                for (var object : objects(target)) {
                    if (isCallers(type, object)) {
                        continue;
                    }
                    var steps = new ArrayList<>(way);
                    steps.add(step);
                    if (object != target) {
                        steps.add("... on " + object.getName());
                    }
                    if (ways.putIfAbsent(object.getName(), steps) == null) {
                        queue.add(object);
                    }
                }
            }
        }
    }

    /** The caller's own person and company, and what that person holds, of which there may be none: lists hold more. */
    private static boolean isCallers(GraphQLObjectType from, GraphQLObjectType to) {
        return from.getName().equals("Viewer") && !to.getName().startsWith("Viewer");
    }

    private List<GraphQLObjectType> objects(GraphQLNamedType type) {
        return switch (type) {
            case GraphQLObjectType object -> List.of(object);
            case GraphQLInterfaceType ignored -> List.of();
            case GraphQLUnionType union ->
                union.getTypes().stream().map(GraphQLObjectType.class::cast).toList();
            default -> List.of();
        };
    }

    private String selection(GraphQLFieldDefinition field, int first) {
        var target = GraphQLTypeUtil.unwrapAll(field.getType());
        return field.getName() + arguments(field, first) + below(target, true);
    }

    private String below(GraphQLNamedType target, boolean goesOn) {
        if (target instanceof GraphQLUnionType union) {
            return union.getTypes().stream()
                    .map(GraphQLObjectType.class::cast)
                    .map(member -> "... on " + member.getName() + leavesByTheirOwnNames(member))
                    .collect(Collectors.joining(" ", " { __typename ", " }"));
        }
        if (target instanceof GraphQLInterfaceType) {
            return " { __typename id }";
        }
        if (!(target instanceof GraphQLObjectType object)) {
            return "";
        }
        var parts = new ArrayList<String>();
        parts.add("__typename");
        for (var field : object.getFieldDefinitions()) {
            if (!isAskable(field)) {
                continue;
            }
            var type = GraphQLTypeUtil.unwrapAll(field.getType());
            var isPart =
                    object.getName().endsWith("Connection") || object.getName().endsWith("Edge");
            if (!(type instanceof GraphQLCompositeType)) {
                parts.add(field.getName() + arguments(field, BELOW));
            } else if (goesOn && isPart) {
                parts.add(field.getName() + below(type, type.getName().endsWith("Edge")));
            }
        }
        return parts.stream().collect(Collectors.joining(" ", " { ", " }"));
    }

    /** Fields of one name may not be of several types. */
    private String leavesByTheirOwnNames(GraphQLObjectType member) {
        return member.getFieldDefinitions().stream()
                .filter(field -> isAskable(field)
                        && !(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType))
                .map(field -> "%s_%s: %s%s"
                        .formatted(member.getName(), field.getName(), field.getName(), arguments(field, BELOW)))
                .collect(Collectors.joining(" ", " { ", " }"));
    }

    /** Whether there is a value for each argument that it needs. */
    private boolean isAskable(GraphQLFieldDefinition field) {
        return field.getArguments().stream()
                .allMatch(argument -> !isObligatory(argument) || value(field, argument) != null);
    }

    private static boolean isObligatory(GraphQLArgument argument) {
        return argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue();
    }

    private String arguments(GraphQLFieldDefinition field, int first) {
        var given = new ArrayList<String>();
        for (var argument : field.getArguments()) {
            if (argument.getName().equals("first")) {
                given.add("first: " + first);
            } else if (isObligatory(argument)) {
                given.add(argument.getName() + ": " + value(field, argument));
            } else if (argument.getName().equals("window")) {
                given.add("window: {from: \"2026-01-05\", until: \"2026-12-28\"}");
            }
        }
        return given.isEmpty() ? "" : given.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    private @Nullable String value(GraphQLFieldDefinition field, GraphQLArgument argument) {
        if (GraphQLTypeUtil.unwrapAll(argument.getType()) instanceof GraphQLEnumType enumeration) {
            return enumeration.getValues().getLast().getName();
        }
        var result = GraphQLTypeUtil.unwrapAll(field.getType()).getName();
        return values.getOrDefault(result + "." + argument.getName(), values.get(argument.getName()));
    }
}
