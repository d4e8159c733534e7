package docket.platform.graph;

import docket.platform.graph.BatchField.Statements;
import docket.platform.sql.Selection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the field whose statement ends the operation, so that the snapshot can end in the same round trip. Walks a plan in the order in which it
 * is run.
 */
final class LastStatement {
    private final Set<Selection<?>> readAlong = Collections.newSetFromMap(new IdentityHashMap<>());
    private Plan.@Nullable FieldPlan last;
    private boolean isSure = true;

    private LastStatement() {}

    /** Null where the last statement is not known beforehand. */
    static Plan.@Nullable FieldPlan of(Plan.ObjectPlan root) {
        var search = new LastStatement();
        search.visit(root, true);
        var last = search.last;
        return last != null
                        && search.isSure
                        && last.resolver() != null
                        && last.resolver().statements() == Statements.ONE
                ? last
                : null;
    }

    private void visit(Plan.ObjectPlan plan, boolean isOrdered) {
        for (var field : plan.fields()) {
            var resolver = field.resolver();
            var selection = field.selection();
            var comesAlong = selection != null && readAlong.contains(selection);
            if (resolver != null && resolver.statements() != Statements.NONE && !comesAlong) {
                last = field;
                isSure = isOrdered;
            }
            if (selection != null) {
                readAlong.addAll(selection.targets());
            }
            visit(field.shape(), isOrdered);
        }
    }

    private void visit(Plan.Shape shape, boolean isOrdered) {
        switch (shape) {
            case Plan.Shape.Leaf leaf -> {}
            case Plan.Shape.ListOf list -> visit(list.element(), isOrdered);
            case Plan.Shape.ObjectOf object -> visit(object.plan(), isOrdered);
            // Which of the types come, and in which order, only the rows tell.
            case Plan.Shape.AnyOf any -> any.plans().values().forEach(plan -> visit(plan, false));
        }
    }
}
