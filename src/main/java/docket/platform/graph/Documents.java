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
import graphql.validation.GoodFaithIntrospectionExceeded;
import graphql.validation.QueryComplexityLimitsExceeded;
import graphql.validation.ValidationError;
import graphql.validation.ValidationErrorType;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Parsed, validated and compiled documents, each once; bounded by the memory that their texts take. */
final class Documents {
    private static final int MAX_CACHED_CHARACTERS = 8 * 1024 * 1024;
    private static final int MAX_PLANS = 32;
    private static final int MAX_ERRORS = 10;
    private static final int HASH_BYTES = 16;
    private static final int PATIENCE_SECONDS = 3;

    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    private final Cache<Key, Prepared> prepared = Caffeine.newBuilder()
            .maximumWeight(MAX_CACHED_CHARACTERS)
            .weigher((Key key, Prepared document) -> key.text().length() + 256)
            .build();

    /** The same text means another thing to a caller who sees another schema, or may ask for less. */
    private record Key(WiredSchema wired, DocumentLimits limits, String text) {}

    /**
     * A document and, when it is valid, its plans by operation and by the variables that skip and include.
     *
     * @param hash names the document in logs
     */
    record Prepared(
            String hash,
            @Nullable Document document,
            List<GraphError> errors,
            Set<String> conditions,
            Map<Object, Plan> plans) {
        private record PlanKey(@Nullable String operation, List<@Nullable Object> conditions) {}

        Plan plan(
                WiredSchema wired,
                DocumentLimits limits,
                OperationDefinition operation,
                Map<String, Object> variables) {
            var values =
                    conditions.stream().<@Nullable Object>map(variables::get).toList();
            var key = new PlanKey(operation.getName(), new ArrayList<>(values));
            var known = plans.get(key);
            if (known != null) {
                return known;
            }
            var plan = new PlanCompiler(wired, limits, Objects.requireNonNull(document), variables).compile(operation);
            if (plans.size() < MAX_PLANS) {
                plans.put(key, plan);
            }
            return plan;
        }
    }

    Prepared prepare(WiredSchema wired, DocumentLimits limits, String text) {
        var key = new Key(wired, limits, text);
        var known = prepared.getIfPresent(key);
        return known == null ? prepareInTurn(key) : known;
    }

    /** Half of the processors stay with documents that are known: whoever sends new ones only, as consoles do not, waits for others of his kind. */
    private Prepared prepareInTurn(Key key) {
        var hasTurn = false;
        try {
            hasTurn = turns.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (hasTurn) {
                return prepared.get(key, Documents::parseAndValidate);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (hasTurn) {
                turns.release();
            }
        }
        throw new GraphException(
                ErrorCode.UNAVAILABLE,
                "Too many new documents are being read at this moment: try again",
                Map.of("retryAfterMs", 1000));
    }

    private static Prepared parseAndValidate(Key key) {
        try {
            DocumentLimits.checkDigits(key.text());
            return parsedAndValidated(key);
        } catch (GraphException limit) {
            return invalid(key, List.of(GraphError.of(limit)));
        }
    }

    private static Prepared parsedAndValidated(Key key) {
        var parsed = ParseAndValidate.parse(ExecutionInput.newExecutionInput(key.text())
                .graphQLContext(Map.of(ParserOptions.class, key.limits().parser()))
                .build());
        if (parsed.isFailure()) {
            return invalid(
                    key, List.of(syntaxError(key.limits(), Objects.requireNonNull(parsed.getSyntaxException()))));
        }
        var document = Objects.requireNonNull(parsed.getDocument());
        key.limits().check(document);
        var errors = new ArrayList<GraphError>();
        refuseWithoutEffect(document, errors);
        errors.addAll(validate(key, document));
        if (!errors.isEmpty()) {
            return invalid(key, errors.subList(0, Math.min(errors.size(), MAX_ERRORS)));
        }
        var conditions = new LinkedHashSet<String>();
        document.getDefinitions().forEach(definition -> collectConditions(definition, conditions));
        return new Prepared(hash(key), document, List.of(), conditions, new ConcurrentHashMap<>());
    }

    private static GraphError syntaxError(DocumentLimits limits, InvalidSyntaxException failure) {
        return GraphError.of(reason(limits, failure), BreadthFirstExecution.locations(failure.getLocation()), null);
    }

    private static GraphException reason(DocumentLimits limits, InvalidSyntaxException failure) {
        return switch (failure) {
            case ParseCancelledTooDeepException tooDeep ->
                DocumentLimits.endless("The document is too deeply nested to be read");
            case ParseCancelledException tooManyTokens -> limits.tooManyTokens();
            default ->
                new GraphException(ErrorCode.GRAPHQL_PARSE_FAILED, Wording.plain(String.valueOf(failure.getMessage())));
        };
    }

    private static List<GraphError> validate(Key key, Document document) {
        var limits = key.limits();
        try {
            return ParseAndValidate.validate(
                            key.wired().schema(), document, rule -> true, Locale.ROOT, limits.validation())
                    .stream()
                    .limit(MAX_ERRORS)
                    .map(error -> validationError(error, limits))
                    .toList();
        } catch (GoodFaithIntrospectionExceeded excess) {
            throw introspectionLimit(String.valueOf(excess.getMessage()));
        } catch (QueryComplexityLimitsExceeded excess) {
            if (excess.getErrorType() == ValidationErrorType.MaxQueryFieldsExceeded) {
                throw limits.tooManyFields();
            }
            throw DocumentLimits.endless("The document is too deeply nested, fragments written out");
        }
    }

    /** @param field asked for too often, as {@code Query.__schema}; otherwise something about the size */
    private static GraphException introspectionLimit(String field) {
        if (field.startsWith("Query.")) {
            return new GraphException(
                    ErrorCode.ALIAS_LIMIT,
                    "'%s' stands more than once in the document: the limit is 1, under whatever alias"
                            .formatted(field.substring("Query.".length())),
                    Map.of("limit", "introspection", "maximum", 1));
        }
        return DocumentLimits.endless("This introspection goes round in circles or is too large: ask as GraphiQL does");
    }

    private static GraphError validationError(ValidationError error, DocumentLimits limits) {
        var locations = error.getLocations();
        return GraphError.of(
                Wording.of(error, limits),
                locations == null || locations.isEmpty()
                        ? List.of()
                        : BreadthFirstExecution.locations(locations.getFirst()),
                null);
    }

    private static Prepared invalid(Key key, List<GraphError> errors) {
        return new Prepared(hash(key), null, errors, Set.of(), Map.of());
    }

    /** The first bytes of SHA-256: enough that nobody finds two documents with one hash, which the audit would take for one. */
    private static String hash(Key key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(key.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
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
