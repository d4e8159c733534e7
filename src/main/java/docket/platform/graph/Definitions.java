package docket.platform.graph;

import graphql.language.Document;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.OperationTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.Type;
import graphql.language.UnionTypeDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What all files of the schema define together; what extends a type is a part of it.
 *
 * @param objects by name
 */
record Definitions(Map<String, ObjectTypeDefinition> objects, List<SDLDefinition<?>> others) {
    static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");

    static Definitions of(List<Document> files) {
        var objects = new LinkedHashMap<String, ObjectTypeDefinition>();
        var extensions = new ArrayList<ObjectTypeExtensionDefinition>();
        var others = new ArrayList<SDLDefinition<?>>();
        files.stream().flatMap(file -> file.getDefinitions().stream()).forEach(definition -> {
            switch (definition) {
                case ObjectTypeExtensionDefinition extension -> extensions.add(extension);
                case ObjectTypeDefinition object -> objects.put(object.getName(), object);
                default -> others.add((SDLDefinition<?>) definition);
            }
        });
        extensions.forEach(extension -> extend(objects, extension));
        return new Definitions(objects, others);
    }

    private static void extend(Map<String, ObjectTypeDefinition> objects, ObjectTypeExtensionDefinition extension) {
        var type = objects.get(extension.getName());
        if (type == null) {
            throw new IllegalStateException("%s is extended, but not declared".formatted(extension.getName()));
        }
        var fields = new ArrayList<>(type.getFieldDefinitions());
        fields.addAll(extension.getFieldDefinitions());
        objects.put(type.getName(), type.transform(builder -> builder.fieldDefinitions(fields)));
    }

    /** The types of a union; none: it is no union. */
    List<String> members(String name) {
        return others.stream()
                .filter(UnionTypeDefinition.class::isInstance)
                .map(UnionTypeDefinition.class::cast)
                .filter(union -> union.getName().equals(name))
                .map(union ->
                        union.getMemberTypes().stream().map(Definitions::named).toList())
                .findFirst()
                .orElse(List.of());
    }

    List<String> implementations(String type) {
        return implementations(objects.values(), type);
    }

    static List<String> implementations(Collection<? extends SDLDefinition<?>> definitions, String type) {
        return definitions.stream()
                .filter(ObjectTypeDefinition.class::isInstance)
                .map(ObjectTypeDefinition.class::cast)
                .filter(object -> object.getImplements().stream()
                        .anyMatch(parent -> named(parent).equals(type)))
                .map(ObjectTypeDefinition::getName)
                .toList();
    }

    /** The name of a type without what says that it is a list or never null. */
    static String named(Type<?> type) {
        return TypeInfo.typeInfo(type).getName();
    }

    TypeDefinitionRegistry registry() {
        var all = new ArrayList<SDLDefinition<?>>(objects.values());
        all.addAll(others);
        return registry(all);
    }

    /** Features may add nothing to a root, or nothing that the caller may use: then it is left out. */
    static TypeDefinitionRegistry registry(List<SDLDefinition<?>> definitions) {
        var kept = new ArrayList<>(definitions);
        kept.removeIf(definition -> definition instanceof ObjectTypeDefinition type
                && type.getFieldDefinitions().isEmpty());
        var names = kept.stream()
                .filter(SDLNamedDefinition.class::isInstance)
                .map(definition -> ((SDLNamedDefinition<?>) definition).getName())
                .collect(Collectors.toSet());
        kept.replaceAll(definition ->
                definition instanceof SchemaDefinition schema ? withRootsAmong(schema, names) : definition);
        var registry = new TypeDefinitionRegistry();
        registry.addAll(kept.stream()
                        .<SDLDefinition>map(definition -> definition)
                        .toList())
                .ifPresent(error -> {
                    throw new IllegalStateException(error.getMessage());
                });
        return registry;
    }

    private static SchemaDefinition withRootsAmong(SchemaDefinition schema, Set<String> names) {
        return schema.transform(
                builder -> builder.operationTypeDefinitions(schema.getOperationTypeDefinitions().stream()
                        .filter((OperationTypeDefinition root) ->
                                names.contains(root.getTypeName().getName()))
                        .toList()));
    }
}
