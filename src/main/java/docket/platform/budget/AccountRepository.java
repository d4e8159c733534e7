package docket.platform.budget;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/** The one row of each caller that all servers share. */
class AccountRepository {
    /** How long a request waits for an answer, beside at most as long for a connection. */
    static final int PATIENCE_MS = 300;

    private static final int LONGEST_CALLER = 300;

    /**
     * What came in since the row was last looked at is added, what a server hands back too; then at least what is needed is taken, at most what is
     * wanted, or nothing. One statement, so that no two servers take the same points.
     */
    private static final String TAKE = """
            insert into platform.cost_account as account (caller, points, counted_at)
            values (?, ? - ?, now())
            on conflict (caller) do update
            set (points, counted_at) = (
                select case when there.points >= ? then there.points - least(?, there.points) else there.points end,
                       greatest(account.counted_at, now())
                from (select least(?, account.points + ?
                                   + ? * greatest(0, extract(epoch from now() - account.counted_at)))) there (points))
            returning new.points,
                      least(?, coalesce(old.points + ?
                                        + ? * greatest(0, extract(epoch from now() - old.counted_at)), ?)) - new.points
            """;

    private final DataSource dataSource;

    AccountRepository(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /**
     * @param points left in the shared account
     * @param taken out of it for this server
     */
    record Taken(double points, double taken) {}

    /** @param handedBack points that this server took earlier and does not need */
    Taken take(String caller, Tariff tariff, long needed, long wanted, long handedBack) throws SQLException {
        try (var connection = dataSource.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, PATIENCE_MS);
            return take(connection, caller, tariff, needed, wanted, handedBack);
        }
    }

    private static Taken take(
            Connection connection, String caller, Tariff tariff, long needed, long wanted, long handedBack)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setString(1, caller.length() > LONGEST_CALLER ? caller.substring(0, LONGEST_CALLER) : caller);
            var values = new double[] {
                tariff.bucket(),
                wanted,
                needed,
                wanted,
                tariff.bucket(),
                handedBack,
                tariff.perSecond(),
                tariff.bucket(),
                handedBack,
                tariff.perSecond(),
                tariff.bucket()
            };
            for (int index = 0; index < values.length; index++) {
                statement.setDouble(index + 2, values[index]);
            }
            try (var rows = statement.executeQuery()) {
                rows.next();
                return new Taken(rows.getDouble(1), rows.getDouble(2));
            }
        }
    }
}
