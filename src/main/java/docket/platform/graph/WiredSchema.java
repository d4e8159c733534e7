package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.GlobalId;
import docket.platform.request.Scopes;
import graphql.Directives;
import graphql.language.Document;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInterfaceType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.GraphQLUnionType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.TypeDefinitionRegistry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The schema of all {@code .graphqls} files joined with the declarations of all features; every field has its resolver. */
public final class WiredSchema {
    /** GraphQL Java has these in every schema, but they change nothing here: they are neither listed nor taken. */
    private static final Set<String> WITHOUT_EFFECT = Set.of(
            Directives.DeferDirective.getName(), Directives.ExperimentalDisableErrorPropagationDirective.getName());

    private final Graph graph;
    private final SchemaScopes scopes;
    private final GraphQLSchema schema;
    private final Map<String, Map<String, BatchField<Object>>> resolvers;

    /** @param resolvers by type and field, of everything that the schema has, perhaps of more */
    private WiredSchema(
            Graph graph,
            SchemaScopes scopes,
            GraphQLSchema bare,
            Map<String, Map<String, BatchField<Object>>> resolvers) {
        this.graph = graph;
        this.scopes = scopes;
        this.resolvers = resolvers;
        this.schema = bare.transform(builder -> builder.codeRegistry(stockFetchers(bare)));
    }

    /** @throws IllegalStateException naming every field without a value, every declaration without a field, and whatever requires no scope */
    public static WiredSchema of(List<String> sdl, List<Feature> features) {
        var graph = new Graph();
        features.forEach(feature -> feature.wire(graph));
        var scopes = new SchemaScopes(sdl.stream().map(WiredSchema::parsed).toList());
        var bare = schema(scopes.whole());
        var problems = new ArrayList<>(new WiringCheck(graph, bare).problems());
        problems.addAll(scopes.problems());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The schema and its wiring disagree:\n  " + String.join("\n  ", problems));
        }
        return new WiredSchema(graph, scopes, bare, resolvers(graph, bare));
    }

    /** The schema as callers with these scopes see it. */
    WiredSchema as(Scopes seen) {
        return seen.equals(Scopes.ALL)
                ? this
                : new WiredSchema(graph, scopes, schema(scopes.seenWith(seen)), resolvers);
    }

    private static Document parsed(String file) {
        return Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(file)
                .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                .build());
    }

    private static GraphQLSchema schema(TypeDefinitionRegistry registry) {
        return new SchemaGenerator().makeExecutableSchema(registry, runtimeWiring(registry));
    }

    Graph graph() {
        return graph;
    }

    public GraphQLSchema schema() {
        return schema;
    }

    BatchField<Object> resolver(String type, String field) {
        var resolver = Objects.requireNonNull(resolvers.get(type)).get(field);
        return Objects.requireNonNull(resolver, () -> type + "." + field);
    }

    /** Whether there is an object type of this name. */
    boolean has(String type) {
        return schema.getType(type) instanceof GraphQLObjectType;
    }

    public static boolean isOffered(String directive) {
        return !WITHOUT_EFFECT.contains(directive);
    }

    private static Map<String, Map<String, BatchField<Object>>> resolvers(Graph graph, GraphQLSchema schema) {
        var resolvers = new HashMap<String, Map<String, BatchField<Object>>>();
        for (var type : objectTypes(schema)) {
            var fields = new HashMap<String, BatchField<Object>>();
            type.getFieldDefinitions()
                    .forEach(field ->
                            fields.put(field.getName(), WiringCheck.resolver(graph, type.getName(), field.getName())));
            resolvers.put(type.getName(), fields);
        }
        return resolvers;
    }

    static List<GraphQLObjectType> objectTypes(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast)
                .toList();
    }

    private static RuntimeWiring runtimeWiring(TypeDefinitionRegistry registry) {
        var wiring = RuntimeWiring.newRuntimeWiring();
        Scalars.ALL.forEach(wiring::scalar);
        TypeResolver resolvedByUs = environment -> environment.getSchema().getObjectType("Query");
        registry.types().values().stream()
                .filter(type -> type instanceof graphql.language.InterfaceTypeDefinition
                        || type instanceof graphql.language.UnionTypeDefinition)
                .forEach(type -> wiring.type(type.getName(), builder -> builder.typeResolver(resolvedByUs)));
        return wiring.build();
    }

    /** The same resolvers as data fetchers, one parent at a time: what the stock engine runs when it is compared with ours. */
    private GraphQLCodeRegistry stockFetchers(GraphQLSchema bare) {
        return bare.getCodeRegistry().transform(registry -> {
            registry.dataFetcher(FieldCoordinates.coordinates("__Schema", "directives"), (DataFetcher<?>)
                    environment -> environment.getGraphQLSchema().getDirectives().stream()
                            .filter(directive -> isOffered(directive.getName()))
                            .toList());
            for (var type : objectTypes(bare)) {
                for (GraphQLFieldDefinition field : type.getFieldDefinitions()) {
                    registry.dataFetcher(
                            FieldCoordinates.coordinates(type, field), stockFetcher(type.getName(), field.getName()));
                }
            }
            for (var type : bare.getAllTypesAsList()) {
                if (type instanceof GraphQLInterfaceType || type instanceof GraphQLUnionType) {
                    registry.typeResolver(
                            type.getName(),
                            environment -> environment
                                    .getSchema()
                                    .getObjectType(graph.typeOf(Objects.requireNonNull(environment.getObject()))));
                }
            }
        });
    }

    private DataFetcher<?> stockFetcher(String type, String field) {
        return environment -> {
            var selected = environment.getSelectionSet().getImmediateFields().stream()
                    .map(graphql.schema.SelectedField::getName)
                    .collect(Collectors.toSet());
            var parent = environment.getSource() == null ? new Object() : environment.getSource();
            Request request =
                    Objects.requireNonNull(environment.getGraphQlContext().get(Request.class));
            var value = resolver(type, field)
                    .resolve(
                            List.of(parent),
                            new FieldCall(request, new Arguments(environment.getArguments()), selected, null))
                    .getFirst();
            if (value instanceof FieldFailure failure) {
                throw failure.cause();
            }
            return value instanceof java.util.UUID id ? GlobalId.encode(type, id) : value;
        };
    }
}
