package docket.platform.graph;

import docket.platform.sql.Db;
import docket.platform.sql.Loader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A reference to a row of one of several types.
 *
 * @param type the key under which its loader is registered
 */
public record NodeRef(String type, UUID id) {

    /** Loads all references, one statement per type that occurs; an unknown row is null. */
    static List<@Nullable Object> load(
            List<@Nullable NodeRef> references, Map<String, Loader<UUID, ?>> loaders, Db db) {
        var keys = new HashMap<String, Set<UUID>>();
        for (var reference : references) {
            if (reference != null) {
                keys.computeIfAbsent(reference.type(), type -> new HashSet<>()).add(reference.id());
            }
        }
        var found = new HashMap<String, Map<UUID, ?>>();
        keys.forEach((type, ids) -> found.put(type, loader(loaders, type).load(db, ids)));
        var values = new ArrayList<@Nullable Object>(references.size());
        for (var reference : references) {
            values.add(
                    reference == null
                            ? null
                            : found.getOrDefault(reference.type(), Map.of()).get(reference.id()));
        }
        return values;
    }

    private static Loader<UUID, ?> loader(Map<String, Loader<UUID, ?>> loaders, String type) {
        return Objects.requireNonNull(loaders.get(type), () -> "no loader for " + type);
    }
}
