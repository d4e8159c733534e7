package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which operation of a document is asked for, and with what. */
final class Operations {
    private Operations() {}

    /** @param name null or empty where there is one only */
    static OperationDefinition named(Document document, @Nullable String name) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        var chosen = name == null || name.isEmpty()
                ? operations
                : operations.stream()
                        .filter(operation -> name.equals(operation.getName()))
                        .toList();
        if (chosen.size() != 1) {
            throw new GraphException(
                    ErrorCode.BAD_REQUEST,
                    chosen.isEmpty()
                            ? "The document has no operation%s".formatted(name == null ? "" : " named '" + name + "'")
                            : "The document has several operations: name one in 'operationName'");
        }
        return chosen.getFirst();
    }

    /** Its variables as the schema has them; the one that does not fit is named. */
    static CoercedVariables variables(WiredSchema wired, OperationDefinition operation, Map<String, Object> variables) {
        var definitions = operation.getVariableDefinitions();
        try {
            return coerced(wired, definitions, variables);
        } catch (GraphQLException someVariable) {
            definitions.forEach(definition -> requireCoercible(wired, definition, variables));
            throw new GraphException(
                    ErrorCode.BAD_USER_INPUT, Wording.plain(String.valueOf(someVariable.getMessage())));
        }
    }

    private static void requireCoercible(
            WiredSchema wired, VariableDefinition definition, Map<String, Object> variables) {
        try {
            coerced(wired, List.of(definition), variables);
        } catch (GraphQLException thisVariable) {
            throw Wording.of(definition, thisVariable);
        }
    }

    private static CoercedVariables coerced(
            WiredSchema wired, List<VariableDefinition> definitions, Map<String, Object> variables) {
        return ValuesResolver.coerceVariableValues(
                wired.schema(), definitions, RawVariables.of(variables), GraphQLContext.getDefault(), Locale.ROOT);
    }
}
