package docket.platform.search;

import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/**
 * Search for callers who do not see all rows. No index may compare words under a policy, since a comparison could tell of what is hidden. So a
 * function of the database, reviewed for it, runs as the owner of the tables, takes the scope from the transaction and never from an argument, and
 * returns ids, whose rows are then read under the policy like any others.
 *
 * @param function takes words and how many ids at most (null: all), and returns the newest
 */
public record ScopedSearch(String function) {

    /** Whether the row of this id matches. */
    public Condition isFound(Field<?> id, Field<String> words, Field<Integer> most) {
        return DSL.condition("{0} = any (array(select {1}({2}, {3})))", id, DSL.raw(function), words, most);
    }
}
