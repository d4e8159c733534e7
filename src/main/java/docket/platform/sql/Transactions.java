package docket.platform.sql;

import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.TransactionListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.impl.DefaultConfiguration;

/** What writes, in transactions whose statements may wait for each other, see {@link Write}. */
public final class Transactions {
    private Transactions() {}

    public static DSLContext of(DataSource dataSource) {
        var ends = new RoundTrip.Ends();
        return DSL.using(new DefaultConfiguration()
                .set(new DataSourceConnectionProvider(dataSource))
                .set(SQLDialect.POSTGRES)
                .set((TransactionListener) ends)
                .setAppending((ExecuteListener) ends));
    }
}
