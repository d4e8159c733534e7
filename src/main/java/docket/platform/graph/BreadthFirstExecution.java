package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.ErrorCode;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import docket.platform.sql.DatabaseFault;
import docket.platform.sql.Db;
import graphql.execution.CoercedVariables;
import graphql.language.SourceLocation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs one plan: each field once for all objects of its level, then the level below. Nulls in places that promised a value are only noted on
 * the way down; {@link NullPropagation} moves them up afterwards, when there are any.
 */
final class BreadthFirstExecution {
    private static final System.Logger LOG = System.getLogger(BreadthFirstExecution.class.getName());
    private static final int MAX_ERRORS = 10;
    /** More are not told one by one. */
    static final int MAX_READ = 20;

    private final WiredSchema wired;
    private final CoercedVariables variables;
    private final Map<String, Object> introspected;
    private final ListPosition position = new ListPosition();
    private final List<GraphError> errors = new ArrayList<>();
    private Request request;
    private Plan.@Nullable FieldPlan last;
    private boolean hasHoles;
    private Set<String> personal = Set.of();
    private Set<String> found = Set.of();
    private final Set<GlobalId> read = new LinkedHashSet<>();
    private long cost;

    /** @param introspected the values of {@code __schema} and {@code __type} by their keys in the answer */
    BreadthFirstExecution(
            WiredSchema wired, Request request, CoercedVariables variables, Map<String, Object> introspected) {
        this.wired = wired;
        this.request = request;
        this.variables = variables;
        this.introspected = introspected;
    }

    List<GraphError> errors() {
        return errors;
    }

    /** Points for the objects that were returned and the fields that were resolved for them. */
    long cost() {
        return cost;
    }

    /** What was read of personal data, and compared with it, as {@code Type.field}. */
    Set<String> personal() {
        return personal;
    }

    /** Of which rows personal data was read; null: of more than can be told. */
    @Nullable
    Set<GlobalId> read() {
        return read.size() > MAX_READ ? null : read;
    }

    /** The root object of the answer, null when a null moved up all the way. */
    @Nullable
    ResultObject run(Plan plan) {
        watchForPersonal(plan);
        var root = new ResultObject(new Object(), plan.root(), null, 0);
        last = plan.last();
        fill(plan.root(), List.of(root));
        cost -= plan.root().weight();
        return hasHoles && !NullPropagation.settle(root) ? null : root;
    }

    /** As {@link #run}, each root field with all below it before the next, and from a snapshot of its own: the root fields change what is read. */
    @Nullable
    ResultObject runSerially(Plan plan, Supplier<Db> snapshots) {
        watchForPersonal(plan);
        var root = new ResultObject(new Object(), plan.root(), null, 0);
        last = plan.last();
        for (int slot = 0; slot < plan.root().fields().size(); slot++) {
            try (var db = snapshots.get()) {
                request = request.reading(db);
                fill(plan.root().fields().get(slot), slot, List.of(root), List.of(root.source));
            }
        }
        return hasHoles && !NullPropagation.settle(root) ? null : root;
    }

