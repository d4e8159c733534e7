package docket.platform.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * What to read of an entity's rows: the components that somebody looks at, and rows of other entities that they refer to, which come along in
 * the same statement. What is not read is null or zero in the record. Keeps the statements made for it.
 *
 * @param <T> the record of a row
 */
public final class Selection<T extends Record> implements Loader<UUID, T> {
    /** The rows of the entity itself, as the outer query calls them. */
    private static final String ROWS = "t";

    /** Other statements are made anew: nobody asks one list in so many ways at once. */
    private static final int MAX_STATEMENTS = 50;

    private final Entity<T> entity;
    private final int[] components;
    private final List<Reference> references;
    private final Object kind;
    private final Map<Object, Sql> statements = new ConcurrentHashMap<>();

    /** @param component holds the key of the row in {@code target} */
    public record Reference(String component, Selection<?> target) {}

    Selection(Entity<T> entity, int[] components, List<Reference> references) {
        this.entity = entity;
        this.components = components;
        this.references = references;
        this.kind = references.isEmpty() ? entity + Arrays.toString(components) : this;
    }

    /** @param components read besides the key and those that the references need */
    public static <T extends Record> Selection<T> of(
            Entity<T> entity, Set<String> components, List<Reference> references) {
        var names = new LinkedHashSet<>(components);
        names.add(entity.key());
        references.forEach(reference -> names.add(reference.component()));
        var positions = names.stream().mapToInt(entity::position).sorted().toArray();
        return new Selection<>(entity, positions, List.copyOf(references));
    }

    public Entity<T> entity() {
        return entity;
    }

    /** What comes along with the rows directly. */
    public List<? extends Selection<?>> targets() {
        return references.stream().map(Reference::target).toList();
    }

    /** The statement for a way to ask, made when it is asked first. */
    public Sql statement(Object way, Supplier<? extends ResultQuery<?>> query) {
        var known = statements.get(way);
        if (known != null) {
            return known;
        }
        var made = Sql.of(query.get());
        if (statements.size() < MAX_STATEMENTS) {
            statements.put(way, made);
        }
        return made;
    }

    @Override
    public Map<UUID, T> load(Db db, Collection<UUID> keys) {
        var sql = statement(
                "by key",
                () -> complete(
                        rows(List.of()).from(entity.table()).where(entity.id().eq(DSL.any(Sql.keys()))),
                        List.of(),
                        null,
                        List.of()));
        return db.map(sql, Sql.keys(keys), row -> row.getObject(1, UUID.class), row -> read(db, row, 0));
    }

    /** The rows for the keys, of which some may have been read before, or have come along with those that refer to them. */
    @SuppressWarnings("unchecked")
    public Map<UUID, T> find(Db db, Set<UUID> keys) {
        var known = db.known(this);
        var missing = keys.stream().filter(key -> !known.containsKey(key)).toList();
        if (!missing.isEmpty()) {
            missing.forEach(key -> known.put(key, null));
            known.putAll(load(db, missing));
        }
        return (Map<UUID, T>) (Map<UUID, ?>) known;
    }

    /** Selections of one kind read the same of a row; those with references are each of their own kind, since it matters who reads these. */
    Object kind() {
        return kind;
    }

    /** The beginning of a query for the rows themselves, without what they refer to. */
    public org.jooq.SelectSelectStep<?> rows(List<? extends SelectField<?>> before) {
        var fields = new ArrayList<SelectField<?>>(before);
        for (var component : components) {
            fields.add(entity.columns().get(component));
        }
        return DSL.select(fields);
    }

    /**
     * The whole query: {@code rows} and what they refer to.
     *
     * @param before columns of {@code outer} to stand first
     * @param outer a table that {@code rows} may look at; null for none
     * @param order by columns of {@link #column} and of {@code outer}
     */
    public ResultQuery<?> complete(
            Select<?> rows, List<? extends Field<?>> before, @Nullable Table<?> outer, List<SortField<?>> order) {
        var inner = rows.asTable(ROWS);
        var fields = new ArrayList<SelectField<?>>(before);
        for (var component : components) {
            fields.add(column(ROWS, entity.columns().get(component)));
        }
        Table<?> from = outer == null ? inner : outer.crossJoin(DSL.lateral(inner));
        var joined = new Joined(fields, from);
        join(ROWS, joined);
        return DSL.select(joined.fields).from(joined.from).orderBy(order);
    }

    /** A column of the rows as {@link #complete} knows it. */
    public static <C> Field<C> column(Field<C> column) {
        return column(ROWS, column);
    }

    private static <C> Field<C> column(String table, Field<C> column) {
        return DSL.field(DSL.name(table, column.getName()), column.getDataType());
    }

    private static final class Joined {
        final List<SelectField<?>> fields;
        Table<?> from;
        int count;

        Joined(List<SelectField<?>> fields, Table<?> from) {
            this.fields = fields;
            this.from = from;
        }
    }

    private void join(String table, Joined joined) {
        for (var reference : references) {
            var name = "r" + ++joined.count;
            var key = column(table, entity.column(reference.component())).coerce(UUID.class);
            reference.target().joinTo(name, key, joined);
        }
    }

    private void joinTo(String name, Field<UUID> key, Joined joined) {
        var row = rows(List.of()).from(entity.table()).where(entity.id().eq(key));
        joined.from = joined.from.leftJoin(DSL.lateral(row.asTable(name))).on(DSL.trueCondition());
        for (var component : components) {
            joined.fields.add(column(name, entity.columns().get(component)));
        }
        join(name, joined);
    }

    /** @param offset how many columns stand before */
    public T read(Db db, ResultSet row, int offset) throws SQLException {
        var record = entity.read(row, offset, components);
        readReferences(db, row, offset, offset + components.length);
        return record;
    }

    /** @return the position after the last column read */
    private int readReferences(Db db, ResultSet row, int offset, int next) throws SQLException {
        var position = next;
        for (var reference : references) {
            var key = row.getObject(offset + 1 + indexOf(reference.component()), UUID.class);
            position = reference.target().readAlong(db, row, key, position);
        }
        return position;
    }

    private int readAlong(Db db, ResultSet row, @Nullable UUID key, int offset) throws SQLException {
        var next = offset + components.length;
        if (key == null) {
            return skip(next);
        }
        var known = db.known(this);
        if (!known.containsKey(key)) {
            var isThere = row.getObject(offset + 1 + indexOf(entity.key()), UUID.class) != null;
            known.put(key, isThere ? entity.read(row, offset, components) : null);
        }
        return readReferences(db, row, offset, next);
    }

    private int skip(int next) {
        var position = next;
        for (var reference : references) {
            position = reference.target().skip(position + reference.target().components.length);
        }
        return position;
    }

    private int indexOf(String component) {
        return Arrays.binarySearch(components, entity.position(component));
    }
}
