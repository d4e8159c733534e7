package docket.platform.graph;

import docket.platform.request.Scope;
import docket.platform.sql.Entity;
import docket.platform.sql.Selection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Tells from the fields selected what has to be read of the rows behind them, and which rows can be read along with others: where a level is
 * small, one statement with joins costs less than one per edge; where it is large, rows that many parents share are cheaper read once.
 */
final class Selections {
    /** The largest level that brings along what it refers to. */
    private static final int MAX_ROWS = 60;

    private static final String ID = "id";

    private final Graph graph;

    Selections(Graph graph) {
        this.graph = graph;
    }

    /**
     * Null where everything is to be read, or nothing is known.
     *
     * @param rows that the field may return to all its parents together
     */
    @Nullable
    Selection<?> of(String parentType, String field, Plan.Shape shape, long rows) {
        var plans = rowPlans(shape);
        if (plans.isEmpty()) {
            return null;
        }
        var entity = graph.entity(plans.getFirst().type());
        if (entity == null) {
            return null;
        }
        var wiring = graph.wirings().get(parentType);
        var listing = wiring == null ? null : wiring.listings().get(field);
        var components = listing == null ? Set.<String>of() : listing.cursorComponents();
        return selection(entity, plans, components, rows <= MAX_ROWS);
    }

    /** The plans for the rows: of a connection those of its nodes, whichever way they are reached. */
    private static List<Plan.ObjectPlan> rowPlans(Plan.Shape shape) {
        return switch (shape) {
            case Plan.Shape.Leaf leaf -> List.of();
            case Plan.Shape.AnyOf any -> List.of();
            case Plan.Shape.ListOf list -> rowPlans(list.element());
            case Plan.Shape.ObjectOf object
            when isWrapper(object.plan().type()) -> {
                var plans = new ArrayList<Plan.ObjectPlan>();
                object.plan().fields().stream()
                        .filter(field -> Set.of("nodes", "edges", "node")
                                .contains(field.field().getName()))
                        .forEach(field -> plans.addAll(rowPlans(field.shape())));
                yield plans;
            }
            case Plan.Shape.ObjectOf object -> List.of(object.plan());
        };
    }

    private static boolean isWrapper(String type) {
        return type.endsWith("Connection") || type.endsWith("Edge");
    }

    private @Nullable Selection<?> selection(
            Entity<?> entity, List<Plan.ObjectPlan> plans, Set<String> always, boolean isSmall) {
        var components = new HashSet<>(always);
        var references = new ArrayList<Selection.Reference>();
        for (var plan : plans) {
            for (var field : plan.fields()) {
                if (!add(entity, field, components, references)) {
                    return null;
                }
            }
        }
        return Selection.of(entity, components, isSmall ? references : List.of());
    }

    /** Whether it is known what the field looks at. */
    private boolean add(
            Entity<?> entity, Plan.FieldPlan field, Set<String> components, List<Selection.Reference> references) {
        var name = field.field().getName();
        if (field.resolver() == null) {
            return true;
        }
        var wiring = graph.wirings().get(field.parentType());
        var needs = wiring == null || !wiring.fields().containsKey(name)
                ? new TypeWiring.Needs(name, null)
                : wiring.needs().get(name);
        if (needs == null || !entity.hasComponent(needs.component())) {
            return false;
        }
        components.add(needs.component());
        if (Requires.isOn(field.definition(), Scope.PERSONAL_DATA_READ) && entity.hasComponent(ID)) {
            // The audit tells whose it was.
            components.add(ID);
        }
        var target = field.selection();
        if (target != null && needs.target() == target.entity()) {
            references.add(new Selection.Reference(needs.component(), target));
        }
        return true;
    }
}
