package docket.platform.graph;

import docket.platform.request.Scope;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NonNullType;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.UnionTypeDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether every part of the schema says which scopes it takes, and no way leads past what a part says: what says nothing would be open to all. */
final class ScopeCheck {
    private static final String FILTER = "Filter";
    /** They tell nothing without what they belong to. */
    private static final Set<String> PARTS = Set.of("PageInfo", "TotalCount", "Permission");

    private final Definitions definitions;
    private final SchemaScopes scopes;
    private final List<String> problems = new ArrayList<>();

    ScopeCheck(Definitions definitions, SchemaScopes scopes) {
        this.definitions = definitions;
        this.scopes = scopes;
    }

    /** One sentence each. */
    List<String> problems() {
        for (var type : definitions.objects().values()) {
            var taken = scopes.of(type.getName());
            if (taken.isEmpty() && !isRoot(type.getName()) && !PARTS.contains(type.getName())) {
                problems.add("%s requires no scope".formatted(type.getName()));
            }
            type.getFieldDefinitions().forEach(field -> check(type.getName(), taken, field));
        }
        definitions.others().forEach(this::checkPossibleTypes);
        definitions.others().stream()
                .filter(InputObjectTypeDefinition.class::isInstance)
                .map(InputObjectTypeDefinition.class::cast)
                .forEach(this::checkFilter);
        return problems;
    }

    private static boolean isRoot(String type) {
        return Definitions.ROOTS.contains(type);
    }

    private void check(String type, Set<Scope> ofType, FieldDefinition field) {
        var place = type + "." + field.getName();
        var own = Requires.on(field);
        var behind = scopes.of(Definitions.named(field.getType()));
        if (isRoot(type) && own.isEmpty()) {
            problems.add("%s requires no scope".formatted(place));
        } else if (!(own.isEmpty() ? ofType : own).containsAll(behind)) {
            problems.add("%s leads to what requires %s, and does not say so".formatted(place, told(behind)));
        }
        if (!isRoot(type) && !own.isEmpty() && field.getType() instanceof NonNullType) {
            problems.add("%s is not there for everybody, so it has to be nullable".formatted(place));
        }
        field.getInputValueDefinitions().stream()
                .filter(argument -> !Requires.on(argument).isEmpty() && isObligatory(argument))
                .forEach(argument -> problems.add("%s.%s is not there for everybody, so it cannot be obligatory"
                        .formatted(place, argument.getName())));
    }

    private static boolean isObligatory(InputValueDefinition argument) {
        return argument.getType() instanceof NonNullType && argument.getDefaultValue() == null;
    }

    /** Whoever may compare with a value can find out what it is. */
    private void checkFilter(InputObjectTypeDefinition input) {
        var type = definitions.objects().get(input.getName().replaceFirst(FILTER + "$", ""));
        if (type == null || !input.getName().endsWith(FILTER)) {
            return;
        }
        for (var compared : input.getInputValueDefinitions()) {
            type.getFieldDefinitions().stream()
                    .filter(field -> field.getName().equals(compared.getName()))
                    .filter(field -> !Requires.on(compared).containsAll(Requires.on(field)))
                    .forEach(field -> problems.add("%s.%s compares with what requires %s, and does not say so"
                            .formatted(input.getName(), compared.getName(), told(Requires.on(field)))));
        }
    }

    /** A value of a type that is not left would be a defect for whoever asks; a Node is looked up by types that are. */
    private void checkPossibleTypes(SDLDefinition<?> definition) {
        var possible = switch (definition) {
            case UnionTypeDefinition union -> definitions.members(union.getName());
            case InterfaceTypeDefinition type
            when !type.getName().equals("Node") -> definitions.implementations(type.getName());
            default -> List.<String>of();
        };
        if (possible.stream().map(scopes::of).distinct().count() > 1) {
            problems.add("The types of %s require different scopes"
                    .formatted(((SDLNamedDefinition<?>) definition).getName()));
        }
    }

    private static String told(Set<Scope> scopes) {
        return scopes.stream().map(Scope::name).collect(Collectors.joining(" and "));
    }
}
