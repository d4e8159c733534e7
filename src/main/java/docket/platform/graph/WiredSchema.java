package docket.platform.graph;

import docket.platform.request.Scopes;
import graphql.Directives;
import graphql.language.Document;
import graphql.language.InterfaceTypeDefinition;
import graphql.language.NamedNode;
import graphql.language.ObjectTypeDefinition;
import graphql.language.UnionTypeDefinition;
import graphql.parser.Parser;
import graphql.parser.ParserEnvironment;
import graphql.parser.ParserOptions;
import graphql.schema.DataFetcher;
import graphql.schema.FieldCoordinates;
import graphql.schema.GraphQLCodeRegistry;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.schema.TypeResolver;
import graphql.schema.idl.InterfaceWiringEnvironment;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnionWiringEnvironment;
import graphql.schema.idl.WiringFactory;
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
    private final PersonalInputs personalInputs;
    private final Map<String, Map<String, BatchField<Object>>> resolvers;

    /** @param resolvers by type and field, of everything that the schema has, perhaps of more */
    private WiredSchema(
            Graph graph,
            SchemaScopes scopes,
            TypeDefinitionRegistry types,
            Map<String, Map<String, BatchField<Object>>> resolvers) {
        this.graph = graph;
        this.scopes = scopes;
        this.resolvers = resolvers;
        this.schema = new SchemaGenerator().makeExecutableSchema(types, runtimeWiring());
        this.personalInputs = new PersonalInputs(schema);
    }

    /** @throws IllegalStateException naming every field without a value, every declaration without a field, and whatever requires no scope */
    public static WiredSchema of(List<String> sdl, List<Feature> features) {
        var graph = new Graph();
        features.forEach(feature -> feature.wire(graph));
        var files = sdl.stream().map(WiredSchema::parsed).toList();
        var sizes = new ListSizes(namesOfObjects(files));
        var definitions = Definitions.of(files.stream().map(sizes::in).toList());
        var scopes = new SchemaScopes(definitions);
        var wired = new WiredSchema(graph, scopes, definitions.registry(), new HashMap<>());
        var problems = new ArrayList<>(new WiringCheck(graph, wired.schema).problems());
        problems.addAll(new ScopeCheck(definitions, scopes).problems());
        if (!problems.isEmpty()) {
            throw new IllegalStateException("The schema and its wiring disagree:\n  " + String.join("\n  ", problems));
        }
        objectTypes(wired.schema).forEach(wired::connect);
        return wired;
    }

    /** Those that have fields: only they are counted. */
    private static Set<String> namesOfObjects(List<Document> files) {
        return files.stream()
                .flatMap(file -> file.getDefinitions().stream())
                .filter(definition -> definition instanceof ObjectTypeDefinition
                        || definition instanceof InterfaceTypeDefinition
                        || definition instanceof UnionTypeDefinition)
                .map(definition -> ((NamedNode<?>) definition).getName())
                .collect(Collectors.toSet());
    }

    /** The schema as callers with these scopes see it. */
    WiredSchema as(Scopes seen) {
        return seen.equals(Scopes.ALL) ? this : new WiredSchema(graph, scopes, scopes.seenWith(seen), resolvers);
    }

    private static Document parsed(String file) {
        return Parser.parse(ParserEnvironment.newParserEnvironment()
                .document(file)
                .parserOptions(ParserOptions.getDefaultSdlParserOptions())
                .build());
    }

    Graph graph() {
        return graph;
    }

    public GraphQLSchema schema() {
        return schema;
    }

    PersonalInputs personalInputs() {
        return personalInputs;
    }

    BatchField<Object> resolver(String type, String field) {
        var resolver = Objects.requireNonNull(resolvers.get(type)).get(field);
        return Objects.requireNonNull(resolver, () -> type + "." + field);
    }

    /** Whether there is an object type of this name. */
    boolean has(String type) {
        return schema.getType(type) instanceof GraphQLObjectType;
    }

    /** Whether lists of a type can be filtered by this. */
    boolean hasFilter(String type, String name) {
        return schema.getType(type + "Filter") instanceof GraphQLInputObjectType filter
                && filter.getField(name) != null;
    }

    public static boolean isOffered(String directive) {
        return !WITHOUT_EFFECT.contains(directive);
    }

    private void connect(GraphQLObjectType type) {
        var fields = new HashMap<String, BatchField<Object>>();
        type.getFieldDefinitions()
                .forEach(field ->
                        fields.put(field.getName(), WiringCheck.resolver(graph, type.getName(), field.getName())));
        resolvers.put(type.getName(), fields);
    }

    static List<GraphQLObjectType> objectTypes(GraphQLSchema schema) {
        return schema.getAllTypesAsList().stream()
                .filter(type ->
                        type instanceof GraphQLObjectType && !type.getName().startsWith("__"))
                .map(GraphQLObjectType.class::cast)
                .toList();
    }

    private static RuntimeWiring runtimeWiring() {
        var wiring = RuntimeWiring.newRuntimeWiring().wiringFactory(new TypesToldElsewhere());
        Scalars.ALL.forEach(wiring::scalar);
        DataFetcher<?> offered = environment -> environment.getGraphQLSchema().getDirectives().stream()
                .filter(directive -> isOffered(directive.getName()))
                .toList();
        return wiring.codeRegistry(GraphQLCodeRegistry.newCodeRegistry()
                        .dataFetcher(FieldCoordinates.coordinates("__Schema", "directives"), offered))
                .build();
    }

    /** Types are told by {@link Graph#typeOf}; of GraphQL Java nothing but introspection runs, which meets no interface of ours. */
    private static final class TypesToldElsewhere implements WiringFactory {
        private static final TypeResolver NONE = environment -> {
            throw new IllegalStateException("GraphQL Java resolves nothing of ours");
        };

        @Override
        public boolean providesTypeResolver(InterfaceWiringEnvironment type) {
            return true;
        }

        @Override
        public TypeResolver getTypeResolver(InterfaceWiringEnvironment type) {
            return NONE;
        }

        @Override
        public boolean providesTypeResolver(UnionWiringEnvironment type) {
            return true;
        }

        @Override
        public TypeResolver getTypeResolver(UnionWiringEnvironment type) {
            return NONE;
        }
    }
}
