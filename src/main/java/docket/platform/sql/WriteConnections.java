package docket.platform.sql;

import java.sql.Connection;
import javax.sql.DataSource;
import org.jooq.impl.DataSourceConnectionProvider;
import org.jooq.tools.jdbc.DefaultConnection;

/** Connections of a pool that are not asked for their isolation: jOOQ wants to know it before each transaction, which is a round trip of its own. */
final class WriteConnections extends DataSourceConnectionProvider {

    WriteConnections(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection acquire() {
        return new Known(super.acquire());
    }

    @Override
    public void release(Connection connection) {
        super.release(((Known) connection).getDelegate());
    }

    private static final class Known extends DefaultConnection {
        Known(Connection pooled) {
            super(pooled);
        }

        /** As the pool hands them out; a transaction that wants another says so in SQL, for itself alone. */
        @Override
        public int getTransactionIsolation() {
            return TRANSACTION_READ_COMMITTED;
        }
    }
}
