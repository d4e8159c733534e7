package docket.platform.graph;

import docket.platform.request.Scope;
import docket.platform.request.Scopes;
import graphql.language.DirectiveDefinition;
import graphql.language.DirectivesContainer;
import graphql.language.Document;
import graphql.language.EnumTypeDefinition;
import graphql.language.EnumValue;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NonNullType;
import graphql.language.ObjectTypeDefinition;
import graphql.language.ObjectTypeExtensionDefinition;
import graphql.language.OperationTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.SchemaDefinition;
import graphql.language.Type;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.TypeInfo;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @requires} says: which scope each part of the schema takes, and what is left of the schema for callers who have some of them. What is
 * not left is neither valid nor introspected, since it is not there; this is the only place that withholds a field.
 */
final class SchemaScopes {
    private static final String REQUIRES = "requires";
    private static final String FILTER = "Filter";
    private static final Set<String> ROOTS = Set.of("Query", "Mutation", "Subscription");
    /** They tell nothing without what they belong to. */
    private static final Set<String> PARTS = Set.of("PageInfo", "TotalCount", "Permission");

    private final Map<String, ObjectTypeDefinition> objects = new LinkedHashMap<>();
    private final List<SDLDefinition<?>> others = new ArrayList<>();

    /** @param files of the schema; what extends a type becomes a part of it */
    SchemaScopes(List<Document> files) {
        var definitions = files.stream()
                .flatMap(file -> file.getDefinitions().stream())
                .map(definition -> (SDLDefinition<?>) definition)
                .toList();
        for (var definition : definitions) {
            if (definition instanceof ObjectTypeDefinition object
                    && !(definition instanceof ObjectTypeExtensionDefinition)) {
                objects.put(object.getName(), object);
            } else if (!(definition instanceof ObjectTypeExtensionDefinition)) {
                others.add(definition);
            }
        }
        definitions.stream()
                .filter(ObjectTypeExtensionDefinition.class::isInstance)
                .map(ObjectTypeExtensionDefinition.class::cast)
                .forEach(this::extend);
    }

    private void extend(ObjectTypeExtensionDefinition extension) {
        var type = objects.get(extension.getName());
        if (type == null) {
            throw new IllegalStateException("%s is extended, but not declared".formatted(extension.getName()));
        }
        var fields = new ArrayList<>(type.getFieldDefinitions());
        fields.addAll(extension.getFieldDefinitions());
        objects.put(type.getName(), type.transform(builder -> builder.fieldDefinitions(fields)));
    }

    TypeDefinitionRegistry whole() {
        var definitions = new ArrayList<SDLDefinition<?>>(objects.values());
        definitions.addAll(others);
        return registry(withoutEmptyRoots(definitions));
    }

    TypeDefinitionRegistry seenWith(Scopes scopes) {
        var left = new ArrayList<SDLDefinition<?>>();
        objects.values().stream()
                .filter(type -> isVisible(type.getName(), scopes))
                .map(type -> reduced(type, scopes))
                .filter(type -> !type.getFieldDefinitions().isEmpty())
                .forEach(left::add);
        others.stream().map(definition -> reduced(definition, scopes)).forEach(left::add);
        var reachable = new Reachable(left).names();
        left.removeIf(definition ->
                definition instanceof SDLNamedDefinition<?> named && !reachable.contains(named.getName()));
        return registry(withoutEmptyRoots(left));
    }

