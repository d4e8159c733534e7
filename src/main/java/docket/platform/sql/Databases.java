package docket.platform.sql;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The database as requests read it.
 *
 * @param house connects as a role that sees all rows
 * @param written as house, and sees what was written a moment ago, which a replica may not
 * @param scoped connects as a role that sees only rows of the company which the transaction names
 * @param scopedWritten as scoped, and sees what was written a moment ago
 * @param blind connects as a role that sees all but what was decided in cases with an open blind audit; never a replica
 */
public record Databases(Pool house, Pool written, Pool scoped, Pool scopedWritten, Pool blind) {

    /**
     * Connections, and the order in which they are given.
     *
     * @param ofCallers of each that asks at the moment: one that asks for much does not keep the others waiting. A company is one, whatever tokens it has
     */
    public record Pool(DataSource connections, LoadingCache<Object, Turns> ofCallers) {
        public Pool(DataSource connections, Turns turns) {
            // Kept for as long as a request has them.
            this(connections, Caffeine.newBuilder().weakValues().build(caller -> turns.ofOne()));
        }

        private Db open(Object caller, @Nullable RowScope scope) {
            return new Db(connections, ofCallers.get(caller), scope);
        }
    }

    /** @param caller as logs name it */
    public Db whole(String caller) {
        return house.open(caller, null);
    }

    /** The whole, what was just written included. */
    public Db fresh(String caller) {
        return written.open(caller, null);
    }

    /** The whole, what was just written included, without decisions that are to be judged blind. */
    public Db blindfolded(String caller) {
        return blind.open(caller, null);
    }

    public Db within(RowScope scope, String caller) {
        return scoped.open(whose(scope, caller), scope);
    }

    /** As {@link #within}, what was just written included. */
    public Db freshWithin(RowScope scope, String caller) {
        return scopedWritten.open(whose(scope, caller), scope);
    }

    private static Object whose(RowScope scope, String caller) {
        return scope.vendor() == null ? caller : scope.vendor();
    }
}
