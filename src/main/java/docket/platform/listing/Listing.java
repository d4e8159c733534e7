package docket.platform.listing;

import docket.platform.search.SearchFunction;
import docket.platform.sql.Entity;
import docket.platform.sql.RecordFields;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * An entity as a list: what one may filter it by, and the orders in which it comes. The names are those of the GraphQL filter input and order
 * enum.
 *
 * @param <T> the record of a row
 */
public final class Listing<T extends Record> {
    static final String ANY_TYPE = "";

    private final Entity<T> entity;
    private final Map<String, FilterField> filters = new LinkedHashMap<>();
    private final Map<String, FilterField> scopedFilters = new HashMap<>();
    private final Map<String, OrderField> orders = new LinkedHashMap<>();
    private final Map<String, Function<Object, @Nullable Object>> components;
    private final Set<String> needAnchor = new HashSet<>();
    private boolean isSmall;

    private Listing(Entity<T> entity) {
        this.entity = entity;
        this.components = RecordFields.accessors(entity.type());
    }

    /**
     * @param anchor whether an index leads to the rows, so that this filter alone keeps a query from reading the whole table
     * @param idType the GraphQL type of the ids compared with, empty for all types, null for plain values
     */
    record FilterField(
            Comparison comparison, boolean anchor, @Nullable String idType) {}

    /**
     * @param component holds the order key of a row
     * @param value the order key of a row; null stands for infinity
     */
    record OrderField(
            Field<?> column,
            String component,
            Function<Object, @Nullable Object> value,
            boolean ascendingFirst,
            @Nullable Runs runs) {}

    /**
     * How an index serves an order within one value of {@code within}: as a sorted run for each value of the column {@code by}, which stands
     * before the order's own column in it. The runs are merged.
     *
     * @param within null where {@code by} is the first column of the index
     * @param filter the name of the filter by {@code by}
     * @param values all that {@code by} can have
     */
    public record Runs(@Nullable Field<UUID> within, Field<String> by, String filter, List<String> values) {}

    public static <T extends Record> Listing<T> of(Entity<T> entity) {
        return new Listing<>(entity);
    }

    /** A filter which an index serves. */
    public Listing<T> anchor(String name, Field<?> column) {
        return put(name, new FilterField(new Comparison.ToValues(column), true, null));
    }

    /** A filter by the id of another node, which an index serves. */
    public Listing<T> anchorId(String name, Field<UUID> column, String type) {
        return byId(name, column, type, true);
    }

    /** As {@link #anchorId}, where the column holds ids of several types. */
    public Listing<T> anchorAnyId(String name, Field<UUID> column) {
        return put(name, new FilterField(new Comparison.ToValues(column), true, ANY_TYPE));
    }

    /** A filter that only narrows what an anchor, a parent or a small table leaves. */
    public Listing<T> filter(String name, Field<?> column) {
        return put(name, new FilterField(new Comparison.ToValues(column), false, null));
    }

    public Listing<T> filterId(String name, Field<UUID> column, String type) {
        return byId(name, column, type, false);
    }

    /** Where rows are hidden, an id of a hidden one has to be as good as none, also in the rows that name it. */
    private Listing<T> byId(String name, Field<UUID> column, String type, boolean anchor) {
        var target = Comparison.ToSeen.target(entity.table(), column);
        if (target != null) {
            scopedFilters.put(name, new FilterField(new Comparison.ToSeen(column, target), anchor, type));
        }
        return put(name, new FilterField(new Comparison.ToValues(column), anchor, type));
    }

    /** A filter by ids of nodes which other rows connect with these: {@code condition} gets the keys asked for. */
    public Listing<T> anchorVia(String name, String type, Function<Field<UUID[]>, Condition> condition) {
        return put(name, new FilterField(new Comparison.Via(condition), true, type));
    }

    /**
     * A filter which a partial index serves: rows with these values all fulfil the predicate of the index, which the planner is told when
     * nothing but these values is asked for.
     */
    public Listing<T> anchorWithin(String name, Field<?> column, Set<String> values, Condition predicate) {
        return put(name, new FilterField(new Comparison.Within(column, values, predicate), true, null));
    }

