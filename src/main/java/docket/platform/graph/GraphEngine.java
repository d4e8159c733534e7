package docket.platform.graph;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import docket.platform.audit.AuditNote;
import docket.platform.audit.AuditTrail;
import docket.platform.budget.Budget;
import docket.platform.mutation.Mutations;
import docket.platform.request.Caller;
import docket.platform.request.Caller.CostClass;
import docket.platform.request.ErrorCode;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import docket.platform.request.LimitsByClass;
import docket.platform.request.Scopes;
import docket.platform.request.TokenForm;
import docket.platform.sql.DatabaseFault;
import docket.platform.sql.Db;
import docket.platform.sql.Stop;
import docket.platform.sql.Watchdog;
import graphql.execution.CoercedVariables;
import graphql.language.OperationDefinition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Answers operations: prepare the document, coerce the variables, price it, run it over one snapshot of the database. */
public final class GraphEngine {
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

    /** The graph as callers with one set of scopes see it: whatever runs, runs against this. */
    private record View(WiredSchema wired, StockIntrospection introspection) {
        View(WiredSchema wired) {
            this(wired, new StockIntrospection(wired.schema()));
        }
    }

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

    /**
     * The account is asked twice: before anything of a request is read, since even that is work, and when it is known what it may cost.
     *
     * @return the refusal of a caller whose account is empty; null: the request may be read
     */
    public @Nullable GraphResponse enter(String id, Caller caller) {
        try {
            bounds.budget().of(caller).take(Cost.REQUEST);
            return null;
        } catch (GraphException empty) {
            return GraphResponse.refused(id, List.of(GraphError.of(empty)), new Facts());
        }
    }

    /** A body was read, whatever will come of it. */
    public void chargeBody(Caller caller, int bytes) {
        bounds.budget().of(caller).owe(Cost.ofBody(bytes));
    }

    /** What came is no operation. */
    public void chargeRefusal(Caller caller) {
        bounds.budget().of(caller).owe(Cost.REFUSED - Cost.REQUEST);
    }

    /** @param request which has passed {@link #enter} */
    public GraphResponse execute(GraphRequest request) {
        var run = new Run(
                request,
                limits(request.caller().costClass()),
                bounds.budget().of(request.caller()),
                bounds.usualStatement(),
                new Facts(),
                new Phases());
        try {
            return answer(run);
        } catch (GraphException refusal) {
            return run.refused(List.of(GraphError.of(refusal)));
        } catch (RuntimeException | StackOverflowError defect) {
            return run.refused(List.of(Faults.of(defect, run)));
        }
    }

    private DocumentLimits limits(CostClass costClass) {
        return switch (costClass) {
            case STAFF -> staff;
            case VENDOR -> vendors;
        };
    }

    private GraphResponse answer(Run run) {
        var request = run.request();
        run.limits().checkLength(request.document());
        var view = views.get(request.caller().scopes());
        var wired = view.wired();
        var prepared = documents.prepare(wired, run.limits(), request.document());
        run.facts().documentHash = prepared.hash();
        var document = prepared.document();
        if (document == null) {
            noteWhatScopesRefused(run, prepared);
            return run.refused(prepared.errors());
        }
        var operation = Operations.named(document, request.operationName());
        run.facts().operation = operation.getName();
        var variables = variables(run, wired, operation);
        var plan = prepared.plan(wired, run.limits(), operation, variables.toMap());
        run.reserve(new Cost(wired, variables), plan);
        run.phases().mark("prepare");
        var introspected = view.introspection().run(plan, document, operation, request);
        try (var db = databases.apply(request.caller());
                var watch = bounds.watchdog().watch(db, request.wishes().client(), run.longest())) {
            run.allow(db);
            var mutations = writes == null ? null : writes.mutations();
            var shared = new Request(
                    request.id(),
                    request.caller(),
                    wired,
                    db,
                    mutations,
                    new Refusals(request.caller(), (detail, rows) -> noteRefused(run, detail, rows)));
            return execute(run, plan, db, watch, new BreadthFirstExecution(wired, shared, variables, introspected));
        }
    }

