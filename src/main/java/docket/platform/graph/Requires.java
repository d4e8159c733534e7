package docket.platform.graph;

import docket.platform.request.Scope;
import graphql.language.DirectivesContainer;
import graphql.language.EnumValue;
import graphql.schema.GraphQLDirectiveContainer;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The directive {@code @requires(scope:)}, read off an element of the schema. */
final class Requires {
    private static final String NAME = "requires";
    private static final String SCOPE = "scope";

    private Requires() {}

    /** What an element says itself; empty: nothing. */
    static Set<Scope> on(DirectivesContainer<?> element) {
        return element.getDirectives(NAME).stream()
                .map(directive -> (EnumValue)
                        Objects.requireNonNull(directive.getArgument(SCOPE)).getValue())
                .map(scope -> Scope.valueOf(scope.getName()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether an element of a schema that has been made takes a scope. */
    static boolean isOn(GraphQLDirectiveContainer element, Scope scope) {
        return element.getAppliedDirectives(NAME).stream()
                .map(directive ->
                        Objects.requireNonNull(directive.getArgument(SCOPE)).<Object>getValue())
                .anyMatch(value -> scope.name().equals(String.valueOf(value)));
    }
}
