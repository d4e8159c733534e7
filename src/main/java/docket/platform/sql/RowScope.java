package docket.platform.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Whose rows a transaction may see. The policies of the tables read it; a transaction that has not said it sees none.
 *
 * @param vendor null: nobody's
 * @param sites empty: all of the vendor
 * @param markets empty: all
 */
public record RowScope(@Nullable UUID vendor, Set<UUID> sites, Set<String> markets) {
    private static final String ALL = "*";
    private static final String ENTER =
            "select set_config('docket.vendor', ?, true), set_config('docket.sites', ?, true), set_config('docket.markets', ?, true)";

    /** For the transaction that begins here, and no longer: the pool's next user does not get it. */
    void enter(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement(ENTER)) {
            statement.setString(1, vendor == null ? "" : vendor.toString());
            statement.setString(2, array(sites));
            statement.setString(3, array(markets));
            statement.execute();
        }
    }

    private static String array(Set<?> values) {
        return values.isEmpty()
                ? ALL
                : values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(",", "{", "}"));
    }
}