    private GraphResponse execute(Run run, Plan plan, Db db, Watchdog.Watch watch, BreadthFirstExecution execution) {
        var request = run.request();
        var facts = run.facts();
        var opened = new ArrayList<>(List.of(db));
        try {
            var root = plan.isMutation()
                    ? execution.runSerially(plan, () -> snapshot(run, watch, opened))
                    : execution.run(plan);
            run.phases().mark("execute");
            run.settle(Cost.REQUEST + execution.cost());
            noteWhatWasRead(run, execution.personal(), execution.read());
            var errors = GraphResponse.maps(request, execution.errors());
            return new GraphResponse(true, root, errors, run.extensions(plan, opened), facts);
        } catch (DatabaseFault fault) {
            run.phases().mark("execute");
            run.settle(fault.isUnavailable() ? Cost.REQUEST : facts.requested);
            var error = Faults.of(fault, run, watch.stopped());
            return GraphResponse.failed(request, error, run.extensions(plan, opened), facts);
        } finally {
            facts.statements = opened.stream().mapToInt(Db::statements).sum();
            facts.rows = opened.stream().mapToInt(Db::rows).sum();
            facts.isClientGone = watch.stopped() == Stop.CLIENT_GONE;
        }
    }

    /** Whoever was stopped writes nothing more: what the root fields before have written stays, and is told when they are sent again. */
    private Db snapshot(Run run, Watchdog.Watch watch, List<Db> opened) {
        if (watch.stopped() != null) {
            throw DatabaseFault.stopped("the next root field of a mutation");
        }
        var db = Objects.requireNonNull(writes).snapshots().apply(run.request().caller());
        run.allow(db);
        opened.add(db);
        watch.turnTo(db);
        return db;
    }

    /** A document that is valid for an administrator was refused for the caller's scopes. Found out once for each document. */
    private void noteWhatScopesRefused(Run run, Documents.Prepared prepared) {
        var caller = run.request().caller();
        var mayBeValid =
                prepared.errors().stream().allMatch(error -> error.code() == ErrorCode.GRAPHQL_VALIDATION_FAILED);
        if (mayBeValid && !caller.scopes().equals(Scopes.ALL)) {
            var whole = views.get(Scopes.ALL).wired();
            if (documents.prepare(whole, run.limits(), run.request().document()).document() != null) {
                noteRefused(
                        run,
                        "beyond its scopes: " + prepared.errors().getFirst().message());
            }
        }
    }

    private void noteRefused(Run run, String detail) {
        noteRefused(run, detail, Set.of());
    }

    private void noteRefused(Run run, String detail, Set<GlobalId> rows) {
        var one = only(rows);
        trail.note(AuditNote.refused(
                run.request().caller(),
                run.request().id(),
                one == null ? null : one.type(),
                one == null ? null : one.id(),
                detail + told(rows)));
    }

    private static @Nullable GlobalId only(@Nullable Set<GlobalId> rows) {
        return rows == null || rows.size() != 1 ? null : rows.iterator().next();
    }

    /** Fields of inputs that are sent as variables are withheld as those in the document are. */
    private CoercedVariables variables(Run run, WiredSchema wired, OperationDefinition operation) {
        var sent = run.request().variables();
        try {
            return Operations.variables(wired, operation, sent);
        } catch (GraphException unfit) {
            if (!run.request().caller().scopes().equals(Scopes.ALL) && isFitForAll(operation, sent)) {
                noteRefused(run, "beyond its scopes: " + unfit.getMessage());
            }
            throw unfit;
        }
    }

    private boolean isFitForAll(OperationDefinition operation, Map<String, Object> variables) {
        try {
            Operations.variables(views.get(Scopes.ALL).wired(), operation, variables);
            return true;
        } catch (GraphException unfit) {
            return false;
        }
    }

    /** Once a minute for each caller and document, with the number of times. */
    private void noteWhatWasRead(Run run, Set<String> personal, @Nullable Set<GlobalId> rows) {
        var caller = run.request().caller();
        if (!personal.isEmpty() && caller.kind() != Caller.Kind.SERVER) {
            var hash = run.facts().documentHash;
            var one = only(rows);
            var detail =
                    "%s by %s, document %s%s".formatted(String.join(", ", personal), operation(run), hash, told(rows));
            trail.note(AuditNote.read(
                    caller,
                    run.request().id(),
                    one == null ? null : one.type(),
                    one == null ? null : one.id(),
                    detail,
                    new AuditNote.Document(
                            Objects.requireNonNull(hash), run.request().document())));
        }
    }

    private static String operation(Run run) {
        var name = run.facts().operation;
        if (name == null) {
            return "an operation without a name";
        }
        return TokenForm.isIn(name) ? "an operation whose name is withheld" : name;
    }

    private static String told(@Nullable Set<GlobalId> rows) {
        if (rows == null || rows.size() > BreadthFirstExecution.MAX_READ) {
            return ", of more than %d rows".formatted(BreadthFirstExecution.MAX_READ);
        }
        return rows.size() < 2
                ? ""
                : rows.stream().map(row -> row.type() + " " + row.id()).collect(Collectors.joining(", ", ", of ", ""));
    }
}
