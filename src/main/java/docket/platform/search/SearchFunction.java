package docket.platform.search;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.QueryPart;
import org.jooq.impl.DSL;

/**
 * Search by a function of the database that returns ids, where the words of an index alone do not do: because there are too many matches to look at all
 * of them, or because the caller does not see all rows. No index may compare words under a policy, since a comparison could tell of what is hidden. So
 * a function for such callers, reviewed for it, runs as the owner of the tables and takes the scope from the transaction, never from an argument; its
 * ids are then read under the policy like any others.
 *
 * @param name with its schema
 */
public record SearchFunction(String name) {

    /** Whether the row of this id is among those that the function returns. */
    public Condition returns(Field<?> id, Field<?>... arguments) {
        var call = DSL.function(name, Object.class, arguments);
        return DSL.condition("{0} = any (array(select {1}))", id, (QueryPart) call);
    }
}
