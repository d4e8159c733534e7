package docket.platform.graph;

import graphql.language.Argument;
import graphql.language.ArrayValue;
import graphql.language.BooleanValue;
import graphql.language.Definition;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.FieldDefinition;
import graphql.language.IntValue;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.StringValue;
import graphql.language.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Writes {@code @listSize} to every list of the schema that does not say itself how long it is taken to be: a list that is paged has as many rows
 * as {@code first} or {@code last} says, and no list of objects is for nothing.
 */
final class ListSizes {
    static final String LIST_SIZE = "listSize";
    static final int DEFAULT_PAGE = 25;
    /** Of lists that are not paged: the measures of a decision, the steps of a procedure. */
    private static final int UNPAGED = 5;

    private final Set<String> objects;

    /** @param objects the names of types that have fields */
    ListSizes(Set<String> objects) {
        this.objects = objects;
    }

    Document in(Document file) {
        return file.transform(builder -> builder.definitions(
                file.getDefinitions().stream().map(this::sized).toList()));
    }

    @SuppressWarnings("rawtypes")
    private Definition sized(Definition definition) {
        return switch (definition) {
            case ObjectTypeExtensionDefinition type ->
                type.transformExtension(builder -> builder.fieldDefinitions(fields(type)));
            case ObjectTypeDefinition type -> type.transform(builder -> builder.fieldDefinitions(fields(type)));
            default -> definition;
        };
    }

    private List<FieldDefinition> fields(ObjectTypeDefinition type) {
        return type.getFieldDefinitions().stream()
                .map(field -> type.getName().endsWith("Connection") ? field : sized(field))
                .toList();
    }

    private FieldDefinition sized(FieldDefinition field) {
        if (!field.getDirectives(LIST_SIZE).isEmpty()) {
            return field;
        }
        if (field.getInputValueDefinitions().stream()
                .anyMatch(argument -> argument.getName().equals("first"))) {
            return paged(field);
        }
        return isList(field.getType()) && objects.contains(Definitions.named(field.getType()))
                ? with(field, argument("assumedSize", UNPAGED))
                : field;
    }

    private static FieldDefinition paged(FieldDefinition field) {
        var slicing = field.getInputValueDefinitions().stream()
                .map(argument -> argument.getName())
                .filter(Set.of("first", "last")::contains)
                .toList();
        var arguments = new java.util.ArrayList<>(List.of(
                argument("assumedSize", DEFAULT_PAGE), argument("slicingArguments", slicing.toArray(String[]::new))));
        if (Definitions.named(field.getType()).endsWith("Connection")) {
            arguments.add(argument("sizedFields", "edges", "nodes"));
        }
        arguments.add(Argument.newArgument("requireOneSlicingArgument", BooleanValue.of(false))
                .build());
        return with(field, arguments.toArray(Argument[]::new));
    }

    private static FieldDefinition with(FieldDefinition field, Argument... arguments) {
        return field.transform(builder -> builder.directive(Directive.newDirective()
                .name(LIST_SIZE)
                .arguments(Arrays.asList(arguments))
                .build()));
    }

    private static Argument argument(String name, int value) {
        return Argument.newArgument(name, IntValue.of(value)).build();
    }

    private static Argument argument(String name, String... values) {
        var array = ArrayValue.newArrayValue()
                .values(Arrays.stream(values)
                        .<graphql.language.Value>map(StringValue::of)
                        .toList())
                .build();
        return Argument.newArgument(name, array).build();
    }

    private static boolean isList(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> isList(nonNull.getType());
            case ListType list -> true;
            default -> false;
        };
    }
}
