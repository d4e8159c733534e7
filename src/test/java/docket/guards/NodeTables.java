package docket.guards;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jooq.Table;

/** The tables behind the types that have a global id. */
public final class NodeTables {
    private static final Map<String, String> ALL = tables();

    private NodeTables() {}

    /** By type, {@code schema.table}. */
    public static Map<String, String> all() {
        return ALL;
    }

    private static Map<String, String> tables() {
        var tables = new TreeMap<String, String>();
        Entities.all().forEach(entity -> tables.put(entity.type().getSimpleName(), name(entity.table())));
        return tables;
    }

    private static String name(Table<?> table) {
        return Objects.requireNonNull(table.getSchema()).getName() + "." + table.getName();
    }
}
