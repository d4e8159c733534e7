package docket.platform.listing;

import docket.platform.sql.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The operators of the filter inputs. Lists go as one array value, so that their length does not change the statement. */
final class Operators {
    private Operators() {}

    /** Converts the values for the conditions of the same path. */
    static void bind(Field<?> column, String path, Map<String, Object> operators, Bindings bindings) {
        operators.forEach((operator, value) -> {
            var name = path + "." + operator;
            switch (operator) {
                case "isNull" -> bindings.shape(name + value);
                case "in", "notIn" -> bindings.bind(name, array(column, (List<?>) value));
                case "contains" -> bindings.bind(name, escaped((String) value));
                case "has" -> bindings.bind(name, new String[] {(String) value});
                case "startsWith" -> bindings.bind(name, value);
                default -> bindings.bind(name, column.getDataType().convert(value));
            }
        });
    }

    /** All operators given hold together. */
    static Condition condition(Field<?> column, String path, Map<String, Object> operators) {
        var conditions = new ArrayList<Condition>();
        operators.forEach(
                (operator, value) -> conditions.add(condition(column, path + "." + operator, operator, value)));
        return DSL.and(conditions);
    }

    private static Condition condition(Field<?> column, String name, String operator, Object value) {
        return switch (operator) {
            case "eq" -> typed(column).eq(value(column, name));
            case "in" -> typed(column).eq(DSL.any(array(column, name)));
            case "notIn" -> typed(column).ne(DSL.all(array(column, name)));
            case "isNull" -> (Boolean) value ? isNone(column) : DSL.not(isNone(column));
            case "gte" -> typed(column).ge(value(column, name));
            case "gt" -> typed(column).gt(value(column, name));
            case "lte" -> typed(column).le(value(column, name));
            case "lt" -> typed(column).lt(value(column, name));
            case "startsWith" -> DSL.condition("starts_with({0}, {1})", column, Sql.value(name, SQLDataType.CLOB));
            case "contains" ->
                column.likeIgnoreCase(
                        DSL.inline("%")
                                .concat(Sql.value(name, SQLDataType.CLOB))
                                .concat(DSL.inline("%")),
                        '!');
            case "has" -> DSL.condition("{0} @> {1}", column, Sql.value(name, SQLDataType.CLOB.array()));
            default -> throw new IllegalStateException("no operator " + operator);
        };
    }

    /** An instant that keyset order needs to be not null holds infinity for "none". */
    private static Condition isNone(Field<?> column) {
        var type = column.getDataType();
        return type.isDateTime() && !type.nullable()
                ? typed(column).eq(typed(DSL.inline("infinity").cast(type)))
                : column.isNull();
    }

    /** Whether only rows with these values can pass. */
    static boolean areWithin(Set<String> values, Map<String, Object> operators) {
        return (operators.get("eq") instanceof String one && values.contains(one))
                || (operators.get("in") instanceof List<?> wanted && values.containsAll(wanted));
    }

    static UUID[] ids(Map<String, Object> operators) {
        if (operators.get("eq") instanceof UUID id) {
            return new UUID[] {id};
        }
        return operators.get("in") instanceof List<?> ids
                ? ids.stream().map(UUID.class::cast).toArray(UUID[]::new)
                : new UUID[0];
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> typed(Field<?> column) {
        return (Field<Object>) column;
    }

    @SuppressWarnings("unchecked")
    private static Field<Object> value(Field<?> column, String name) {
        return (Field<Object>) Sql.value(name, column.getDataType());
    }

    @SuppressWarnings("unchecked")
    private static Field<Object[]> array(Field<?> column, String name) {
        return (Field<Object[]>) (Field<?>) Sql.value(name, column.getDataType().array());
    }

    private static Object[] array(Field<?> column, List<?> values) {
        var type = column.getDataType();
        var array = (Object[]) java.lang.reflect.Array.newInstance(type.getType(), values.size());
        for (int index = 0; index < array.length; index++) {
            array[index] = type.convert(values.get(index));
        }
        return array;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
