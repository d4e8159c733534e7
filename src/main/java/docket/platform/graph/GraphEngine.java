package docket.platform.graph;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import docket.platform.audit.AuditNote;
import docket.platform.audit.AuditTrail;
import docket.platform.budget.Account;
import docket.platform.budget.Budget;
import docket.platform.mutation.Mutations;
import docket.platform.request.Caller;
import docket.platform.request.Caller.CostClass;
import docket.platform.request.ErrorCode;
import docket.platform.request.GraphException;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scopes;
import docket.platform.sql.DatabaseFault;
import docket.platform.sql.Db;
import docket.platform.sql.Stop;
import docket.platform.sql.Watchdog;
import graphql.GraphQLContext;
import graphql.GraphQLException;
import graphql.execution.CoercedVariables;
import graphql.execution.RawVariables;
import graphql.execution.ValuesResolver;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.language.VariableDefinition;
import java.time.Duration;
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
    private final DocumentLimits staff;
    private final DocumentLimits vendors;
    private final Bounds bounds;

    /**
     * What mutations need.
     *
     * @param snapshots opens a connection, lazily, whose snapshot sees what was just written
     */
    public record Writes(Mutations mutations, Function<Caller, Db> snapshots) {}

    /**
     * What keeps requests within what they may take.
     *
     * @param usualStatement the statement timeout that the connections have by themselves
     */
    public record Bounds(LimitsByClass limits, Budget budget, Watchdog watchdog, Duration usualStatement) {}

    /**
     * @param databases opens the connection of one request, lazily
     * @param writes null: the graph has no mutations
     */
    public GraphEngine(
            WiredSchema wired,
            Function<Caller, Db> databases,
            @Nullable Writes writes,
            AuditTrail trail,
            Bounds bounds) {
        this.views = Caffeine.newBuilder().maximumSize(MAX_VIEWS).build(scopes -> new View(wired.as(scopes)));
        this.databases = databases;
        this.writes = writes;
        this.trail = trail;
        this.staff = new DocumentLimits(bounds.limits().staff());
        this.vendors = new DocumentLimits(bounds.limits().vendor());
        this.bounds = bounds;
    }

    /** The graph as callers with one set of scopes see it: whatever runs, runs against this. */
    private record View(WiredSchema wired, StockIntrospection introspection) {
        View(WiredSchema wired) {
            this(wired, new StockIntrospection(wired.schema()));
        }
    }

    /** One request on its way through. */
    private record Run(GraphRequest request, DocumentLimits limits, Account account, Facts facts, Phases phases) {}

    public GraphResponse execute(GraphRequest request) {
        var run = new Run(
                request,
                limits(request.caller().costClass()),
                bounds.budget().of(request.caller()),
                new Facts(),
                new Phases());
        try {
            return answer(run);
        } catch (GraphException refusal) {
            return refused(run, List.of(GraphError.of(refusal)));
        } catch (RuntimeException | StackOverflowError defect) {
            LOG.log(System.Logger.Level.ERROR, failed(request), defect);
            return refused(run, List.of(GraphError.of(new GraphException(ErrorCode.INTERNAL, "Internal error"))));
        }
    }

    private DocumentLimits limits(CostClass costClass) {
        return switch (costClass) {
            case STAFF -> staff;
            case VENDOR -> vendors;
        };
    }

    /** To read a document is work too, even if it comes to nothing. */
    private static GraphResponse refused(Run run, List<GraphError> errors) {
        if (errors.stream().noneMatch(error -> error.code() == ErrorCode.RATE_LIMITED)) {
            run.account().owe(Cost.REFUSED - Cost.REQUEST);
            run.facts().actual = Cost.REFUSED;
        }
        return GraphResponse.refused(run.request(), errors, run.facts());
    }

    /** The account is asked twice: before the document is read, since even that is work, and when it is known what it may cost. */
    private GraphResponse answer(Run run) {
        var request = run.request();
        run.account().take(Cost.REQUEST);
        run.limits().checkLength(request.document());
        var view = views.get(request.caller().scopes());
        var wired = view.wired();
        var prepared = documents.prepare(wired, run.limits(), request.document());
        run.facts().documentHash = prepared.hash();
        var document = prepared.document();
        if (document == null) {
            noteWhatScopesRefused(run, prepared);
            return refused(run, prepared.errors());
        }
        var operation = operation(document, request.operationName());
        run.facts().operation = operation.getName();
        var variables = coerced(wired, operation, request.variables());
        var plan = prepared.plan(wired, run.limits(), operation, variables.toMap());
        var cost = new Cost(wired, variables).of(plan);
        run.facts().requested = cost;
        run.limits().checkCost(cost);
        run.account().take(cost - Cost.REQUEST);
        run.phases().mark("prepare");
        var introspected = view.introspection().run(plan, document, operation, request);
        try (var db = databases.apply(request.caller());
                var watch = bounds.watchdog().watch(db, request.wishes().client(), longest(run))) {
            db.allow(run.limits().limits().rows(), timeout(run));
            return execute(run, wired, plan, variables, introspected, db);
        }
    }

    /** A document that is valid for an administrator was refused for the caller's scopes. Found out once for each document. */
    private void noteWhatScopesRefused(Run run, Documents.Prepared prepared) {
        var caller = run.request().caller();
        var mayBeValid =
                prepared.errors().stream().allMatch(error -> error.code() == ErrorCode.GRAPHQL_VALIDATION_FAILED);
        if (mayBeValid && !caller.scopes().equals(Scopes.ALL)) {
            var whole = views.get(Scopes.ALL).wired();
            if (documents.prepare(whole, run.limits(), run.request().document()).document() != null) {
                var detail =
                        "beyond its scopes: " + prepared.errors().getFirst().message();
                trail.note(AuditNote.refused(caller, run.request().id(), null, detail));
            }
        }
    }

    /** Null: what the connections have anyway. */
    private @Nullable Duration timeout(Run run) {
        var statement = statement(run);
        return statement.equals(bounds.usualStatement()) ? null : statement;
    }

    private static Duration statement(Run run) {
        var wished = run.request().wishes().statement();
        return wished == null ? run.limits().limits().statement() : wished;
    }

    private static Duration longest(Run run) {
        var limits = run.limits().limits();
        var more = statement(run).minus(limits.statement());
        return more.isPositive() ? limits.request().plus(more) : limits.request();
    }

    private GraphResponse execute(
            Run run,
            WiredSchema wired,
            Plan plan,
            CoercedVariables variables,
            Map<String, Object> introspected,
            Db db) {
        var request = run.request();
        var facts = run.facts();
        var mutations = writes == null ? null : writes.mutations();
        var shared = new Request(request.id(), request.caller(), wired, db, mutations);
        var execution = new BreadthFirstExecution(wired, shared, variables, introspected);
        var opened = new ArrayList<>(List.of(db));
        try {
            var root =
                    plan.isMutation() ? execution.runSerially(plan, () -> snapshot(run, opened)) : execution.run(plan);
            run.phases().mark("execute");
            settle(run, Cost.REQUEST + execution.cost());
            noteWhatWasRead(run, plan);
            return new GraphResponse(
                    true, root, GraphResponse.maps(request, execution.errors()), extensions(run, plan, opened), facts);
        } catch (DatabaseFault fault) {
            run.phases().mark("execute");
            settle(run, fault.isUnavailable() ? Cost.REQUEST : facts.requested);
            log(request, fault, db.stopped());
            var error = GraphError.of(answerTo(fault, run, db.stopped()));
            return GraphResponse.failed(request, error, extensions(run, plan, opened), facts);
        } finally {
            facts.statements = opened.stream().mapToInt(Db::statements).sum();
            facts.rows = opened.stream().mapToInt(Db::rows).sum();
            facts.isClientGone = db.stopped() == Stop.CLIENT_GONE;
        }
    }

    /** Once a minute for each caller and document, with the number of times. */
    private void noteWhatWasRead(Run run, Plan plan) {
        var caller = run.request().caller();
        var personal = plan.personal();
        if (personal != null && caller.kind() != Caller.Kind.SERVER) {
            var detail = "%s by %s, document %s".formatted(personal, run.facts().operation, run.facts().documentHash);
            trail.note(AuditNote.read(caller, run.request().id(), null, null, detail));
        }
    }

    private Db snapshot(Run run, List<Db> opened) {
        var db = Objects.requireNonNull(writes).snapshots().apply(run.request().caller());
        db.allow(run.limits().limits().rows(), timeout(run));
        opened.add(db);
        return db;
    }

    /** What could have been and was not is given back; lists that are longer than assumed are charged. What was stopped is paid in full. */
    private static void settle(Run run, long actual) {
        run.facts().actual = actual;
        var unused = run.facts().requested - actual;
        if (unused >= 0) {
            run.account().giveBack(unused);
        } else {
            run.account().owe(-unused);
        }
    }

    private static void log(GraphRequest request, DatabaseFault fault, @Nullable Stop stopped) {
        var level = switch (stopped) {
            case CLIENT_GONE -> System.Logger.Level.DEBUG;
            case DEADLINE -> System.Logger.Level.WARNING;
            case null -> fault.isTimeout() ? System.Logger.Level.WARNING : System.Logger.Level.ERROR;
        };
        LOG.log(level, failed(request), fault);
    }

    private static String failed(GraphRequest request) {
        return "request %s of %s failed"
                .formatted(request.id(), request.caller().id());
    }

    private static GraphException answerTo(DatabaseFault fault, Run run, @Nullable Stop stopped) {
        if (stopped != null || fault.isTimeout()) {
            var isWhole = stopped != null;
            var limit = isWhole ? longest(run) : statement(run);
            return new GraphException(
                    ErrorCode.QUERY_TIMEOUT,
                    "%s took more than %s and was stopped: narrow the filter or ask for fewer rows. The header X-Docket-Explain: 1 shows which statement is slow"
                            .formatted(isWhole ? "The request" : "A statement", limit),
                    Map.of("limit", isWhole ? "request" : "statement", "maximum", limit.toString()));
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

    private static Map<String, Object> extensions(Run run, Plan plan, List<Db> opened) {
        var wishes = run.request().wishes();
        if (!wishes.explain() && !wishes.cost()) {
            return Map.of();
        }
        var extensions = new LinkedHashMap<String, Object>();
        if (wishes.cost()) {
            var cost = new LinkedHashMap<String, Object>();
            cost.put("requested", run.facts().requested);
            cost.put("actual", run.facts().actual);
            cost.put("remaining", run.account().remaining());
            extensions.put("cost", cost);
        }
        if (wishes.explain()) {
            var explain = new LinkedHashMap<String, Object>();
            explain.put("cost", run.facts().requested);
            explain.put("depth", plan.depth());
            explain.put("phases", run.phases().milliseconds());
            explain.put(
                    "statements",
                    opened.stream().flatMap(db -> db.log().stream()).toList());
            extensions.put("explain", explain);
        }
        return extensions;
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
