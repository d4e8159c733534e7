package docket.platform.listing;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;

/** The operators of the filter inputs as conditions. Lists go as one array value, so that their length does not change the statement. */
final class Operators {
    private Operators() {}

    /** All operators given hold together; ids are UUIDs by now. */
    static Condition condition(Field<?> column, Map<String, Object> operators) {
        var conditions = new ArrayList<Condition>();
        operators.forEach((operator, value) -> conditions.add(condition(column, operator, value)));
        return DSL.and(conditions);
    }

    private static Condition condition(Field<?> column, String operator, Object value) {
        return switch (operator) {
            case "eq" -> typed(column).eq(value(column, value));
            case "in" -> typed(column).eq(DSL.any(array(column, (List<?>) value)));
            case "notIn" -> typed(column).ne(DSL.all(array(column, (List<?>) value)));
            case "isNull" -> (Boolean) value ? column.isNull() : column.isNotNull();
            case "gte" -> typed(column).ge(value(column, value));
            case "gt" -> typed(column).gt(value(column, value));
            case "lte" -> typed(column).le(value(column, value));
            case "lt" -> typed(column).lt(value(column, value));
            case "startsWith" -> DSL.condition("starts_with({0}, {1})", column, DSL.val((String) value));
            case "contains" ->
                column.likeIgnoreCase(
                        DSL.inline("%").concat(DSL.val(escaped((String) value))).concat(DSL.inline("%")), '!');
            case "has" ->
                DSL.condition("{0} @> {1}", column, DSL.val(new String[] {(String) value}, SQLDataType.CLOB.array()));
            default -> throw new IllegalStateException("no operator " + operator);
        };
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
    private static Field<Object> value(Field<?> column, Object value) {
        return (Field<Object>) DSL.val(value, column.getDataType());
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
