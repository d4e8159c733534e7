package docket.platform.listing;

import docket.platform.request.Arguments;
import docket.platform.sql.Db;
import docket.platform.sql.Selection;
import docket.platform.sql.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.ResultQuery;
import org.jooq.Select;
import org.jooq.SortField;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/** One page of a listing: at the root, or below each of many parents in one statement. */
public final class PageQuery<T extends Record> {
    /** Up to here {@code totalCount} is exact; counting on would read what nobody looks at. */
    public static final int COUNT_CAP = 10_000;

    private static final Field<UUID> PARENT = DSL.field(DSL.name("parent", "id"), SQLDataType.UUID);
    private static final Field<Long> POSITION = DSL.field(DSL.name("parent", "position"), SQLDataType.BIGINT);
    private static final Table<?> PARENTS = DSL.table("unnest({0}) with ordinality", Sql.keys())
            .as(DSL.name("parent"), DSL.name("id"), DSL.name("position"));
    private static final String CURSOR_VALUE = "cursor.value";
    private static final String CURSOR_ID = "cursor.id";

    private final Listing<T> listing;
    private final Selection<T> selection;
    private final PageArguments arguments;
    private final Listing.OrderField order;
    private final @Nullable Relation relation;
    private final @Nullable MergedRuns runs;
    private final Bindings bindings = new Bindings();

    private PageQuery(
            Selection<T> selection, Listing<T> listing, PageArguments arguments, @Nullable Relation relation) {
        this.listing = listing;
        this.selection = selection;
        this.arguments = arguments;
        this.order = listing.orderField(arguments.order());
        this.relation = relation;
        this.runs = MergedRuns.of(order, arguments.filter(), relation);
        arguments.filter().bind(bindings);
    }

    /**
     * @param selection what to read of each row; it has to hold what cursors need, see {@link Listing#cursorComponents}
     * @param scoped whether it is asked of a {@link Db#isScoped() scoped} database
     * @param offered which filters the caller knows of, to be told when one is missing
     */
    public static <T extends Record> PageQuery<T> root(
            Selection<T> selection,
            Listing<T> listing,
            Arguments arguments,
            boolean scoped,
            Predicate<String> offered) {
        var page = PageArguments.of(listing, arguments, scoped);
        page.requireServed(listing, offered);
        return new PageQuery<>(selection, listing, page, null);
    }

    public static <T extends Record> PageQuery<T> below(
            Selection<T> selection, Listing<T> listing, Relation relation, Arguments arguments, boolean scoped) {
        return new PageQuery<>(selection, listing, PageArguments.of(listing, arguments, scoped), relation);
    }

    /** A row's cursor in this list. */
    public String cursor(T row) {
        return new Cursor(arguments.order(), order.value().apply(row), listing.idOf(row)).encode();
    }

    public Page<T> root(Db db) {
        var sql = selection.statement(way("rows"), () -> complete(List.of(), null, List.of()));
        return page(db.list(sql, values(), row -> selection.read(db, row, 0)));
    }

    /** The page below each parent; a parent without rows is absent. */
    public Map<UUID, Page<T>> below(Db db, Set<UUID> parents) {
        var sql = selection.statement(way("rows"), () -> complete(List.of(PARENT), PARENTS, List.of(POSITION.asc())));
        var values = values();
        values.putAll(Sql.keys(parents));
        var groups = db.groups(sql, values, row -> row.getObject(1, UUID.class), row -> selection.read(db, row, 1));
        var pages = new HashMap<UUID, Page<T>>();
        groups.forEach((parent, children) -> pages.put(parent, page(children)));
        return pages;
    }

    public int countRoot(Db db) {
        var sql = selection.statement(way("count"), () -> DSL.selectCount().from(counted(DSL.noCondition())));
        return db.list(sql, bindings.values(), row -> row.getInt(1)).getFirst();
    }

    public Map<UUID, Integer> countBelow(Db db, Set<UUID> parents) {
        var sql = selection.statement(way("count"), () -> {
            var count = DSL.selectCount().from(counted(related())).asTable("counted", "rows");
            return DSL.select(PARENT, count.field(0)).from(PARENTS).crossJoin(DSL.lateral(count));
        });
        var values = new HashMap<>(bindings.values());
        values.putAll(Sql.keys(parents));
        return db.map(sql, values, row -> row.getObject(1, UUID.class), row -> row.getInt(2));
    }

