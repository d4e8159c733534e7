package docket.platform.sql;

import java.util.List;
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

    /**
     * Stands before the first statement of a transaction, in the same round trip, and holds for no longer than that: the pool's next user does not get
     * it. Its values are {@link #values}.
     */
    static final String ENTER = "call platform.enter_scope(?, ?, ?); ";

    List<String> values() {
        return List.of(vendor == null ? "" : vendor.toString(), array(sites), array(markets));
    }

    private static String array(Set<?> values) {
        return values.isEmpty()
                ? ALL
                : values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(",", "{", "}"));
    }
}
