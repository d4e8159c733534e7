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
import graphql.parser.InvalidSyntaxException;
import graphql.parser.ParserOptions;
import graphql.parser.exceptions.ParseCancelledException;
import graphql.parser.exceptions.ParseCancelledTooDeepException;
import graphql.parser.exceptions.ParseCancelledTooManyCharsException;
import graphql.schema.GraphQLSchema;
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.QueryComplexityLimits;
import graphql.validation.QueryComplexityLimitsExceeded;
import graphql.validation.ValidationError;
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
    /** Wider than the limits that callers are told, which the plan is held to: these keep validation itself from exploding. */
    private static final QueryComplexityLimits VALIDATED = QueryComplexityLimits.newLimits()
            .maxDepth(100)
            .maxFieldsCount(20_000)
            .build();

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
        var parsed = ParseAndValidate.parse(ExecutionInput.newExecutionInput(text)
                .graphQLContext(Map.of(ParserOptions.class, DocumentLimits.PARSER))
                .build());
        if (parsed.isFailure()) {
            return invalid(List.of(syntaxError(Objects.requireNonNull(parsed.getSyntaxException()))));
        }
        var document = Objects.requireNonNull(parsed.getDocument());
        try {
            DocumentLimits.check(document);
            var errors = validate(document);
            if (!errors.isEmpty()) {
                return invalid(errors);
            }
        } catch (GraphException limit) {
            return invalid(List.of(GraphError.of(limit)));
        }
        var conditions = new LinkedHashSet<String>();
        document.getDefinitions().forEach(definition -> collectConditions(definition, conditions));
        return new Prepared(document, List.of(), conditions, new ConcurrentHashMap<>());
    }

    private static GraphError syntaxError(InvalidSyntaxException failure) {
        var isTooLarge = failure instanceof ParseCancelledException
                || failure instanceof ParseCancelledTooDeepException
                || failure instanceof ParseCancelledTooManyCharsException;
        var code = isTooLarge ? ErrorCode.DOCUMENT_LIMIT : ErrorCode.GRAPHQL_PARSE_FAILED;
        return GraphError.of(
                new GraphException(code, Wording.plain(String.valueOf(failure.getMessage()))),
                BreadthFirstExecution.locations(failure.getLocation()),
                null);
    }

    private List<GraphError> validate(Document document) {
        try {
            return ParseAndValidate.validate(schema, document, rule -> true, Locale.ROOT, VALIDATED).stream()
                    .limit(MAX_ERRORS)
                    .map(Documents::validationError)
                    .toList();
        } catch (GoodFaithIntrospectionExceeded excess) {
            throw new GraphException(
                    ErrorCode.DOCUMENT_LIMIT, "This introspection goes round in circles: ask as GraphiQL does");
        } catch (QueryComplexityLimitsExceeded excess) {
            throw GraphException.limit(
                    ErrorCode.DOCUMENT_LIMIT,
                    "The document is too deeply nested or selects too many fields, fragments written out",
                    excess.getActual(),
                    excess.getLimit());
        }
    }

    private static GraphError validationError(ValidationError error) {
        var locations = error.getLocations();
        return GraphError.of(
                Wording.of(error),
                locations == null || locations.isEmpty()
                        ? List.of()
                        : BreadthFirstExecution.locations(locations.getFirst()),
                null);
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
