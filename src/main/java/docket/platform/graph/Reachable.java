package docket.platform.graph;

import graphql.language.DirectiveDefinition;
import graphql.language.FieldDefinition;
import graphql.language.InputObjectTypeDefinition;
import graphql.language.InputValueDefinition;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.language.SDLDefinition;
import graphql.language.SDLNamedDefinition;
import graphql.language.TypeName;
import graphql.language.UnionTypeDefinition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The names of what a document can come to from the roots. */
final class Reachable {
    private final Map<String, SDLDefinition<?>> definitions;
    private final Set<String> found = new LinkedHashSet<>();

    Reachable(List<SDLDefinition<?>> definitions) {
        this.definitions = definitions.stream()
                .filter(SDLNamedDefinition.class::isInstance)
                .collect(Collectors.toMap(
                        definition -> ((SDLNamedDefinition<?>) definition).getName(), definition -> definition));
    }

    Set<String> names() {
        Definitions.ROOTS.forEach(this::visit);
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
                Definitions.implementations(definitions.values(), name).forEach(this::visit);
            }
            case UnionTypeDefinition type -> type.getMemberTypes().forEach(member -> visit(Definitions.named(member)));
            case InputObjectTypeDefinition type -> inputs(type.getInputValueDefinitions());
            default -> {
                // scalars and enums lead nowhere
            }
        }
    }

    private void fields(List<FieldDefinition> fields) {
        for (var field : fields) {
            visit(Definitions.named(field.getType()));
            inputs(field.getInputValueDefinitions());
        }
    }

    private void inputs(List<InputValueDefinition> inputs) {
        inputs.forEach(input -> visit(Definitions.named(input.getType())));
    }
}