    /** Features may add nothing to a root, or nothing that the caller may use. */
    private static List<SDLDefinition<?>> withoutEmptyRoots(List<SDLDefinition<?>> definitions) {
        var kept = new ArrayList<>(definitions);
        kept.removeIf(definition -> definition instanceof ObjectTypeDefinition type
                && type.getFieldDefinitions().isEmpty());
        var names = kept.stream()
                .filter(SDLNamedDefinition.class::isInstance)
                .map(definition -> ((SDLNamedDefinition<?>) definition).getName())
                .collect(Collectors.toSet());
        kept.replaceAll(definition ->
                definition instanceof SchemaDefinition schema ? withRootsAmong(schema, names) : definition);
        return kept;
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
                        .filter(member -> isVisible(named(member), scopes))
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

    private static List<InputValueDefinition> granted(List<InputValueDefinition> inputs, Scopes scopes) {
        return inputs.stream()
                .filter(input -> isGranted(required(input), scopes))
                .toList();
    }

    private List<FieldDefinition> reduced(List<FieldDefinition> fields, Scopes scopes) {
        return fields.stream()
                .filter(field -> isGranted(required(field), scopes) && isVisible(named(field.getType()), scopes))
                .map(field -> field.transform(
                        builder -> builder.inputValueDefinitions(granted(field.getInputValueDefinitions(), scopes))))
                .toList();
    }

    private boolean isVisible(String type, Scopes scopes) {
        return members(type)
                .map(members -> members.stream().anyMatch(member -> isVisible(member, scopes)))
                .orElseGet(() -> {
                    var scope = scopeOf(type);
                    return scope == null || (scopes.has(scope) && isGranted(ownScopes(type), scopes));
                });
    }

    private Optional<List<String>> members(String type) {
        return others.stream()
                .filter(UnionTypeDefinition.class::isInstance)
                .map(UnionTypeDefinition.class::cast)
                .filter(union -> union.getName().equals(type))
                .map(union ->
                        union.getMemberTypes().stream().map(SchemaScopes::named).toList())
                .findFirst();
    }

    private Set<Scope> ownScopes(String type) {
        var object = objects.get(type);
        return object == null ? Set.of() : required(object);
    }

    private static boolean isGranted(Set<Scope> required, Scopes scopes) {
        return required.stream().allMatch(scopes::has);
    }

    private static SchemaDefinition withRootsAmong(SchemaDefinition schema, Set<String> names) {
        return schema.transform(
                builder -> builder.operationTypeDefinitions(schema.getOperationTypeDefinitions().stream()
                        .filter((OperationTypeDefinition root) ->
                                names.contains(root.getTypeName().getName()))
                        .toList()));
    }

    /** The scope that objects of a type take; null: they are no objects, or parts of others. A list takes what its rows take. */
    private @Nullable Scope scopeOf(String type) {
        var object = objects.get(type);
        if (object == null) {
            return null;
        }
        var own = required(object);
        if (!own.isEmpty() || !isList(type)) {
            return own.stream().findFirst().orElse(null);
        }
        return object.getFieldDefinitions().stream()
                .filter(field -> Set.of("nodes", "node").contains(field.getName()))
                .map(field -> scopeOf(named(field.getType())))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    private static boolean isList(String type) {
        return type.endsWith("Connection") || type.endsWith("Edge");
    }

    /** Whether a field of a schema takes a scope. */
    static boolean requires(GraphQLFieldDefinition field, Scope scope) {
        return field.getAppliedDirectives(REQUIRES).stream()
                .map(directive ->
                        Objects.requireNonNull(directive.getArgument("scope")).<Object>getValue())
                .anyMatch(value -> scope.name().equals(String.valueOf(value)));
    }

    private static Set<Scope> required(DirectivesContainer<?> element) {
        return element.getDirectives(REQUIRES).stream()
                .map(directive -> (EnumValue)
                        Objects.requireNonNull(directive.getArgument("scope")).getValue())
                .map(scope -> Scope.valueOf(scope.getName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    static String named(Type<?> type) {
        return TypeInfo.typeInfo(type).getName();
    }

    private static TypeDefinitionRegistry registry(List<SDLDefinition<?>> definitions) {
        var registry = new TypeDefinitionRegistry();
        registry.addAll(definitions.stream()
                        .<SDLDefinition>map(definition -> definition)
                        .toList())
                .ifPresent(error -> {
                    throw new IllegalStateException(error.getMessage());
                });
        return registry;
    }

    /** Everything undeclared, one sentence each: what says nothing would be open to all. */
    List<String> problems() {
        var problems = new ArrayList<String>();
        for (var type : objects.values()) {
            var scope = scopeOf(type.getName());
            if (scope == null && !ROOTS.contains(type.getName()) && !PARTS.contains(type.getName())) {
                problems.add("%s requires no scope".formatted(type.getName()));
            }
            type.getFieldDefinitions().forEach(field -> check(type.getName(), scope, field, problems));
        }
        others.forEach(definition -> checkMembers(definition, problems));
        others.stream()
                .filter(InputObjectTypeDefinition.class::isInstance)
                .map(InputObjectTypeDefinition.class::cast)
                .forEach(input -> checkFilter(input, problems));
        return problems;
    }

    private void check(String type, @Nullable Scope scope, FieldDefinition field, List<String> problems) {
        var place = type + "." + field.getName();
        var own = required(field);
        var behind = scopeOf(named(field.getType()));
        var isRoot = ROOTS.contains(type);
        if (isRoot && own.isEmpty()) {
            problems.add("%s requires no scope".formatted(place));
        } else if (behind != null && !own.contains(behind) && !(own.isEmpty() && behind == scope)) {
            problems.add("%s leads to what requires %s, and does not say so".formatted(place, behind));
        }
        if (!isRoot && !own.isEmpty() && field.getType() instanceof NonNullType) {
            problems.add("%s is not there for everybody, so it has to be nullable".formatted(place));
        }
        field.getInputValueDefinitions().stream()
                .filter(argument -> !required(argument).isEmpty() && isObligatory(argument))
                .forEach(argument -> problems.add("%s.%s is not there for everybody, so it cannot be obligatory"
                        .formatted(place, argument.getName())));
    }

    /** Whoever may compare with a value can find out what it is. */
    private void checkFilter(InputObjectTypeDefinition input, List<String> problems) {
        var type = objects.get(input.getName().replaceFirst(FILTER + "$", ""));
        if (type == null || !input.getName().endsWith(FILTER)) {
            return;
        }
        for (var compared : input.getInputValueDefinitions()) {
            type.getFieldDefinitions().stream()
                    .filter(field -> field.getName().equals(compared.getName()))
                    .filter(field -> !required(compared).containsAll(required(field)))
                    .forEach(field -> problems.add("%s.%s compares with what requires %s, and does not say so"
                            .formatted(input.getName(), compared.getName(), required(field))));
        }
    }

    private static boolean isObligatory(InputValueDefinition argument) {
        return argument.getType() instanceof NonNullType && argument.getDefaultValue() == null;
    }

    /** A value of a type that is not left would be a defect for whoever asks; a Node is looked up by types that are. */
    private void checkMembers(SDLDefinition<?> definition, List<String> problems) {
        List<String> members = switch (definition) {
            case UnionTypeDefinition union -> members(union.getName()).orElse(List.of());
            case InterfaceTypeDefinition type
            when !type.getName().equals("Node") -> Reachable.implementations(objects.values(), type.getName());
            default -> List.of();
        };
        if (members.stream().map(this::scopeOf).distinct().count() > 1) {
            problems.add("The types of %s require different scopes"
                    .formatted(((SDLNamedDefinition<?>) definition).getName()));
        }
    }

    /** The names of what a document can come to from the roots. */
    private static final class Reachable {
        private final Map<String, SDLDefinition<?>> definitions;
        private final Set<String> found = new LinkedHashSet<>();

        Reachable(List<SDLDefinition<?>> definitions) {
            this.definitions = definitions.stream()
                    .filter(SDLNamedDefinition.class::isInstance)
                    .collect(Collectors.toMap(
                            definition -> ((SDLNamedDefinition<?>) definition).getName(), definition -> definition));
        }

        Set<String> names() {
            ROOTS.forEach(this::visit);
            definitions.values().stream()
                    .filter(DirectiveDefinition.class::isInstance)
                    .map(DirectiveDefinition.class::cast)
                    .forEach(directive -> {
                        found.add(directive.getName());
                        inputs(directive.getInputValueDefinitions());
                    });
            return found;
        }

        private void visit(String name) {
            var definition = definitions.get(name);
            if (definition == null || !found.add(name)) {
                return;
            }
            switch (definition) {
                case ObjectTypeDefinition type -> {
                    type.getImplements().forEach(parent -> visit(((TypeName) parent).getName()));
                    fields(type.getFieldDefinitions());
                }
                case InterfaceTypeDefinition type -> {
                    fields(type.getFieldDefinitions());
                    implementations(definitions.values(), name).forEach(this::visit);
                }
                case UnionTypeDefinition type -> type.getMemberTypes().forEach(member -> visit(named(member)));
                case InputObjectTypeDefinition type -> inputs(type.getInputValueDefinitions());
                default -> {
                    // scalars and enums lead nowhere
                }
            }
        }

        private void fields(List<FieldDefinition> fields) {
            for (var field : fields) {
                visit(named(field.getType()));
                inputs(field.getInputValueDefinitions());
            }
        }

        private void inputs(List<InputValueDefinition> inputs) {
            inputs.forEach(input -> visit(named(input.getType())));
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
    }
}
