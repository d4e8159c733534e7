package docket.platform.graph;

import docket.platform.listing.Listing;
import docket.platform.listing.Relation;
import docket.platform.sql.Loader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
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

    TypeWiring(String name) {
        this.name = name;
    }

    Map<String, BatchField<T>> fields() {
        return fields;
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
    public TypeWiring<T> value(String field, Function<T, @Nullable Object> function) {
        return batch(field, (parents, call) -> parents.stream().map(function).toList());
    }

    /** The global id behind a UUID of another node. */
    public <V> TypeWiring<T> toOne(String field, Function<T, @Nullable UUID> foreignKey, Loader<UUID, V> loader) {
        return batch(field, (parents, call) -> {
            var keys = parents.stream().map(foreignKey).filter(Objects::nonNull).collect(Collectors.toSet());
            var found = keys.isEmpty() ? Map.<UUID, V>of() : loader.load(call.db(), keys);
            return parents.stream()
                    .map(parent -> lookup(found, foreignKey.apply(parent)))
                    .toList();
        });
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
    public <V> TypeWiring<T> toMany(String field, Function<T, UUID> key, Loader<UUID, List<V>> loader) {
        return batch(field, (parents, call) -> {
            var found = loader.load(call.db(), parents.stream().map(key).collect(Collectors.toSet()));
            return parents.stream()
                    .map(parent -> found.getOrDefault(key.apply(parent), List.of()))
                    .toList();
        });
    }

    /** A keyset-paged connection below each parent: one statement for all parents. */
    public <V extends Record> TypeWiring<T> connection(
            String field, Function<T, UUID> key, Listing<V> listing, Relation relation) {
        listings.put(field, listing);
        return batch(
                field,
                (parents, call) -> Connections.below(parents.stream().map(key).toList(), listing, relation, call));
    }

    private static <V> @Nullable V lookup(Map<UUID, V> found, @Nullable UUID key) {
        return key == null ? null : found.get(key);
    }
}
