package docket.platform.sql;

import java.time.Duration;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.ExecuteListener;
import org.jooq.SQLDialect;
import org.jooq.TransactionListener;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultConfiguration;

/** What writes, in transactions whose statements may wait for each other, see {@link Write}. */
public final class Transactions {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private Transactions() {}

    public static DSLContext of(DataSource dataSource) {
        var ends = new RoundTrip.Ends();
        return DSL.using(new DefaultConfiguration()
                .set(new WriteConnections(dataSource))
                .set(SQLDialect.POSTGRES)
                .set((TransactionListener) ends)
                .setAppending((ExecuteListener) ends));
    }

    /** Lets each statement of a transaction take so long, and the driver wait for it, which else takes a database for dead that says nothing. */
    public static void allow(DSLContext sql, Duration longest) {
        sql.connection(connection -> {
            connection.setNetworkTimeout(
                    Runnable::run, Math.toIntExact(longest.plus(GRACE).toMillis()));
        });
        sql.execute("set local statement_timeout = " + longest.toMillis());
    }
}
