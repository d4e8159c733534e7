package docket.platform.listing;

import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;

/** How the rows of a listing belong to a parent, given the parent's key. */
@FunctionalInterface
public interface Relation {
    Condition below(Field<UUID> parent);

    /** The rows whose column holds the parent's key. */
    static Relation by(Field<UUID> column) {
        return column::eq;
    }

    /** The rows that a link table or a path through other tables joins to the parent. */
    static Relation via(Function<Field<UUID>, Condition> condition) {
        return condition::apply;
    }
}