    /** A filter for words anywhere in a text, served by the index over its search vector. */
    public Listing<T> search(String name, Field<?>... texts) {
        var vector = DSL.function("platform.search_vector", Object.class, texts);
        return put(name, new FilterField(new Comparison.ToWords(vector), true, null));
    }

    /**
     * As {@link #search}, where a table of its own holds the texts.
     *
     * @param ids SQL of those that match the words <code>{0}</code>
     */
    public Listing<T> searchElsewhere(String name, String ids) {
        return put(name, new FilterField(new Comparison.ToWordsElsewhere(entity.id(), ids), true, null));
    }

    /**
     * Instead of a search by this name where rows are hidden: the policies keep every index from comparing words, so that the function is
     * asked, which looks past them and answers ids within the scope alone.
     */
    public Listing<T> scopedSearch(String name, SearchFunction search) {
        scopedFilters.put(name, new FilterField(new Comparison.ToFound(entity.id(), search), true, null));
        return this;
    }

    /** An order by a component whose column is not null and indexed together with the id. */
    public Listing<T> ascending(String name, Field<?> column, String component) {
        return order(name, column, component, true);
    }

    /** As {@link #ascending}, newest or greatest first unless the caller says otherwise. */
    public Listing<T> descending(String name, Field<?> column, String component) {
        return order(name, column, component, false);
    }

    /** As {@link #ascending}, for an index that only leads to it from a filter, and so has to be asked for together with an anchor. */
    public Listing<T> ascendingWithin(String name, Field<?> column, String component) {
        order(name, column, component, true);
        needAnchor.add(name);
        return this;
    }

    /** As {@link #ascendingWithin(String, Field, String)}, for an index that serves the order in runs. */
    public Listing<T> ascendingWithin(String name, Field<?> column, String component, Runs runs) {
        order(name, column, component, true, runs);
        needAnchor.add(name);
        return this;
    }

    /** A table of at most some thousand rows: reading it whole is cheaper than refusing a filter. */
    public Listing<T> small() {
        isSmall = true;
        return this;
    }

    private Listing<T> order(String name, Field<?> column, String component, boolean ascendingFirst) {
        return order(name, column, component, ascendingFirst, null);
    }

    private Listing<T> order(
            String name, Field<?> column, String component, boolean ascendingFirst, @Nullable Runs runs) {
        var value = components.get(component);
        if (value == null) {
            throw new IllegalStateException("%s has no component %s".formatted(entity.type(), component));
        }
        orders.put(name, new OrderField(column, component, value, ascendingFirst, runs));
        return this;
    }

    private Listing<T> put(String name, FilterField filter) {
        if (filters.putIfAbsent(name, filter) != null) {
            throw new IllegalStateException("filter %s is declared twice".formatted(name));
        }
        return this;
    }

    public Entity<T> entity() {
        return entity;
    }

    public Set<String> filterNames() {
        return filters.keySet();
    }

    public Set<String> orderNames() {
        return orders.keySet();
    }

    boolean needsAnchor(String order) {
        return needAnchor.contains(order) && !isSmall;
    }

    boolean isSmall() {
        return isSmall;
    }

    @Nullable
    FilterField scopedFilterField(String name) {
        var scoped = scopedFilters.get(name);
        return scoped == null ? filterField(name) : scoped;
    }

    @Nullable
    FilterField filterField(String name) {
        return filters.get(name);
    }

    List<String> anchors() {
        return filters.entrySet().stream()
                .filter(filter -> filter.getValue().anchor())
                .map(Map.Entry::getKey)
                .toList();
    }

    OrderField orderField(String name) {
        return Objects.requireNonNull(orders.get(name));
    }

    String defaultOrder() {
        return orders.keySet().iterator().next();
    }

    /** What cursors need of a row. */
    public Set<String> cursorComponents() {
        var needed = new HashSet<String>();
        needed.add(entity.key());
        orders.values().forEach(order -> needed.add(order.component()));
        return needed;
    }

    /** The row's key, its first component. */
    UUID idOf(T row) {
        return (UUID) Objects.requireNonNull(
                Objects.requireNonNull(components.get(entity.key())).apply(row));
    }
}
