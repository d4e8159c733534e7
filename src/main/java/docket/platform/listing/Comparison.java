package docket.platform.listing;

import docket.platform.search.SearchFunction;
import docket.platform.sql.Sql;
import java.util.ArrayList;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * How one filter compares. It binds its values for each request and writes its condition once per shape, under the same names, which all begin
 * with {@code path}.
 */
sealed interface Comparison {
    void bind(String path, Map<String, Object> operators, Bindings bindings);

    Condition condition(String path, Map<String, Object> operators);

    /** Of a column with values: {@code eq} leaves one of them. */
    sealed interface OfColumn extends Comparison {
        Field<?> column();
    }

    /** With values as they were given. */
    record ToValues(Field<?> column) implements OfColumn {
        @Override
        public void bind(String path, Map<String, Object> operators, Bindings bindings) {
            Operators.bind(column, path, operators, bindings);
        }

        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            return Operators.condition(column, path, operators);
        }
    }

    /**
     * Of a column with ids of rows which the caller sees; those that it does not see are left out before anything is compared.
     *
     * @param seen the key of the table that the column refers to
     */
    record ToSeen(Field<UUID> column, TableField<?, UUID> seen) implements OfColumn {
        /** The key that a column refers to; null when it refers to none. */
        static @Nullable TableField<?, UUID> target(Table<?> table, Field<UUID> column) {
            for (var reference : table.getReferences()) {
                var at = reference.getFields().indexOf(column);
                if (at >= 0 && reference.getKeyFields().get(at).getName().equals("id")) {
                    @SuppressWarnings("unchecked")
                    var key = (TableField<?, UUID>) reference.getKeyFields().get(at);
                    return key;
                }
            }
            return null;
        }

        @Override
        public void bind(String path, Map<String, Object> operators, Bindings bindings) {
            Operators.bind(column, path, operators, bindings);
            bindings.shape("seen");
        }

        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            var conditions = new ArrayList<Condition>();
            operators.forEach(
                    (operator, value) -> conditions.add(condition(path + "." + operator, operator, path, value)));
            return DSL.and(conditions);
        }

        private Condition condition(String name, String operator, String path, Object value) {
            var one = Sql.value(name, SQLDataType.UUID);
            var several = Sql.value(name, SQLDataType.UUID.array());
            return switch (operator) {
                case "eq" -> column.eq(DSL.field(ids(seen.eq(one))));
                case "in" -> column.eq(DSL.any(DSL.array(ids(seen.eq(DSL.any(several))))));
                case "notIn" -> column.ne(DSL.all(DSL.array(ids(seen.eq(DSL.any(several))))));
                default -> Operators.condition(column, path, Map.of(operator, value));
            };
        }

        private Select<Record1<UUID>> ids(Condition condition) {
            return DSL.select(seen).from(seen.getTable()).where(condition);
        }
    }

    /** As {@link ToValues}, telling the planner the predicate that rows with these values fulfil. */
    record Within(Field<?> column, Set<String> values, Condition predicate) implements Comparison {
        @Override
        public void bind(String path, Map<String, Object> operators, Bindings bindings) {
            Operators.bind(column, path, operators, bindings);
            bindings.shape(Operators.areWithin(values, operators) ? "within" : "");
        }

        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            var condition = Operators.condition(column, path, operators);
            return Operators.areWithin(values, operators) ? condition.and(predicate) : condition;
        }
    }

    /** Of rows that others connect with nodes. */
    record Via(Function<Field<UUID[]>, Condition> joined) implements Comparison {
        @Override
        public void bind(String path, Map<String, Object> operators, Bindings bindings) {
            bindings.bind(path, Operators.ids(operators));
        }

        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            return joined.apply(Sql.value(path, SQLDataType.UUID.array()));
        }
    }

    /** With words. */
    sealed interface Words extends Comparison {
        @Override
        default void bind(String path, Map<String, Object> operators, Bindings bindings) {
            bindings.bind(path, Objects.requireNonNull(operators.get("matches")));
            bindings.shape(getClass().getSimpleName());
        }
    }

    /** Of a search vector with words. */
    record ToWords(Field<?> vector) implements Words {

        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            return DSL.condition("{0} @@ platform.search_query({1})", vector, Sql.value(path, SQLDataType.CLOB));
        }
    }

    /** Of ids with those whose texts, in another table, hold words. */
    record ToWordsElsewhere(Field<?> id, String ids) implements Words {

        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            return DSL.condition("{0} in ({1})", id, DSL.resultQuery(ids, Sql.value(path, SQLDataType.CLOB)));
        }
    }

    /** Of ids with those that a search finds for words. */
    record ToFound(Field<?> id, SearchFunction search) implements Words {
        @Override
        public Condition condition(String path, Map<String, Object> operators) {
            return search.returns(id, Sql.value(path, SQLDataType.CLOB));
        }
    }
}
