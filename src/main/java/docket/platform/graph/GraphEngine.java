package docket.platform.graph;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import docket.platform.audit.AuditNote;
import docket.platform.audit.AuditTrail;
import docket.platform.mutation.Mutations;
import docket.platform.request.Caller;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.Scopes;
import docket.platform.sql.DatabaseFault;
import docket.platform.sql.Db;
import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers operations: prepare the document, coerce the variables, price it, run it over one snapshot of the database. */
public final class GraphEngine {
    private static final System.Logger LOG = System.getLogger(GraphEngine.class.getName());

    /** As many sets of scopes as are in use at one time, generously. */
    private static final int MAX_VIEWS = 32;

    private final Documents documents = new Documents();
    private final LoadingCache<Scopes, View> views;
    private final Function<Caller, Db> databases;
    private final @Nullable Writes writes;
    private final AuditTrail trail;
    private final long maximumCost;

    /**
     * What mutations need.
     *
     * @param snapshots opens a connection, lazily, whose snapshot sees what was just written
     */
    public record Writes(Mutations mutations, Function<Caller, Db> snapshots) {}

    /**
     * @param databases opens the connection of one request, lazily
     * @param writes null: the graph has no mutations
     */
    public GraphEngine(
            WiredSchema wired,
            Function<Caller, Db> databases,
            @Nullable Writes writes,
            AuditTrail trail,
            long maximumCost) {
        this.views = Caffeine.newBuilder().maximumSize(MAX_VIEWS).build(scopes -> new View(wired.as(scopes)));
        this.databases = databases;
        this.writes = writes;
        this.trail = trail;
        this.maximumCost = maximumCost;
    }

    /** The graph as callers with one set of scopes see it: whatever runs, runs against this. */
    private record View(WiredSchema wired, StockIntrospection introspection) {
        View(WiredSchema wired) {
            this(wired, new StockIntrospection(wired.schema()));
        }
    }

    public GraphResponse execute(GraphRequest request) {
        try {
            return answer(request, new Phases());
        } catch (GraphException refusal) {
            return GraphResponse.refused(request, List.of(GraphError.of(refusal)));
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.log(System.Logger.Level.ERROR, failed(request), defect);
            return GraphResponse.refused(
                    request, List.of(GraphError.of(new GraphException(ErrorCode.INTERNAL, "Internal error"))));
        }
    }

    private GraphResponse answer(GraphRequest request, Phases phases) {
        var view = views.get(request.caller().scopes());
        var wired = view.wired();
        var prepared = documents.prepare(wired, request.document());
        var document = prepared.document();
        if (document == null) {
            noteWhatScopesRefused(request, prepared);
            return GraphResponse.refused(request, prepared.errors());
        }
        var operation = operation(document, request.operationName());
        var variables = coerced(wired, operation, request.variables());
        var plan = prepared.plan(wired, operation, variables.toMap());
        var cost = new Cost(wired, variables).of(plan);
        if (cost > maximumCost) {
            throw GraphException.limit(
                    ErrorCode.COST_LIMIT,
                    "The operation could return %d objects, the limit is %d: lower 'first' of the outer lists, or ask for the inner lists in a second query"
                            .formatted(cost, maximumCost),
                    cost,
                    maximumCost);
        }
        phases.mark("prepare");
        var introspected = view.introspection().run(plan, document, operation, request);
        try (var db = databases.apply(request.caller())) {
            return run(request, wired, phases, plan, variables, cost, introspected, db);
        }
    }

    /** A document that is valid for an administrator was refused for the caller's scopes. Found out once for each document. */
    private void noteWhatScopesRefused(GraphRequest request, Documents.Prepared prepared) {
        var caller = request.caller();
        var mayBeValid =
                prepared.errors().stream().allMatch(error -> error.code() == ErrorCode.GRAPHQL_VALIDATION_FAILED);
        if (mayBeValid && !caller.scopes().equals(Scopes.ALL)) {
            var whole = views.get(Scopes.ALL).wired();
            if (documents.prepare(whole, request.document()).document() != null) {
                var detail =
                        "beyond its scopes: " + prepared.errors().getFirst().message();
                trail.note(AuditNote.refused(caller, request.id(), null, detail));
            }
        }
    }

