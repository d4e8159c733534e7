package docket.platform.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One object of the answer while it is being filled: a slot per selected field. */
public final class ResultObject {

    /** A list of the answer, apart from lists that are values of a scalar's own. */
    record Elements(List<@Nullable Object> values) {}

    final Object source;
    final Plan.ObjectPlan plan;
    final @Nullable Object[] values;
    private final @Nullable ResultObject parent;
    private final int slot;

    ResultObject(Object source, Plan.ObjectPlan plan, @Nullable ResultObject parent, int slot) {
        this.source = source;
        this.plan = plan;
        this.values = new Object[plan.fields().size()];
        this.parent = parent;
        this.slot = slot;
    }

    /** Where this object stands in the answer. Searched for only when an error needs it, so that no object pays for it. */
    List<Object> path() {
        if (parent == null) {
            return new ArrayList<>();
        }
        var path = parent.path();
        path.add(parent.plan.fields().get(slot).key());
        locate(parent.values[slot], path);
        return path;
    }

    private boolean locate(@Nullable Object value, List<Object> path) {
        if (value == this) {
            return true;
        }
        if (value instanceof Elements elements) {
            for (int index = 0; index < elements.values().size(); index++) {
                path.add(index);
                if (locate(elements.values().get(index), path)) {
                    return true;
                }
                path.removeLast();
            }
        }
        return false;
    }
}
