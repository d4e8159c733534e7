package docket.platform.graph;

import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNamedType;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the Java type of a record component holds what a field of the schema promises. */
final class ComponentKinds {
    private static final Map<String, Set<Class<?>>> SCALARS = Map.ofEntries(
            Map.entry("ID", Set.of(UUID.class, String.class)),
            Map.entry("String", Set.of(String.class, LocalTime.class)),
            Map.entry("Int", Set.of(int.class, Integer.class, short.class, Short.class)),
            Map.entry("Long", Set.of(long.class, Long.class, int.class, Integer.class)),
            Map.entry("Float", Set.of(double.class, Double.class)),
            Map.entry("Boolean", Set.of(boolean.class, Boolean.class)),
            Map.entry("DateTime", Set.of(Instant.class)),
            Map.entry("Date", Set.of(LocalDate.class)),
            Map.entry("Duration", Set.of(Duration.class, String.class)),
            Map.entry("Decimal", Set.of(BigDecimal.class)),
            Map.entry("Locale", Set.of(String.class)),
            Map.entry("CountryCode", Set.of(String.class)));

    private ComponentKinds() {}

    /** Says what differs; null when nothing does. */
    static @Nullable String difference(GraphQLType promised, Type held) {
        var type = GraphQLTypeUtil.unwrapNonNull(promised);
        if (type instanceof GraphQLList list) {
            return held instanceof ParameterizedType generic && generic.getRawType() == List.class
                    ? difference(list.getWrappedType(), generic.getActualTypeArguments()[0])
                    : "a list in the schema, but %s in its record".formatted(name(held));
        }
        return matches(type, held)
                ? null
                : "%s in the schema, but %s in its record".formatted(((GraphQLNamedType) type).getName(), name(held));
    }

    private static boolean matches(GraphQLType type, Type held) {
        return switch (type) {
            case GraphQLScalarType scalar ->
                SCALARS.getOrDefault(scalar.getName(), Set.of()).contains(held);
            case GraphQLEnumType ignored -> held == String.class || (held instanceof Class<?> java && java.isEnum());
            default ->
                !(held instanceof Class<?> java) || SCALARS.values().stream().noneMatch(set -> set.contains(java));
        };
    }

    private static String name(Type held) {
        return held instanceof Class<?> java ? java.getSimpleName() : held.getTypeName();
    }
}