    private GraphResponse run(
            GraphRequest request,
            WiredSchema wired,
            Phases phases,
            Plan plan,
            CoercedVariables variables,
            long cost,
            Map<String, Object> introspected,
            Db db) {
        var mutations = writes == null ? null : writes.mutations();
        var shared = new Request(request.id(), request.caller(), wired, db, mutations);
        var execution = new BreadthFirstExecution(wired, shared, variables, introspected);
        var opened = new ArrayList<>(List.of(db));
        try {
            var root = plan.isMutation()
                    ? execution.runSerially(plan, () -> snapshot(request, opened))
                    : execution.run(plan);
            phases.mark("execute");
            return new GraphResponse(
                    true,
                    root,
                    GraphResponse.maps(request, execution.errors()),
                    extensions(request, phases, plan, cost, opened));
        } catch (DatabaseFault fault) {
            phases.mark("execute");
            LOG.log(
                    fault.isTimeout() ? System.Logger.Level.WARNING : System.Logger.Level.ERROR,
                    failed(request),
                    fault);
            return GraphResponse.failed(
                    request, GraphError.of(answerTo(fault)), extensions(request, phases, plan, cost, opened));
        }
    }

    private Db snapshot(GraphRequest request, List<Db> opened) {
        var db = Objects.requireNonNull(writes).snapshots().apply(request.caller());
        opened.add(db);
        return db;
    }

    private static String failed(GraphRequest request) {
        return "request %s of %s failed"
                .formatted(request.id(), request.caller().id());
    }

    private static GraphException answerTo(DatabaseFault fault) {
        if (fault.isTimeout()) {
            return new GraphException(
                    ErrorCode.QUERY_TIMEOUT,
                    "The query took too long and was stopped: narrow its filter or ask for fewer rows. The header X-Docket-Explain: 1 shows which statement is slow");
        }
        if (fault.isUnavailable()) {
            return new GraphException(
                    ErrorCode.UNAVAILABLE,
                    "The database does not answer at the moment: try again",
                    Map.of("retryAfterMs", 1000));
        }
        return new GraphException(ErrorCode.INTERNAL, "Internal error");
    }

    private static OperationDefinition operation(Document document, @Nullable String name) {
        var operations = document.getDefinitionsOfType(OperationDefinition.class);
        var named = name == null || name.isEmpty()
                ? operations
                : operations.stream()
                        .filter(operation -> name.equals(operation.getName()))
                        .toList();
        if (named.size() != 1) {
            throw new GraphException(
                    ErrorCode.BAD_REQUEST,
                    named.isEmpty()
                            ? "The document has no operation%s".formatted(name == null ? "" : " named '" + name + "'")
                            : "The document has several operations: name one in 'operationName'");
        }
        return named.getFirst();
    }

    private static CoercedVariables coerced(
            WiredSchema wired, OperationDefinition operation, Map<String, Object> variables) {
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

    private static Map<String, Object> extensions(
            GraphRequest request, Phases phases, Plan plan, long cost, List<Db> opened) {
        if (!request.explain()) {
            return Map.of();
        }
        var explain = new LinkedHashMap<String, Object>();
        explain.put("cost", cost);
        explain.put("depth", plan.depth());
        explain.put("phases", phases.milliseconds());
        explain.put(
                "statements", opened.stream().flatMap(db -> db.log().stream()).toList());
        return Map.of("explain", explain);
    }

    /** Wall time by phase. */
    private static final class Phases {
        private final Map<String, Object> milliseconds = new LinkedHashMap<>();
        private long last = System.nanoTime();

        void mark(String phase) {
            var now = System.nanoTime();
            milliseconds.put(phase, Db.milliseconds(now - last));
            last = now;
        }

        Map<String, Object> milliseconds() {
            return milliseconds;
        }
    }
}
