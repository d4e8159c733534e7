package docket.platform.database;

import static docketdb.platform.Tables.MARKET;

import java.util.Collection;
import java.util.TreeSet;
import org.jooq.DSLContext;

/** The countries in which the marketplace trades. */
public final class Markets {
    private Markets() {}

    /** Those that are none, in alphabetical order. */
    public static Collection<String> unknown(DSLContext sql, Collection<String> codes) {
        if (codes.isEmpty()) {
            return codes;
        }
        var unknown = new TreeSet<>(codes);
        unknown.removeAll(sql.select(MARKET.CODE).from(MARKET).fetchSet(MARKET.CODE));
        return unknown;
    }
}
