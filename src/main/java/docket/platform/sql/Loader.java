package docket.platform.sql;

import java.util.Collection;
import java.util.Map;

/**
 * Loads values by key, all keys of a level in one statement.
 *
 * @param <K> the key
 * @param <V> the value
 */
@FunctionalInterface
public interface Loader<K, V> {
    /** @return the values found; a key without a row is absent */
    Map<K, V> load(Db db, Collection<K> keys);
}
