package docket.platform.graph;

import docket.platform.listing.Listing;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.Payload;
import docket.platform.mutation.UserError;
import docket.platform.request.GlobalId;
import docket.platform.request.GraphException;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** All declarations of all features: which record stands behind a type and how each field gets its value. */
public final class Graph {
    static final String QUERY = "Query";
    static final String MUTATION = "Mutation";
    private static final int MAX_NODES = 100;

    private final Map<String, TypeWiring<?>> wirings = new HashMap<>();
    private final Map<String, Class<? extends Record>> records = new HashMap<>();
    private final Map<Class<?>, String> names = new HashMap<>();
    private final Map<String, Loader<UUID, ?>> nodes = new HashMap<>();
    private final Map<Class<?>, Entity<?>> entities = new HashMap<>();

    public Graph() {
        value("PageInfo", Connection.PageInfo.class);
        value("TotalCount", Connection.TotalCount.class);
        value("Permission", Permission.class);
        this.<Object>extend(QUERY)
                .batch(
                        "node",
                        (parents, call) -> nodes(
                                call,
                                "node",
                                List.of(nodeRef(call, call.arguments().string("id"), "id"))))
                .batch(
                        "nodes",
                        (parents, call) -> List.of(nodes(
                                call, "nodes", nodeRefs(call, call.arguments().list("ids")))));
    }

    /** A root field. */
    public Graph query(String field, Function<FieldCall, @Nullable Object> resolver) {
        this.<Object>extend(QUERY).batch(field, (parents, call) -> Collections.singletonList(resolver.apply(call)));
        return this;
    }

    /** A root field that writes. What its payload shows is read from a snapshot that sees the write. */
    public Graph mutation(String field, Mutation mutation) {
        BatchField<Object> write = (parents, call) -> {
            var request = call.request();
            var payload = Objects.requireNonNull(request.mutations())
                    .run(field, mutation, call.caller(), request.id(), call.arguments());
            request.refusals().ofMutation(field, call.arguments(), payload);
            return List.of(payload);
        };
        this.<Object>extend(MUTATION).batch(field, write.within(BatchField.Statements.NONE));
        return this;
    }

    /**
     * A root field that writes, with the payload that is called after it.
     *
     * @param error the type of the {@code userErrors}, which may be that of related mutations
     */
    public TypeWiring<Payload> mutation(String field, Mutation mutation, String error) {
        return mutation(field, mutation)
                .payload(Character.toUpperCase(field.charAt(0)) + field.substring(1) + "Payload", error);
    }

    /** The payload of a mutation, and the type of its {@code userErrors}, which may be that of related mutations. */
    public TypeWiring<Payload> payload(String name, String error) {
        if (!records.containsKey(error)) {
            value(error, UserError.class);
        }
        return value(name, Payload.class);
    }

    /** The root field for one row by its global id: null when there is none. */
    public Graph one(String field, String type, Entity<?> entity) {
        BatchField<Object> row = (parents, call) -> {
            var id = call.arguments().id("id", type);
            var found = call.selection(entity).load(call.db(), List.of(id)).get(id);
            if (found == null) {
                call.request().refusals().ofNothing(field, Set.of(new GlobalId(type, id)));
            }
            return Collections.singletonList(found);
        };
        this.<Object>extend(QUERY).batch(field, row.within(BatchField.Statements.ONE));
        return this;
    }

    /** The root field for many rows: a filtered, ordered, keyset-paged connection. */
    public Graph page(String field, Listing<?> listing) {
        extend(QUERY).listings().put(field, listing);
        BatchField<Object> page = (parents, call) -> List.of(Connections.root(listing, call));
        this.<Object>extend(QUERY).batch(field, page.within(BatchField.Statements.ONE));
        return this;
    }

    /** A node type: reachable by {@code node(id:)}, its scalar fields are the components of its record. */
    public <T extends Record> TypeWiring<T> node(String name, Entity<T> entity) {
        nodes.put(name, entity);
        entities.put(entity.type(), entity);
        return value(name, entity.type());
    }

    /** A type without an identity of its own. */
    public <T extends Record> TypeWiring<T> value(String name, Class<T> record) {
        if (records.putIfAbsent(name, record) != null) {
            throw new IllegalStateException(name + " is declared twice");
        }
        names.put(record, name);
        return extend(name);
    }

    /** Further fields for a type that another feature declared. */
    @SuppressWarnings("unchecked")
    public <T> TypeWiring<T> extend(String name) {
        return (TypeWiring<T>) wirings.computeIfAbsent(name, TypeWiring::new);
    }

    /** Further fields for a type that another feature declared, with the record that feature exports for it. */
    public <T extends Record> TypeWiring<T> extend(String name, Class<T> record) {
        return extend(name);
    }

    Map<String, TypeWiring<?>> wirings() {
        return wirings;
    }

    @Nullable
    Class<? extends Record> record(String type) {
        return records.get(type);
    }

    /** The entity whose rows are the objects of a type; null where there is none. */
    @Nullable
    Entity<?> entity(String type) {
        return entities.get(records.get(type));
    }

    boolean isNode(String type) {
        return nodes.containsKey(type);
    }

    /** The object type of a value of an interface or union. */
    String typeOf(Object value) {
        var name = names.get(value.getClass());
        if (name == null) {
            throw new IllegalStateException("no type is declared for " + value.getClass());
        }
        return name;
    }

    /** A type that the caller may not see is no type at all. */
    private NodeRef nodeRef(FieldCall call, String text, String argument) {
        var id = GlobalId.decode(text, argument);
        if (!nodes.containsKey(id.type()) || !call.request().wired().has(id.type())) {
            if (nodes.containsKey(id.type())) {
                call.request().refusals().ofType(argument, id);
            }
            throw GraphException.badInput(argument, "'%s' is not an id of this graph".formatted(argument));
        }
        return new NodeRef(id.type(), id.id());
    }

    private List<@Nullable Object> nodes(FieldCall call, String field, List<@Nullable NodeRef> references) {
        var found = NodeRef.load(references, nodes, call.db());
        var missing = new LinkedHashSet<GlobalId>();
        for (int place = 0; place < found.size(); place++) {
            var reference = references.get(place);
            if (found.get(place) == null && reference != null) {
                missing.add(new GlobalId(reference.type(), reference.id()));
            }
        }
        if (!missing.isEmpty()) {
            call.request().refusals().ofNothing(field, missing);
        }
        return found;
    }

    private List<@Nullable NodeRef> nodeRefs(FieldCall call, List<String> ids) {
        if (ids.size() > MAX_NODES) {
            throw GraphException.tooMuch(
                    "ids",
                    "'ids' takes at most %d ids, not %d: ask for the others in further requests"
                            .formatted(MAX_NODES, ids.size()),
                    ids.size(),
                    MAX_NODES);
        }
        var references = new ArrayList<@Nullable NodeRef>();
        for (var id : ids) {
            references.add(nodeRef(call, id, "ids." + references.size()));
        }
        return references;
    }
}
