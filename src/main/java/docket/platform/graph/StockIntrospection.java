package docket.platform.graph;

import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.execution.preparsed.PreparsedDocumentEntry;
import graphql.language.Definition;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.language.SelectionSet;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** {@code __schema} and {@code __type} read the schema, not the database; GraphQL Java knows how. */
final class StockIntrospection {
    private final GraphQL stock;

    StockIntrospection(GraphQLSchema schema) {
        this.stock = GraphQL.newGraphQL(schema)
                .preparsedDocumentProvider((input, parse) -> {
                    Document document =
                            Objects.requireNonNull(input.getGraphQLContext().get(Document.class));
                    return CompletableFuture.completedFuture(new PreparsedDocumentEntry(document));
                })
                .build();
    }

    /** The values of a plan's introspection fields, by their keys in the answer. */
    Map<String, Object> run(Plan plan, Document document, OperationDefinition operation, GraphRequest request) {
        if (plan.introspection().isEmpty()) {
            return Map.of();
        }
        var fields = plan.introspection().values().stream()
                .map(Plan.Introspection::field)
                .toList();
        var definitions = new ArrayList<Definition>();
        definitions.add(operation.transform(builder -> builder.name(null).selectionSet(new SelectionSet(fields))));
        definitions.addAll(document.getDefinitionsOfType(FragmentDefinition.class));
        var reduced = Document.newDocument().definitions(definitions).build();
        var result = stock.execute(ExecutionInput.newExecutionInput("validated already")
                .graphQLContext(Map.of(Document.class, reduced))
                .variables(request.variables()));
        if (!result.getErrors().isEmpty()) {
            throw new GraphException(
                    ErrorCode.BAD_REQUEST, result.getErrors().getFirst().getMessage());
        }
        Map<String, Object> data = result.getData();
        return new LinkedHashMap<>(data);
    }
}
