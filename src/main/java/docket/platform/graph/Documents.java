package docket.platform.graph;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import graphql.ExecutionInput;
import graphql.ParseAndValidate;
import graphql.language.Directive;
import graphql.language.Document;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.VariableReference;
import graphql.schema.GraphQLSchema;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Parsed, validated and compiled documents, each once; bounded by the memory that their texts take. */
final class Documents {
    private static final int MAX_CACHED_CHARACTERS = 8 * 1024 * 1024;
    private static final int MAX_PLANS = 32;
    private static final int MAX_ERRORS = 10;

    private final GraphQLSchema schema;
    private final Cache<String, Prepared> prepared = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_CHARACTERS)
            .weigher((String text, Prepared document) -> text.length() + 256)
            .build();

    Documents(GraphQLSchema schema) {
        this.schema = schema;
    }

    /** A document and, when it is valid, its plans by operation and by the variables that skip and include. */
    record Prepared(
            @Nullable Document document, List<GraphError> errors, Set<String> conditions, Map<Object, Plan> plans) {
        private record Key(@Nullable String operation, List<@Nullable Object> conditions) {}

        Plan plan(WiredSchema wired, OperationDefinition operation, Map<String, Object> variables) {
            var values =
                    conditions.stream().<@Nullable Object>map(variables::get).toList();
            var key = new Key(operation.getName(), new ArrayList<>(values));
            var known = plans.get(key);
            if (known != null) {
                return known;
            }
            var plan = new PlanCompiler(wired, Objects.requireNonNull(document), variables).compile(operation);
            if (plans.size() < MAX_PLANS) {
                plans.put(key, plan);
            }
            return plan;
        }
    }

    Prepared prepare(String text) {
        return prepared.get(text, this::parseAndValidate);
    }

    private Prepared parseAndValidate(String text) {
        var parsed =
                ParseAndValidate.parse(ExecutionInput.newExecutionInput(text).build());
        if (parsed.isFailure()) {
            var failure = Objects.requireNonNull(parsed.getSyntaxException());
            return invalid(List.of(GraphError.of(
                    new GraphException(ErrorCode.GRAPHQL_PARSE_FAILED, String.valueOf(failure.getMessage())),
                    BreadthFirstExecution.locations(failure.getLocation()),
                    null)));
        }
        var document = Objects.requireNonNull(parsed.getDocument());
        var errors = ParseAndValidate.validate(schema, document, Locale.ROOT).stream()
                .limit(MAX_ERRORS)
                .map(error -> GraphError.of(
                        new GraphException(ErrorCode.GRAPHQL_VALIDATION_FAILED, error.getMessage()),
                        error.getLocations() == null || error.getLocations().isEmpty()
                                ? List.of()
                                : BreadthFirstExecution.locations(
                                        error.getLocations().getFirst()),
                        null))
                .toList();
        if (!errors.isEmpty()) {
            return invalid(errors);
        }
        var conditions = new LinkedHashSet<String>();
        document.getDefinitions().forEach(definition -> collectConditions(definition, conditions));
        return new Prepared(document, List.of(), conditions, new ConcurrentHashMap<>());
    }

    private static Prepared invalid(List<GraphError> errors) {
        return new Prepared(null, errors, Set.of(), Map.of());
    }

    private static void collectConditions(Node<?> node, Set<String> into) {
        if (node instanceof Directive directive && Set.of("skip", "include").contains(directive.getName())) {
            directive.getArguments().stream()
                    .filter(argument -> argument.getValue() instanceof VariableReference)
                    .forEach(argument -> into.add(((VariableReference) argument.getValue()).getName()));
        }
        node.getChildren().forEach(child -> collectConditions((Node<?>) child, into));
    }
}
