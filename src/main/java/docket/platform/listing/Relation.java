package docket.platform.listing;

import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/**
 * How the rows of a listing belong to a parent.
 *
 * @param below given the parent's key
 * @param column which holds it, where it is as simple as that
 */
public record Relation(
        Function<Field<UUID>, Condition> below, @Nullable Field<UUID> column) {

    /** The rows whose column holds the parent's key. */
    public static Relation by(Field<UUID> column) {
        return new Relation(column::eq, column);
    }

    /** The rows that a link table or a path through other tables joins to the parent. */
    public static Relation via(Function<Field<UUID>, Condition> condition) {
        return new Relation(condition, null);
    }
}
