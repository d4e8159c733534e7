package docket.guards;

import graphql.language.Description;
import graphql.language.Directive;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ListType;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.ScalarTypeDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The elements of the {@code .graphqls} files, each with the place where it stands. */
final class SchemaFiles {
    static final Path FOLDER = Path.of("graphql");

    private SchemaFiles() {}

    enum Kind {
        TYPE,
        FIELD,
        ARGUMENT,
        INPUT_FIELD,
        ENUM_VALUE
    }

    /**
     * @param place such as {@code Case.events.first}
     * @param type the named type of a field, argument or input field
     */
    record Element(
            Kind kind,
            String place,
            String name,
            @Nullable String type,
            @Nullable String description,
            List<Directive> directives) {}

    static List<Path> files() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".graphqls"))
                    .sorted()
                    .toList();
        }
    }

    static List<Element> elements() throws IOException {
        var elements = new ArrayList<Element>();
        for (var file : files()) {
            elements.addAll(elements(Files.readString(file)));
        }
        return elements;
    }

    static List<Element> elements(String sdl) {
        var elements = new ArrayList<Element>();
        for (var definition : Parser.parse(sdl).getDefinitions()) {
            switch (definition) {
                case ObjectTypeExtensionDefinition extension ->
                    fields(extension.getName(), extension.getFieldDefinitions(), elements);
                case ObjectTypeDefinition type -> {
                    type(type.getName(), type.getDescription(), elements);
                    fields(type.getName(), type.getFieldDefinitions(), elements);
                }
                case InterfaceTypeDefinition type -> {
                    type(type.getName(), type.getDescription(), elements);
                    fields(type.getName(), type.getFieldDefinitions(), elements);
                }
                case InputObjectTypeDefinition type -> {
                    type(type.getName(), type.getDescription(), elements);
                    inputs(Kind.INPUT_FIELD, type.getName(), type.getInputValueDefinitions(), elements);
                }
                case EnumTypeDefinition type -> {
                    type(type.getName(), type.getDescription(), elements);
                    type.getEnumValueDefinitions()
                            .forEach(value -> elements.add(new Element(
                                    Kind.ENUM_VALUE,
                                    type.getName() + "." + value.getName(),
                                    value.getName(),
                                    null,
                                    text(value.getDescription()),
                                    value.getDirectives())));
                }
                case UnionTypeDefinition type -> type(type.getName(), type.getDescription(), elements);
                case ScalarTypeDefinition type -> type(type.getName(), type.getDescription(), elements);
                default -> {
                    // the schema itself; nothing to name
                }
            }
        }
        return elements;
    }

    private static void type(String name, @Nullable Description description, List<Element> into) {
        into.add(new Element(Kind.TYPE, name, name, null, text(description), List.of()));
    }

    private static void fields(String type, List<FieldDefinition> fields, List<Element> into) {
        for (var field : fields) {
            var place = type + "." + field.getName();
            into.add(new Element(
                    Kind.FIELD,
                    place,
                    field.getName(),
                    named(field.getType()),
                    text(field.getDescription()),
                    field.getDirectives()));
            inputs(Kind.ARGUMENT, place, field.getInputValueDefinitions(), into);
        }
    }

    private static void inputs(Kind kind, String owner, List<InputValueDefinition> values, List<Element> into) {
        values.forEach(value -> into.add(new Element(
                kind,
                owner + "." + value.getName(),
                value.getName(),
                named(value.getType()),
                text(value.getDescription()),
                value.getDirectives())));
    }

    private static String named(Type<?> type) {
        return switch (type) {
            case NonNullType nonNull -> named(nonNull.getType());
            case ListType list -> named(list.getType());
            case TypeName name -> name.getName();
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private static @Nullable String text(@Nullable Description description) {
        return description == null ? null : description.getContent();
    }
}
