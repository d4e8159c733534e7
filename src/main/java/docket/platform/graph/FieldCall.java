package docket.platform.graph;

import docket.platform.request.Arguments;
import docket.platform.sql.Db;
import java.util.Set;

/**
 * One field of the operation as it is being resolved.
 *
 * @param arguments coerced by the schema, defaults applied
 * @param selected names of the fields selected directly below
 */
public record FieldCall(Request request, Arguments arguments, Set<String> selected) {
    public Db db() {
        return request.db();
    }

    public boolean selectsAny(Set<String> fields) {
        return fields.stream().anyMatch(selected::contains);
    }
}
