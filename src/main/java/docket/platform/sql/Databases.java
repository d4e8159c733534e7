package docket.platform.sql;

import javax.sql.DataSource;

/**
 * The database as requests read it.
 *
 * @param house connects as a role that sees all rows
 * @param written as house, and sees what was written a moment ago, which a replica may not
 * @param scoped connects as a role that sees only rows of the company which the transaction names
 */
public record Databases(Pool house, Pool written, Pool scoped) {

    /** Connections, and the order in which they are given. */
    public record Pool(DataSource connections, Turns turns) {}

    public Db whole() {
        return new Db(house.connections(), house.turns(), null);
    }

    /** The whole, what was just written included. */
    public Db fresh() {
        return new Db(written.connections(), written.turns(), null);
    }

    public Db within(RowScope scope) {
        return new Db(scoped.connections(), scoped.turns(), scope);
    }
}
