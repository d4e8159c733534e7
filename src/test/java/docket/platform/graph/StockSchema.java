package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import graphql.TypeResolutionEnvironment;
import graphql.schema.DataFetcher;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import graphql.schema.SelectedField;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A schema of ours for GraphQL Java's own engine: the same resolvers as data fetchers, one parent at a time. */
final class StockSchema {
    private final WiredSchema wired;

    private StockSchema(WiredSchema wired) {
        this.wired = wired;
    }

    static GraphQLSchema of(WiredSchema wired) {
        var code = new StockSchema(wired).code();
        return wired.schema().transformWithoutTypes(schema -> schema.codeRegistry(code));
    }

    private GraphQLCodeRegistry code() {
        var code = GraphQLCodeRegistry.newCodeRegistry(wired.schema().getCodeRegistry());
        DataFetcher<?> value = this::value;
        for (var type : wired.schema().getAllTypesAsList()) {
            if (type instanceof GraphQLInterfaceType shared) {
                code.typeResolver(shared, this::typeOf);
            } else if (type instanceof GraphQLUnionType either) {
                code.typeResolver(either, this::typeOf);
            }
        }
        for (var type : WiredSchema.objectTypes(wired.schema())) {
            type.getFieldDefinitions()
                    .forEach(field ->
                            code.dataFetcher(FieldCoordinates.coordinates(type.getName(), field.getName()), value));
        }
        return code.build();
    }

    private GraphQLObjectType typeOf(TypeResolutionEnvironment environment) {
        var name = wired.graph().typeOf(Objects.requireNonNull(environment.getObject()));
        return Objects.requireNonNull(environment.getSchema().getObjectType(name));
    }

    private @Nullable Object value(DataFetchingEnvironment environment) throws Exception {
        var type = ((GraphQLObjectType) environment.getParentType()).getName();
        var field = environment.getField().getName();
        var selected = environment.getSelectionSet().getImmediateFields().stream()
                .map(SelectedField::getName)
                .collect(Collectors.toSet());
        var parent = environment.getSource() == null ? new Object() : environment.getSource();
        Request request = Objects.requireNonNull(environment.getGraphQlContext().get(Request.class));
        var value = wired.resolver(type, field)
                .resolve(
                        List.of(parent),
                        new FieldCall(request, new Arguments(environment.getArguments()), selected, null))
                .getFirst();
        if (value instanceof FieldFailure failure) {
            throw failure.cause();
        }
        return value instanceof UUID id ? GlobalId.encode(type, id) : value;
    }
}
