package docket.platform.sql;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jooq.Field;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * A record whose components are the columns of a table, by name. A component without a column, of another type, or which denies a null that
 * the column may hold fails at start.
 *
 * @param <T> the record; its first component is a UUID, unique or, below a parent, unique together with the order
 */
public final class Entity<T extends Record> implements Loader<UUID, T> {
    private final Class<T> type;
    private final Table<?> table;
    private final Field<UUID> id;
    private final List<Field<?>> columns;
    private final List<ColumnReader> readers;
    private final MethodHandle constructor;
    private final Map<String, Integer> positions = new HashMap<>();
    private final @Nullable Object[] nothing;
    private final Selection<T> whole;

    private Entity(Class<T> type, Table<?> table, Map<String, Field<?>> computed) {
        this.type = type;
        this.table = table;
        this.columns = new ArrayList<>();
        this.readers = new ArrayList<>();
        for (var component : type.getRecordComponents()) {
            positions.put(component.getName(), columns.size());
            columns.add(column(component, table, computed));
            readers.add(ColumnReader.of(component));
        }
        this.id = columns.getFirst().coerce(UUID.class);
        this.constructor = constructor(type);
        this.nothing = nothing(type);
        this.whole = Selection.of(this, positions.keySet(), List.of());
    }

    public static <T extends Record> Entity<T> of(Class<T> type, Table<?> table) {
        return new Entity<>(type, table, Map.of());
    }

    /** @param computed expressions for components which are no columns; they may refer to the table only */
    public static <T extends Record> Entity<T> of(Class<T> type, Table<?> table, Map<String, Field<?>> computed) {
        return new Entity<>(type, table, computed);
    }

    public Class<T> type() {
        return type;
    }

    public Table<?> table() {
        return table;
    }

    public Field<UUID> id() {
        return id;
    }

    /** The name of the key's component. */
    public String key() {
        return type.getRecordComponents()[0].getName();
    }

    /** What a query has to select, in this order, for {@link #read}. */
    public List<? extends Field<?>> columns() {
        return columns;
    }

    /** {@link #columns} in words, for statements that name the table by its own name. */
    public String columnList() {
        return Sql.text(DSL.select(columns)).substring("select ".length());
    }

    /** The column behind a component. */
    Field<?> column(String component) {
        return columns.get(position(component));
    }

    public boolean hasComponent(String name) {
        return positions.containsKey(name);
    }

    int position(String component) {
        var position = positions.get(component);
        if (position == null) {
            throw new IllegalArgumentException("%s has no component %s".formatted(type, component));
        }
        return position;
    }

    /** All components, and nothing that they refer to. */
    public Selection<T> whole() {
        return whole;
    }

    /** @param offset how many columns stand before this entity's */
    public T read(ResultSet row, int offset) throws SQLException {
        return read(row, offset, null);
    }

    /** @param components the positions of those that were selected, in their order; null for all */
    @SuppressWarnings("unchecked")
    T read(ResultSet row, int offset, int @Nullable [] components) throws SQLException {
        var values = nothing.clone();
        var count = components == null ? values.length : components.length;
        for (int index = 0; index < count; index++) {
            var component = components == null ? index : components[index];
            values[component] = readers.get(component).read(row, offset + index + 1);
        }
        try {
            return (T) (Object) constructor.invokeExact(values);
        } catch (SQLException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Map<UUID, T> load(Db db, Collection<UUID> keys) {
        return whole.load(db, keys);
    }

    /** All rows below each parent, for lists that are small by nature. */
    public Loader<UUID, List<T>> allBy(Field<UUID> parent, SortField<?>... order) {
        var sql = Sql.of(DSL.select(parent)
                .select(columns)
                .from(table)
                .where(parent.eq(DSL.any(Sql.keys())))
                .orderBy(order));
        return (db, keys) -> db.groups(sql, Sql.keys(keys), row -> row.getObject(1, UUID.class), row -> read(row, 1));
    }

    @Override
    public String toString() {
        return type.getName() + " of " + table.getQualifiedName();
    }

    private static Field<?> column(RecordComponent component, Table<?> table, Map<String, Field<?>> computed) {
        var expression = computed.get(component.getName());
        if (expression != null) {
            return expression.as(snake(component.getName()));
        }
        var column = table.field(snake(component.getName()));
        if (column == null) {
            throw new IllegalStateException(
                    "%s.%s has no column in %s".formatted(component.getDeclaringRecord(), component.getName(), table));
        }
        if (column.getDataType().nullable() && !RecordFields.isNullable(component)) {
            throw new IllegalStateException("%s may be null, but %s.%s may not"
                    .formatted(column, component.getDeclaringRecord(), component.getName()));
        }
        return column;
    }

    /** What stands for components that are not read. */
    private static @Nullable Object[] nothing(Class<?> type) {
        var components = type.getRecordComponents();
        var nothing = new @Nullable Object[components.length];
        for (int index = 0; index < nothing.length; index++) {
            var component = components[index].getType();
            nothing[index] = component.isPrimitive() ? zero(component) : null;
        }
        return nothing;
    }

    private static Object zero(Class<?> primitive) {
        return java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(primitive, 1), 0);
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1")
                .replaceAll("(?<=[a-z])([0-9]+)$", "$1")
                .toLowerCase(Locale.ROOT);
    }

    private static MethodHandle constructor(Class<?> type) {
        try {
            var parameters = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            var constructor = type.getDeclaredConstructor(parameters);
            constructor.setAccessible(true);
            return MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asSpreader(Object[].class, parameters.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot construct " + type, e);
        }
    }
}
