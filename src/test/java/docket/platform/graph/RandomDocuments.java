package docket.platform.graph;

import graphql.schema.GraphQLArgument;
import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLFieldsContainer;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Writes documents that nobody would write by hand; the same seed writes the same ones. */
final class RandomDocuments {
    private final GraphQLSchema schema;
    private final Random random;
    private final RandomValues values;
    private final int depth;

    private final Map<String, String> declared = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> variables = new HashMap<>();
    private final Map<String, String> fragments = new LinkedHashMap<>();
    private final Map<String, GraphQLCompositeType> fragmentTypes = new LinkedHashMap<>();
    private int aliases;

    private RandomDocuments(GraphQLSchema schema, Random random, RandomValues values, int depth) {
        this.schema = schema;
        this.random = random;
        this.values = values;
        this.depth = depth;
    }

    record Sent(String document, @Nullable String operation, Map<String, Object> variables) {}

    static Sent next(GraphQLSchema schema, Random random, RandomValues values, int depth) {
        return new RandomDocuments(schema, random, values, depth).document();
    }

    @SuppressWarnings("NullAway") // a variable may be sent as null
    private Sent document() {
        var selection = selectionSet(schema.getQueryType(), depth);
        var head = new StringBuilder("query Main");
        if (!declared.isEmpty()) {
            head.append('(');
            declared.forEach((name, type) ->
                    head.append('$').append(name).append(": ").append(type).append(' '));
            head.append(')');
        }
        var text = head + selection + "\n" + String.join("\n", fragments.values());
        var several = random.nextInt(5) == 0;
        Map<String, Object> sent = new HashMap<>();
        variables.forEach(sent::put);
        return new Sent(several ? text + "\nquery Other { __typename }" : text, several ? "Main" : null, sent);
    }

    private String selectionSet(GraphQLCompositeType type, int levels) {
        var parts = new ArrayList<String>();
        var count = 1 + random.nextInt(levels == depth ? 5 : 4);
        for (int index = 0; index < count; index++) {
            parts.add(selection(type, levels, parts));
        }
        return " { " + String.join("\n", parts) + " }";
    }

    private String selection(GraphQLCompositeType type, int levels, List<String> before) {
        return switch (random.nextInt(12)) {
            case 0 -> "__typename" + directives();
            case 1 -> alias() + "__typename";
            case 2 -> "..." + directives() + selectionSet(type, levels);
            case 3 -> {
                var other = overlapping(type);
                yield "... on " + other.getName() + directives() + selectionSet(other, levels);
            }
            case 4 -> "..." + fragment(type, levels) + directives();
            case 5 -> before.isEmpty() ? field(type, levels) : before.getLast();
            case 6 -> type == schema.getQueryType() ? introspection() : field(type, levels);
            default -> field(type, levels);
        };
    }

    private String introspection() {
        return random.nextBoolean()
                ? alias() + "__type(name: \"Human\") { kind name fields { name type { name ofType { name } } } }"
                : "__schema" + directives() + " { queryType { name } directives { name args { name } } }";
    }

    private String field(GraphQLCompositeType type, int levels) {
        if (!(type instanceof GraphQLFieldsContainer container)) {
            return "__typename";
        }
        var candidates = container.getFieldDefinitions().stream()
                .filter(field -> levels > 0 || !isComposite(field))
                .filter(values::isWanted)
                .toList();
        if (candidates.isEmpty()) {
            return "__typename";
        }
        var field = candidates.get(random.nextInt(candidates.size()));
        var arguments = arguments(field);
        var alias = arguments.isEmpty() && random.nextInt(4) > 0 ? "" : alias();
        var head = alias + field.getName() + arguments + directives();
        if (!(GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType composite)) {
            return head;
        }
        var once = head + selectionSet(composite, levels - 1);
        return random.nextInt(6) == 0 ? once + "\n" + head + selectionSet(composite, levels - 1) : once;
    }

