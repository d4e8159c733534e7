package docket.platform.sql;

import javax.sql.DataSource;

/**
 * The database as requests read it.
 *
 * @param house connects as a role that sees all rows
 * @param scoped connects as a role that sees only rows of the company which the transaction names
 */
public record Databases(DataSource house, Turns houseTurns, DataSource scoped, Turns scopedTurns) {

    public Db whole() {
        return new Db(house, houseTurns, null);
    }

    public Db within(RowScope scope) {
        return new Db(scoped, scopedTurns, scope);
    }
}
