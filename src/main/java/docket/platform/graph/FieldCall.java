package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.request.Caller;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import docket.platform.sql.Selection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One field of the operation as it is being resolved.
 *
 * @param arguments coerced by the schema, defaults applied
 * @param selected names of the fields selected directly below
 * @param selection what those look at; null for everything
 */
public record FieldCall(
        Request request,
        Arguments arguments,
        Set<String> selected,
        @Nullable Selection<?> selection) {
    public Db db() {
        return request.db();
    }

    public Caller caller() {
        return request.caller();
    }

    /** What to read of the rows that this field returns. */
    @SuppressWarnings("unchecked")
    <T extends Record> Selection<T> selection(Entity<T> entity) {
        return selection != null && selection.entity() == entity ? (Selection<T>) selection : entity.whole();
    }

    public boolean selectsAny(Set<String> fields) {
        return fields.stream().anyMatch(selected::contains);
    }
}
