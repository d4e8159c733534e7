package docket.platform.graph;

import docket.platform.request.Scope;
import graphql.execution.CoercedVariables;
import graphql.language.ArrayValue;
import graphql.language.Field;
import graphql.language.NullValue;
import graphql.language.ObjectValue;
import graphql.language.Value;
import graphql.language.VariableReference;
import graphql.schema.GraphQLDirectiveContainer;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectField;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLTypeUtil;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an operation compares with personal data, though it may select none: whoever finds a row by an address has read it. Told by the document as it is
 * compiled; what stands in variables is looked for in these alone, and only where their types have such a field.
 */
final class PersonalInputs {
    private static final String FILTER = "Filter";

    /** The types of inputs that have such a field, or lead to one. */
    private final Set<String> leading = new HashSet<>();

    PersonalInputs(GraphQLSchema schema) {
        var types = schema.getAllTypesAsList().stream()
                .filter(GraphQLInputObjectType.class::isInstance)
                .map(GraphQLInputObjectType.class::cast)
                .toList();
        var grows = true;
        while (grows) {
            grows = false;
            for (var type : types) {
                grows |= leads(type) && leading.add(type.getName());
            }
        }
    }

    private boolean leads(GraphQLInputObjectType type) {
        return type.getFields().stream().anyMatch(field -> isPersonal(field) || leading(field.getType()) != null);
    }

    private static boolean isPersonal(GraphQLDirectiveContainer input) {
        return Requires.isOn(input, Scope.PERSONAL_DATA_READ);
    }

    private @Nullable GraphQLInputObjectType leading(GraphQLInputType type) {
        return GraphQLTypeUtil.unwrapAll(type) instanceof GraphQLInputObjectType object
                        && leading.contains(object.getName())
                ? object
                : null;
    }

    /**
     * A variable that may say more.
     *
     * @param place what it compares with by being there; null: that stands in its value, of this type
     */
    record Open(
            String variable,
            @Nullable String place,
            @Nullable GraphQLInputObjectType type) {}

    /** @param told gets what the field's arguments compare with, as {@code Type.field}; {@code open} the rest */
    void collect(
            String parentType,
            GraphQLFieldDefinition definition,
            Field field,
            Collection<String> told,
            Collection<Open> open) {
        for (var given : field.getArguments()) {
            var argument = definition.getArgument(given.getName());
            if (argument != null) {
                var place = isPersonal(argument)
                        ? "%s.%s.%s".formatted(parentType, field.getName(), argument.getName())
                        : null;
                collect(place, argument.getType(), given.getValue(), told, open);
            }
        }
    }

    private void collect(
            @Nullable String place,
            GraphQLInputType type,
            Value<?> value,
            Collection<String> told,
            Collection<Open> open) {
        var object = leading(type);
        if (value instanceof NullValue || (place == null && object == null)) {
            return;
        }
        if (value instanceof VariableReference variable) {
            open.add(new Open(variable.getName(), place, object));
        } else if (place != null) {
            told.add(place);
        } else if (value instanceof ArrayValue array) {
            array.getValues().forEach(element -> collect(null, type, element, told, open));
        } else if (value instanceof ObjectValue fields && object != null) {
            for (var given : fields.getObjectFields()) {
                var field = object.getField(given.getName());
                if (field != null) {
                    collect(place(object, field), field.getType(), given.getValue(), told, open);
                }
            }
        }
    }

    private static @Nullable String place(GraphQLInputObjectType type, GraphQLInputObjectField field) {
        return isPersonal(field) ? type.getName() + "." + field.getName() : null;
    }

    /** @param told gets what these values of the open variables compare with */
    void collect(List<Open> open, CoercedVariables variables, Collection<String> told) {
        for (var one : open) {
            var value = variables.get(one.variable());
            if (value != null && one.place() != null) {
                told.add(one.place());
            } else if (value != null && one.type() != null) {
                collect(one.type(), value, told);
            }
        }
    }

    private void collect(GraphQLInputObjectType type, Object value, Collection<String> told) {
        if (value instanceof Collection<?> elements) {
            elements.forEach(element -> {
                if (element != null) {
                    collect(type, element, told);
                }
            });
        } else if (value instanceof Map<?, ?> fields) {
            fields.forEach((name, given) -> {
                var field = given == null ? null : type.getField(String.valueOf(name));
                if (field != null) {
                    collect(type, field, given, told);
                }
            });
        }
    }

    private void collect(
            GraphQLInputObjectType type, GraphQLInputObjectField field, Object value, Collection<String> told) {
        var place = place(type, field);
        var inner = leading(field.getType());
        if (place != null) {
            told.add(place);
        } else if (inner != null) {
            collect(inner, value, told);
        }
    }

    /** The type whose rows a comparison finds; null: it is none of a filter. */
    static @Nullable String found(String place) {
        var dot = place.indexOf('.');
        return place.startsWith(FILTER + ".", dot - FILTER.length()) ? place.substring(0, dot - FILTER.length()) : null;
    }
}