    private void watchForPersonal(Plan plan) {
        personal = plan.personal(wired, variables);
        if (!personal.isEmpty()) {
            found = personal.stream()
                    .map(PersonalInputs::found)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
    }

    private void fill(Plan.ObjectPlan plan, List<ResultObject> objects) {
        var sources = sources(objects);
        if (found.contains(plan.type())) {
            noteRead(plan.type(), sources);
        }
        cost += plan.weight() * objects.size();
        for (int slot = 0; slot < plan.fields().size(); slot++) {
            fill(plan.fields().get(slot), slot, objects, sources);
        }
    }

    private void fill(Plan.FieldPlan field, int slot, List<ResultObject> objects, List<Object> sources) {
        var below = new Below(slot);
        cost += field.price().weight() * objects.size();
        if (!personal.isEmpty()
                && personal.contains(field.parentType() + "." + field.field().getName())) {
            noteRead(field.parentType(), sources);
        }
        var values = resolve(field, sources);
        for (int index = 0; index < objects.size(); index++) {
            var object = objects.get(index);
            object.values[slot] = complete(values.get(index), field.shape(), field, object, below);
        }
        below.objects.forEach(this::fill);
    }

    private void noteRead(String type, List<Object> sources) {
        var id = wired.graph().isNode(type) ? wired.resolver(type, "id") : null;
        if (id != null) {
            var some = sources.subList(0, Math.min(sources.size(), MAX_READ + 1));
            var call = new FieldCall(request, Arguments.NONE, Set.of(), null);
            for (var value : id.resolve(some, call)) {
                if (value instanceof UUID uuid) {
                    read.add(new GlobalId(type, uuid));
                }
            }
        }
    }

    private List<?> resolve(Plan.FieldPlan field, List<Object> sources) {
        var resolver = field.resolver();
        if (resolver == null) {
            var isTypeName = field.field().getName().equals("__typename");
            return Collections.nCopies(sources.size(), isTypeName ? field.parentType() : introspected.get(field.key()));
        }
        try {
            var arguments = field.arguments(wired.schema(), variables);
            if (field == last) {
                request.db().endWithNextStatement();
            }
            var values =
                    resolver.resolve(sources, new FieldCall(request, arguments, field.selected(), field.selection()));
            if (values.size() != sources.size()) {
                throw new IllegalStateException("%d values for %d parents".formatted(values.size(), sources.size()));
            }
            return values;
        } catch (GraphException failure) {
            return Collections.nCopies(sources.size(), new FieldFailure(failure));
        } catch (DatabaseFault fault) {
            throw fault;
        } catch (RuntimeException defect) {
            return Collections.nCopies(sources.size(), new FieldFailure(internal(field, defect)));
        }
    }

    private static GraphException internal(Plan.FieldPlan field, RuntimeException defect) {
        var name = field.parentType() + "." + field.field().getName();
        LOG.log(System.Logger.Level.ERROR, "resolving " + name + " failed", defect);
        return new GraphException(ErrorCode.INTERNAL, "Internal error");
    }

    private @Nullable Object complete(
            @Nullable Object value, Plan.Shape shape, Plan.FieldPlan field, ResultObject object, Below below) {
        if (value == null) {
            return shape.nonNull() ? hole(field, object, null) : null;
        }
        if (value instanceof FieldFailure failure) {
            return hole(field, object, failure.cause());
        }
        try {
            return switch (shape) {
                case Plan.Shape.Leaf leaf -> leaf.type().checked(value);
                case Plan.Shape.ListOf list -> completeList((List<?>) value, list.element(), field, object, below);
                case Plan.Shape.ObjectOf one -> below.add(new ResultObject(value, one.plan(), object, below.slot));
                case Plan.Shape.AnyOf any ->
                    below.add(new ResultObject(value, planFor(any, value), object, below.slot));
            };
        } catch (IllegalStateException | ClassCastException defect) {
            return hole(field, object, internal(field, defect));
        }
    }

    private ResultObject.Elements completeList(
            List<?> values, Plan.Shape element, Plan.FieldPlan field, ResultObject object, Below below) {
        var completed = new ArrayList<@Nullable Object>(values.size());
        position.enter();
        for (var value : values) {
            position.at(completed.size());
            completed.add(complete(value, element, field, object, below));
        }
        position.leave();
        return new ResultObject.Elements(completed);
    }

    private Plan.ObjectPlan planFor(Plan.Shape.AnyOf any, Object value) {
        var plan = any.plans().get(wired.graph().typeOf(value));
        if (plan == null) {
            throw new IllegalStateException(
                    "%s is no possible type here".formatted(wired.graph().typeOf(value)));
        }
        return plan;
    }

    /** Notes an error; only the first ones are answered, since the rest tell nothing new. */
    private @Nullable Object hole(Plan.FieldPlan field, ResultObject object, @Nullable GraphException cause) {
        hasHoles = true;
        if (errors.size() < MAX_ERRORS) {
            var path = object.path();
            path.add(field.key());
            position.appendTo(path);
            var failure = cause != null
                    ? cause
                    : new GraphException(
                            ErrorCode.INTERNAL,
                            "%s.%s has no value"
                                    .formatted(field.parentType(), field.field().getName()));
            errors.add(GraphError.of(failure, locations(field.field().getSourceLocation()), path));
        }
        return null;
    }

    static List<Map<String, Integer>> locations(@Nullable SourceLocation location) {
        if (location == null) {
            return List.of();
        }
        var fields = new LinkedHashMap<String, Integer>();
        fields.put("line", location.getLine());
        fields.put("column", location.getColumn());
        return List.of(fields);
    }

    private static List<Object> sources(List<ResultObject> objects) {
        var sources = new ArrayList<>(objects.size());
        for (var object : objects) {
            sources.add(object.source);
        }
        return sources;
    }

    /** The objects found below one field, by their plan, hence by their type. */
    private static final class Below {
        final int slot;
        final Map<Plan.ObjectPlan, List<ResultObject>> objects = new IdentityHashMap<>(2);

        Below(int slot) {
            this.slot = slot;
        }

        ResultObject add(ResultObject object) {
            objects.computeIfAbsent(object.plan, plan -> new ArrayList<>()).add(object);
            return object;
        }
    }
}
