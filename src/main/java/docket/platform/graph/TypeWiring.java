package docket.platform.graph;

import docket.platform.listing.Listing;
import docket.platform.listing.Relation;
import docket.platform.sql.Component;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one object type. Components of the type's record need no declaration; all else is declared here, once.
 *
 * @param <T> the record behind the type
 */
public final class TypeWiring<T> {
    private final String name;
    private final Map<String, BatchField<T>> fields = new HashMap<>();
    private final Map<String, Listing<?>> listings = new HashMap<>();
    private final Map<String, Needs> needs = new HashMap<>();

    TypeWiring(String name) {
        this.name = name;
    }

    Map<String, BatchField<T>> fields() {
        return fields;
    }

    /**
     * What a field needs of its parent.
     *
     * @param component all that it looks at
     * @param target whose row it stands for, so that this may be read along with the parent's
     */
    record Needs(String component, @Nullable Entity<?> target) {}

    /** By field; one that is not here may look at anything. */
    Map<String, Needs> needs() {
        return needs;
    }

    /** The listings behind connections, by field. */
    Map<String, Listing<?>> listings() {
        return listings;
    }

    /** A field that is resolved for all parents at once; the general form of all the others. */
    public TypeWiring<T> batch(String field, BatchField<T> resolver) {
        if (fields.putIfAbsent(field, resolver) != null) {
            throw new IllegalStateException("%s.%s is declared twice".formatted(name, field));
        }
        return this;
    }

    /** A field computed from its parent alone. */
    public TypeWiring<T> value(String field, Component<T, @Nullable Object> function) {
        needs.put(field, new Needs(function.method(), null));
        BatchField<T> computed = (parents, call) -> {
            var values = new ArrayList<@Nullable Object>(parents.size());
            for (var parent : parents) {
                values.add(function.apply(parent));
            }
            return values;
        };
        return batch(field, computed.within(BatchField.Statements.NONE));
    }

    /** The row that a key of the parent names. */
    public <V> TypeWiring<T> toOne(String field, Component<T, @Nullable UUID> foreignKey, Loader<UUID, V> loader) {
        var entity = loader instanceof Entity<?> known ? known : null;
        needs.put(field, new Needs(foreignKey.method(), entity));
        BatchField<T> rows = (parents, call) -> {
            var keys = new HashSet<UUID>();
            for (var parent : parents) {
                var key = foreignKey.apply(parent);
                if (key != null) {
                    keys.add(key);
                }
            }
            var found = keys.isEmpty() ? Map.<UUID, Object>of() : find(keys, entity, loader, call);
            var values = new ArrayList<@Nullable Object>(parents.size());
            for (var parent : parents) {
                var key = foreignKey.apply(parent);
                values.add(key == null ? null : found.get(key));
            }
            return values;
        };
        return batch(field, entity == null ? rows : rows.within(BatchField.Statements.ONE));
    }

    private static <T> List<UUID> keys(List<T> parents, Component<T, UUID> key) {
        var keys = new ArrayList<UUID>(parents.size());
        for (var parent : parents) {
            keys.add(key.apply(parent));
        }
        return keys;
    }

    private static Map<UUID, ?> find(
            Set<UUID> keys, @Nullable Entity<?> entity, Loader<UUID, ?> loader, FieldCall call) {
        return entity == null
                ? loader.load(call.db(), keys)
                : call.selection(entity).find(call.db(), keys);
    }

    /** A reference to one of several types: one statement per concrete type that occurs. */
    public TypeWiring<T> toOneOf(
            String field, Function<T, @Nullable NodeRef> reference, Map<String, Loader<UUID, ?>> loaders) {
        return batch(field, (parents, call) -> {
            var references = new ArrayList<@Nullable NodeRef>();
            parents.forEach(parent -> references.add(reference.apply(parent)));
            return NodeRef.load(references, loaders, call.db());
        });
    }

    /** All children of each parent, for lists that are small by nature; what can grow is a {@link #connection}. */
    public <V> TypeWiring<T> toMany(String field, Component<T, UUID> key, Loader<UUID, List<V>> loader) {
        needs.put(field, new Needs(key.method(), null));
        return batch(field, (parents, call) -> {
            var keys = keys(parents, key);
            var found = loader.load(call.db(), Set.copyOf(keys));
            var values = new ArrayList<List<V>>(keys.size());
            for (var one : keys) {
                values.add(found.getOrDefault(one, List.of()));
            }
            return values;
        });
    }

    /** A keyset-paged connection below each parent: one statement for all parents. Null below a parent without a key. */
    public <V extends Record> TypeWiring<T> connection(
            String field, Component<T, @Nullable UUID> key, Listing<V> listing, Relation relation) {
        needs.put(field, new Needs(key.method(), null));
        listings.put(field, listing);
        BatchField<T> pages = (parents, call) -> {
            var keys = new ArrayList<@Nullable UUID>(parents.size());
            parents.forEach(parent -> keys.add(key.apply(parent)));
            return Connections.below(keys, listing, relation, call);
        };
        return batch(field, pages.within(BatchField.Statements.ONE));
    }
}