    /** Everything that the text of the statement depends on; one selection may serve several lists. */
    private record Way(
            String what,
            @Nullable Relation relation,
            String filter,
            String order,
            boolean ascending,
            int size,
            @Nullable Boolean cursor) {}

    private Way way(String what) {
        var cursor = arguments.cursor();
        return new Way(
                what,
                relation,
                bindings.shape(),
                arguments.order(),
                isAscending(),
                arguments.size(),
                cursor == null ? null : cursor.value() == null);
    }

    private Map<String, Object> values() {
        var values = new HashMap<>(bindings.values());
        var cursor = arguments.cursor();
        if (cursor != null) {
            values.put(CURSOR_ID, cursor.id());
            if (cursor.value() != null) {
                values.put(CURSOR_VALUE, order.column().getDataType().convert(cursor.value()));
            }
        }
        if (runs != null) {
            values.putAll(runs.values());
        }
        return values;
    }

    private Table<?> counted(Condition belongs) {
        return DSL.selectOne()
                .from(selection.entity().table())
                .where(belongs)
                .and(arguments.filter().condition())
                .limit(DSL.inline(COUNT_CAP + 1))
                .asTable("found");
    }

    private ResultQuery<?> complete(List<Field<?>> before, @Nullable Table<?> outer, List<SortField<?>> outerOrder) {
        var sort = new ArrayList<>(outerOrder);
        sort.addAll(sortFields(
                Selection.column(order.column()),
                Selection.column(selection.entity().id())));
        return selection.complete(rows(), before, outer, sort);
    }

    private Select<?> rows() {
        var belongs = relation == null ? DSL.noCondition() : related();
        if (runs == null) {
            return rows(belongs, arguments.filter());
        }
        return runs.merged(
                condition -> rows(belongs.and(condition), runs.rest()),
                run -> sortFields(
                        run.field(order.column().getName()),
                        run.field(selection.entity().id().getName())),
                arguments.size() + 1);
    }

    /** One row more than the page has, to know whether there are more. The number stands in the text, for the planner to know it. */
    private Select<?> rows(Condition belongs, Filter filter) {
        return selection
                .rows(List.of())
                .from(selection.entity().table())
                .where(belongs)
                .and(filter.condition())
                .and(beyondCursor())
                .orderBy(sortFields(order.column(), selection.entity().id()))
                .limit(DSL.inline(arguments.size() + 1));
    }

    private Condition related() {
        return Objects.requireNonNull(relation).below().apply(PARENT);
    }

    /** Both keys in one direction, so that one index serves it either way. */
    private List<SortField<?>> sortFields(@Nullable Field<?> key, @Nullable Field<?> id) {
        Objects.requireNonNull(key);
        Objects.requireNonNull(id);
        return isAscending() ? List.of(key.asc(), id.asc()) : List.of(key.desc(), id.desc());
    }

    private boolean isAscending() {
        return arguments.ascending() != arguments.backward();
    }

    private Condition beyondCursor() {
        var cursor = arguments.cursor();
        if (cursor == null) {
            return DSL.noCondition();
        }
        var value = cursor.value() == null
                ? DSL.inline("infinity").cast(order.column())
                : Sql.value(CURSOR_VALUE, order.column().getDataType());
        var position = DSL.row(order.column(), selection.entity().id());
        var from = DSL.row(value, Sql.value(CURSOR_ID, SQLDataType.UUID));
        return DSL.condition("{0} {1} {2}", position, DSL.raw(isAscending() ? ">" : "<"), from);
    }

    private Page<T> page(List<T> rows) {
        var hasMore = rows.size() > arguments.size();
        var kept = hasMore ? rows.subList(0, arguments.size()) : rows;
        var hasCursor = arguments.cursor() != null;
        return arguments.backward()
                ? new Page<>(kept.reversed(), hasCursor, hasMore)
                : new Page<>(kept, hasMore, hasCursor);
    }
}
