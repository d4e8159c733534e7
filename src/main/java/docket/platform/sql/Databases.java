package docket.platform.sql;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
     * @param ofCompanies of each that has asked: one that asks for much does not keep the others waiting
     */
    public record Pool(DataSource connections, Turns turns, Map<UUID, Turns> ofCompanies) {
        public Pool(DataSource connections, Turns turns) {
            this(connections, turns, new ConcurrentHashMap<>());
        }

        private Db open() {
            return new Db(connections, turns, null);
        }

        private Db open(RowScope scope) {
            return new Db(connections, turns(scope.vendor()), scope);
        }

        private Turns turns(@Nullable UUID company) {
            return company == null ? turns : ofCompanies.computeIfAbsent(company, any -> turns.ofOne());
        }
    }

    public Db whole() {
        return house.open();
    }

    /** The whole, what was just written included. */
    public Db fresh() {
        return written.open();
    }

    /** The whole, what was just written included, without decisions that are to be judged blind. */
    public Db blindfolded() {
        return blind.open();
    }

    public Db within(RowScope scope) {
        return scoped.open(scope);
    }

    /** As {@link #within}, what was just written included. */
    public Db freshWithin(RowScope scope) {
        return scopedWritten.open(scope);
    }
}
