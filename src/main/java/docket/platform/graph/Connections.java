package docket.platform.graph;

import docket.platform.listing.Listing;
import docket.platform.listing.Page;
import docket.platform.listing.PageQuery;
import docket.platform.listing.Relation;
import docket.platform.sql.Db;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Builds connections from listings, and wires the four types that every connection consists of. */
final class Connections {
    private static final Set<String> ROWS = Set.of("nodes", "edges", "pageInfo");

    private Connections() {}

    static <V extends Record> Connection<V> root(Listing<V> listing, FieldCall call) {
        var query = PageQuery.root(
                call.selection(listing.entity()),
                listing,
                call.arguments(),
                call.db().isScoped(),
                name -> call.request().wired().hasFilter(listing.entity().type().getSimpleName(), name));
        var page = call.selectsAny(ROWS) ? query.root(call.db()) : Page.<V>empty();
        return new Connection<>(page, null, query::cursor, (db, connections) -> List.of(total(query.countRoot(db))));
    }

    /** @param keys a parent without one has no connection */
    static <V extends Record> List<@Nullable Connection<V>> below(
            List<@Nullable UUID> keys, Listing<V> listing, Relation relation, FieldCall call) {
        var query = PageQuery.below(
                call.selection(listing.entity()),
                listing,
                relation,
                call.arguments(),
                call.db().isScoped());
        var parents = new HashSet<UUID>();
        for (var key : keys) {
            if (key != null) {
                parents.add(key);
            }
        }
        var pages =
                call.selectsAny(ROWS) && !parents.isEmpty() ? query.below(call.db(), parents) : Map.<UUID, Page<V>>of();
        BiFunction<Db, List<Connection<?>>, List<Connection.TotalCount>> counter =
                (db, connections) -> counts(query, db, connections);
        var connections = new ArrayList<@Nullable Connection<V>>(keys.size());
        for (var key : keys) {
            connections.add(
                    key == null
                            ? null
                            : new Connection<>(pages.getOrDefault(key, Page.empty()), key, query::cursor, counter));
        }
        return connections;
    }

    private static List<Connection.TotalCount> counts(PageQuery<?> query, Db db, List<Connection<?>> connections) {
        var keys = connections.stream()
                .map(connection -> (UUID) java.util.Objects.requireNonNull(connection.key()))
                .toList();
        var counts = query.countBelow(db, Set.copyOf(keys));
        return keys.stream().map(key -> total(counts.getOrDefault(key, 0))).toList();
    }

    private static Connection.TotalCount total(int counted) {
        return new Connection.TotalCount(Math.min(counted, PageQuery.COUNT_CAP), counted <= PageQuery.COUNT_CAP);
    }

    /** How the fields of a type called {@code …Connection} or {@code …Edge} get their values; null for any other type. */
    static @Nullable BatchField<Object> field(String type, String field) {
        if (type.endsWith("Connection")) {
            return connectionField(field);
        }
        return type.endsWith("Edge") ? edgeField(field) : null;
    }

    private static @Nullable BatchField<Object> connectionField(String field) {
        return switch (field) {
            case "nodes" -> each(parent -> ((Connection<?>) parent).page().rows());
            case "edges" -> each(parent -> ((Connection<?>) parent).edges());
            case "pageInfo" -> each(parent -> ((Connection<?>) parent).pageInfo());
            case "totalCount" -> Connections::totalCounts;
            default -> null;
        };
    }

    private static @Nullable BatchField<Object> edgeField(String field) {
        return switch (field) {
            case "node" -> each(parent -> ((Connection.Edge<?>) parent).node());
            case "cursor" -> each(parent -> ((Connection.Edge<?>) parent).cursor());
            default -> null;
        };
    }

    private static BatchField<Object> each(Function<Object, Object> value) {
        BatchField<Object> part = (parents, call) -> {
            var values = new ArrayList<>(parents.size());
            for (var parent : parents) {
                values.add(value.apply(parent));
            }
            return values;
        };
        return part.within(BatchField.Statements.NONE);
    }

    /** All parents of one call come from one field, hence from one listing and one counter. */
    private static List<?> totalCounts(List<Object> parents, FieldCall call) {
        List<Connection<?>> connections = parents.stream()
                .<Connection<?>>map(parent -> (Connection<?>) parent)
                .toList();
        return connections.getFirst().counter().apply(call.db(), connections);
    }
}
