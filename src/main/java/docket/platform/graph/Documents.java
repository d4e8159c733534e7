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
import graphql.validation.ValidationErrorType;
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
    /** Keeps validation itself from exploding. Deeper than callers are told, which the plan is held to, since introspection is deep. */
    private static final QueryComplexityLimits VALIDATED = QueryComplexityLimits.newLimits()
            .maxDepth(100)
            .maxFieldsCount(DocumentLimits.MAX_FIELDS)
            .build();

    private final Cache<Key, Prepared> prepared = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_CHARACTERS)
            .weigher((Key key, Prepared document) -> key.text().length() + 256)
            .build();

    /** The same text means another thing to a caller who sees another schema. */
    private record Key(WiredSchema wired, String text) {}

    /** A document and, when it is valid, its plans by operation and by the variables that skip and include. */
    record Prepared(
            @Nullable Document document, List<GraphError> errors, Set<String> conditions, Map<Object, Plan> plans) {
        private record PlanKey(@Nullable String operation, List<@Nullable Object> conditions) {}

        Plan plan(WiredSchema wired, OperationDefinition operation, Map<String, Object> variables) {
            var values =
                    conditions.stream().<@Nullable Object>map(variables::get).toList();
            var key = new PlanKey(operation.getName(), new ArrayList<>(values));
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

    Prepared prepare(WiredSchema wired, String text) {
        return prepared.get(new Key(wired, text), Documents::parseAndValidate);
    }

    private static Prepared parseAndValidate(Key key) {
        var parsed = ParseAndValidate.parse(ExecutionInput.newExecutionInput(key.text())
                .graphQLContext(Map.of(ParserOptions.class, DocumentLimits.PARSER))
                .build());
        if (parsed.isFailure()) {
            return invalid(List.of(syntaxError(Objects.requireNonNull(parsed.getSyntaxException()))));
        }
        var document = Objects.requireNonNull(parsed.getDocument());
        try {
            DocumentLimits.check(document);
            var errors = new ArrayList<GraphError>();
            refuseWithoutEffect(document, errors);
            errors.addAll(validate(key.wired().schema(), document));
            if (!errors.isEmpty()) {
                return invalid(errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
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

    private static List<GraphError> validate(GraphQLSchema schema, Document document) {
        try {
            return ParseAndValidate.validate(schema, document, rule -> true, Locale.ROOT, VALIDATED).stream()
                    .limit(MAX_ERRORS)
                    .map(Documents::validationError)
                    .toList();
        } catch (GoodFaithIntrospectionExceeded excess) {
            throw introspectionLimit(String.valueOf(excess.getMessage()));
        } catch (QueryComplexityLimitsExceeded excess) {
            if (excess.getErrorType() == ValidationErrorType.MaxQueryFieldsExceeded) {
                throw DocumentLimits.tooManyFields();
            }
            throw GraphException.limit(
                    ErrorCode.DOCUMENT_LIMIT,
                    "The document is too deeply nested, fragments written out",
                    excess.getActual(),
                    excess.getLimit());
        }
    }

    /** @param field asked for too often, as {@code Query.__schema}; otherwise something about the size */
    private static GraphException introspectionLimit(String field) {
        if (field.startsWith("Query.")) {
            return new GraphException(
                    ErrorCode.ALIAS_LIMIT,
                    "'%s' stands more than once in the document: the limit is 1, under whatever alias"
                            .formatted(field.substring("Query.".length())),
                    Map.of("maximum", 1));
        }
        return new GraphException(
                ErrorCode.DOCUMENT_LIMIT,
                "This introspection goes round in circles or is too large: ask as GraphiQL does");
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

    /** Whoever sends them expects what does not happen. */
    private static void refuseWithoutEffect(Node<?> node, List<GraphError> into) {
        if (node instanceof Directive directive && !WiredSchema.isOffered(directive.getName())) {
            into.add(GraphError.of(
                    new GraphException(
                            ErrorCode.GRAPHQL_VALIDATION_FAILED,
                            "Unknown directive '%s'".formatted(directive.getName())),
                    BreadthFirstExecution.locations(directive.getSourceLocation()),
                    null));
        }
        node.getChildren().forEach(child -> refuseWithoutEffect((Node<?>) child, into));
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
