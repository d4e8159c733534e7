package docket.platform.sql;

import javax.sql.DataSource;

/**
 * The database as requests read it.
 *
 * @param house connects as a role that sees all rows
 * @param written as house, and sees what was written a moment ago, which a replica may not
 * @param scoped connects as a role that sees only rows of the company which the transaction names
 * @param blind connects as a role that sees all but what was decided in cases with an open blind audit; never a replica
 */
public record Databases(Pool house, Pool written, Pool scoped, Pool blind) {

    /** Connections, and the order in which they are given. */
    public record Pool(DataSource connections, Turns turns) {}

    public Db whole() {
        return new Db(house.connections(), house.turns(), null);
    }

    /** The whole, what was just written included. */
    public Db fresh() {
        return new Db(written.connections(), written.turns(), null);
    }

    /** The whole, what was just written included, without decisions that are to be judged blind. */
    public Db blindfolded() {
        return new Db(blind.connections(), blind.turns(), null);
    }

    public Db within(RowScope scope) {
        return new Db(scoped.connections(), scoped.turns(), scope);
    }
}