    private static boolean isComposite(GraphQLFieldDefinition field) {
        return GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType;
    }

    private String arguments(GraphQLFieldDefinition field) {
        var given = new ArrayList<String>();
        for (var argument : field.getArguments()) {
            var isRequired = argument.getType() instanceof GraphQLNonNull && !argument.hasSetDefaultValue();
            if (isRequired || random.nextInt(oneIn(argument.getName())) == 0) {
                given.add(argument.getName() + ": " + value(argument));
            }
        }
        return given.isEmpty() ? "" : "(" + String.join(", ", given) + ")";
    }

    /** Pages are always small, and rarely asked for in ways that are refused. */
    private static int oneIn(String argument) {
        return switch (argument) {
            case "first" -> 1;
            case "last", "before", "after" -> 30;
            default -> 3;
        };
    }

    private String value(GraphQLArgument argument) {
        var type = argument.getType();
        if (random.nextInt(3) > 0) {
            return RandomValues.literal(type, values.value(argument.getName(), type, random));
        }
        var name = "v" + declared.size();
        var text = GraphQLTypeUtil.simplePrint(type);
        var hasDefault = random.nextInt(3) == 0;
        declared.put(
                name,
                hasDefault
                        ? text + " = " + RandomValues.literal(type, values.value(argument.getName(), type, random))
                        : text);
        var mayBeAbsent = hasDefault || !(type instanceof GraphQLNonNull);
        if (!mayBeAbsent || random.nextInt(3) > 0) {
            variables.put(name, values.value(argument.getName(), type, random));
        }
        return "$" + name;
    }

    private String directives() {
        if (random.nextInt(6) > 0) {
            return "";
        }
        var name = random.nextBoolean() ? " @skip" : " @include";
        if (random.nextBoolean()) {
            return name + "(if: " + random.nextBoolean() + ")";
        }
        var variable = "b" + declared.size();
        declared.put(variable, random.nextBoolean() ? "Boolean!" : "Boolean! = " + random.nextBoolean());
        if (declared.get(variable).endsWith("!") || random.nextBoolean()) {
            variables.put(variable, random.nextBoolean());
        }
        return name + "(if: $" + variable + ")";
    }

    private String fragment(GraphQLCompositeType type, int levels) {
        var known = fragmentTypes.entrySet().stream()
                .filter(fragment -> fragment.getValue() == type)
                .map(Map.Entry::getKey)
                .findFirst();
        if (known.isPresent() && random.nextBoolean()) {
            return known.get();
        }
        var target = overlapping(type);
        var selection = selectionSet(target, Math.max(0, levels - 1));
        var name = "f" + fragments.size();
        fragments.put(name, "fragment " + name + " on " + target.getName() + selection);
        fragmentTypes.put(name, target);
        return name;
    }

    /** The type itself, one of its types, or an interface or union that it belongs to. */
    private GraphQLCompositeType overlapping(GraphQLCompositeType type) {
        var own = possible(type);
        var others = schema.getAllTypesAsList().stream()
                .filter(GraphQLCompositeType.class::isInstance)
                .map(GraphQLCompositeType.class::cast)
                .filter(other -> !other.getName().startsWith("__"))
                .filter(other -> possible(other).stream().anyMatch(own::contains))
                .toList();
        return others.isEmpty() || random.nextBoolean() ? type : others.get(random.nextInt(others.size()));
    }

    private List<String> possible(GraphQLCompositeType type) {
        if (type instanceof GraphQLObjectType) {
            return List.of(type.getName());
        }
        return type instanceof graphql.schema.GraphQLUnionType union
                ? union.getTypes().stream().map(GraphQLNamedType::getName).toList()
                : Objects.requireNonNull(schema.getImplementations((graphql.schema.GraphQLInterfaceType) type)).stream()
                        .map(GraphQLNamedType::getName)
                        .toList();
    }

    private String alias() {
        return "a" + aliases++ + ": ";
    }
}
