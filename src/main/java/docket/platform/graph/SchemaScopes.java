package docket.platform.graph;

import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import graphql.language.EnumTypeDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which scopes each part of the schema takes, and what is left of the schema for callers who have some of them. What is not left is neither valid nor
 * introspected, since it is not there; this is the only place that withholds a field.
 */
final class SchemaScopes {
    private static final Set<String> ROWS = Set.of("nodes", "node");

    private final Definitions definitions;

    SchemaScopes(Definitions definitions) {
        this.definitions = definitions;
    }

    /** All that whoever sees values of a type has to have; none: they are no objects, or parts of others. A list takes what its rows take. */
    Set<Scope> of(String type) {
        var object = definitions.objects().get(type);
        if (object == null) {
            return Set.of();
        }
        var own = Requires.on(object);
        if (!own.isEmpty() || !isList(type)) {
            return own;
        }
        return object.getFieldDefinitions().stream()
                .filter(field -> ROWS.contains(field.getName()))
                .flatMap(field -> of(Definitions.named(field.getType())).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static boolean isList(String type) {
        return type.endsWith("Connection") || type.endsWith("Edge");
    }

    TypeDefinitionRegistry seenWith(Scopes scopes) {
        var left = new ArrayList<SDLDefinition<?>>();
        definitions.objects().values().stream()
                .filter(type -> isSeen(type.getName(), scopes))
                .map(type -> reduced(type, scopes))
                .filter(type -> !type.getFieldDefinitions().isEmpty())
                .forEach(left::add);
        definitions.others().stream()
                .map(definition -> reduced(definition, scopes))
                .forEach(left::add);
        var reachable = new Reachable(left).names();
        left.removeIf(definition ->
                definition instanceof SDLNamedDefinition<?> named && !reachable.contains(named.getName()));
        return Definitions.registry(left);
    }

    private ObjectTypeDefinition reduced(ObjectTypeDefinition type, Scopes scopes) {
        return type.transform(builder -> builder.fieldDefinitions(reduced(type.getFieldDefinitions(), scopes)));
    }

    private SDLDefinition<?> reduced(SDLDefinition<?> definition, Scopes scopes) {
        return switch (definition) {
            case InterfaceTypeDefinition type ->
                type.transform(builder -> builder.definitions(reduced(type.getFieldDefinitions(), scopes)));
            case UnionTypeDefinition type ->
                type.transform(builder -> builder.memberTypes(type.getMemberTypes().stream()
                        .filter(member -> isSeen(Definitions.named(member), scopes))
                        .toList()));
            case EnumTypeDefinition type
            when type.getName().equals(Scope.class.getSimpleName()) ->
                type.transform(builder -> builder.enumValueDefinitions(type.getEnumValueDefinitions().stream()
                        .filter(value -> scopes.has(Scope.valueOf(value.getName())))
                        .toList()));
            case InputObjectTypeDefinition type ->
                type.transform(
                        builder -> builder.inputValueDefinitions(granted(type.getInputValueDefinitions(), scopes)));
            default -> definition;
        };
    }

    private List<FieldDefinition> reduced(List<FieldDefinition> fields, Scopes scopes) {
        return fields.stream()
                .filter(field ->
                        isGranted(Requires.on(field), scopes) && isSeen(Definitions.named(field.getType()), scopes))
                .map(field -> field.transform(
                        builder -> builder.inputValueDefinitions(granted(field.getInputValueDefinitions(), scopes))))
                .toList();
    }

    private static List<InputValueDefinition> granted(List<InputValueDefinition> inputs, Scopes scopes) {
        return inputs.stream()
                .filter(input -> isGranted(Requires.on(input), scopes))
                .toList();
    }

    /** A union is seen as long as one of its types is. */
    private boolean isSeen(String type, Scopes scopes) {
        var members = definitions.members(type);
        return members.isEmpty()
                ? isGranted(of(type), scopes)
                : members.stream().anyMatch(member -> isSeen(member, scopes));
    }

    private static boolean isGranted(Set<Scope> required, Scopes scopes) {
        return required.stream().allMatch(scopes::has);
    }
}
