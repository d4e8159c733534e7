package docket.platform.graph;

import docket.platform.request.GlobalId;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Values for arguments.
 *
 * @param ids global ids to ask for
 * @param wanted which fields documents may hold
 */
record RandomValues(List<String> ids, Predicate<GraphQLFieldDefinition> wanted) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TEXTS = List.of("", "x", "R2-D2", "日本 \"quoted\" \\ \n", "💥");

    static RandomValues small() {
        var ids = List.of(
                GlobalId.encode("Human", SmallGraph.id(1)),
                GlobalId.encode("Human", SmallGraph.id(99)),
                GlobalId.encode("Place", SmallGraph.id(1)),
                "nonsense");
        return new RandomValues(ids, field -> true);
    }

    boolean isWanted(GraphQLFieldDefinition field) {
        return wanted.test(field);
    }

    @Nullable
    Object value(String name, GraphQLType type, Random random) {
        return switch (type) {
            case GraphQLNonNull nonNull -> present(name, nonNull.getWrappedType(), random);
            default -> random.nextInt(8) == 0 ? null : present(name, type, random);
        };
    }

    private Object present(String name, GraphQLType type, Random random) {
        return switch (type) {
            case GraphQLList list -> list(name, list, random);
            case GraphQLEnumType enumType -> {
                var names = enumType.getValues();
                yield names.get(random.nextInt(names.size())).getName();
            }
            case GraphQLInputObjectType input -> input(name, input, random);
            default -> scalar(name, ((graphql.schema.GraphQLNamedType) type).getName(), random);
        };
    }

    private List<@Nullable Object> list(String name, GraphQLList list, Random random) {
        var values = new ArrayList<@Nullable Object>();
        for (int index = random.nextInt(3); index >= 0; index--) {
            values.add(value(name, list.getWrappedType(), random));
        }
        return values;
    }

    private Map<String, @Nullable Object> input(String name, GraphQLInputObjectType type, Random random) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        for (var field : type.getFields()) {
            var isRequired = field.getType() instanceof GraphQLNonNull && !field.hasSetDefaultValue();
            if (isRequired || random.nextInt(8) == 0) {
                values.put(field.getName(), value(field.getName(), field.getType(), random));
            }
        }
        return values;
    }

    private Object scalar(String name, String type, Random random) {
        return switch (type) {
            case "Int" -> name.equals("first") || name.equals("last") ? 1 + random.nextInt(3) : random.nextInt(-3, 10);
            case "Float" -> random.nextInt(100) / 8.0;
            case "Boolean" -> random.nextBoolean();
            case "ID" -> ids.get(random.nextInt(ids.size()));
            case "DateTime" -> "2026-0%d-01T09:30:00+09:00".formatted(1 + random.nextInt(9));
            case "Date" -> "2026-0%d-01".formatted(1 + random.nextInt(9));
            case "Duration" -> "PT%dH".formatted(random.nextInt(48));
            case "Decimal" -> "%d.50".formatted(random.nextInt(99));
            case "Long" -> random.nextInt(1_000);
            case "Locale" -> List.of("ja-JP", "en", "zh-Hant-TW").get(random.nextInt(3));
            case "CountryCode" -> List.of("JP", "DE", "SG").get(random.nextInt(3));
            default -> TEXTS.get(random.nextInt(TEXTS.size()));
        };
    }

    static String literal(GraphQLType type, @Nullable Object value) {
        if (value == null) {
            return "null";
        }
        return switch (type) {
            case GraphQLNonNull nonNull -> literal(nonNull.getWrappedType(), value);
            case GraphQLList list ->
                ((List<?>) value)
                        .stream()
                                .map(element -> literal(list.getWrappedType(), element))
                                .collect(Collectors.joining(", ", "[", "]"));
            case GraphQLInputObjectType input ->
                ((Map<?, ?>) value)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ": "
                                        + literal(
                                                input.getField((String) entry.getKey())
                                                        .getType(),
                                                entry.getValue()))
                                .collect(Collectors.joining(", ", "{", "}"));
            case GraphQLEnumType enumType -> value.toString();
            default -> JSON.writeValueAsString(value);
        };
    }
}
