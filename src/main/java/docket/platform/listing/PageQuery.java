package docket.platform.listing;

import docket.platform.request.Arguments;
import docket.platform.sql.Db;
import docket.platform.sql.Entity;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    private final Listing<T> listing;
    private final Entity<T> entity;
    private final PageArguments arguments;
    private final Listing.OrderField order;
    private final @Nullable Relation relation;

    private PageQuery(Listing<T> listing, PageArguments arguments, @Nullable Relation relation) {
        this.listing = listing;
        this.entity = listing.entity();
        this.arguments = arguments;
        this.order = listing.orderField(arguments.order());
        this.relation = relation;
    }

    public static <T extends Record> PageQuery<T> root(Listing<T> listing, Arguments arguments) {
        var page = PageArguments.of(listing, arguments);
        page.requireServed(listing);
        return new PageQuery<>(listing, page, null);
    }

    public static <T extends Record> PageQuery<T> below(Listing<T> listing, Relation relation, Arguments arguments) {
        return new PageQuery<>(listing, PageArguments.of(listing, arguments), relation);
    }

    /** A row's cursor in this list. */
    public String cursor(T row) {
        return new Cursor(arguments.order(), order.value().apply(row), listing.idOf(row)).encode();
    }

    public Page<T> root(Db db) {
        return page(db.list(rows(DSL.noCondition()), row -> entity.read(row, 0)));
    }

    /** The page below each parent; a parent without rows is absent. */
    public Map<UUID, Page<T>> below(Db db, Set<UUID> parents) {
        var rows = rows(related()).asTable("child");
        var query = DSL.select(PARENT)
                .select(rows.fields())
                .from(parents(parents))
                .crossJoin(DSL.lateral(rows))
                .orderBy(childOrder(rows));
        var groups = db.groups(query, row -> row.getObject(1, UUID.class), row -> entity.read(row, 1));
        var pages = new HashMap<UUID, Page<T>>();
        groups.forEach((parent, children) -> pages.put(parent, page(children)));
        return pages;
    }

    public int countRoot(Db db) {
        return db.list(DSL.selectCount().from(counted(DSL.noCondition())), row -> row.getInt(1))
                .getFirst();
    }

    public Map<UUID, Integer> countBelow(Db db, Set<UUID> parents) {
        var count = DSL.selectCount().from(counted(related())).asTable("counted", "rows");
        ResultQuery<?> query =
                DSL.select(PARENT, count.field(0)).from(parents(parents)).crossJoin(DSL.lateral(count));
        return db.map(query, row -> row.getObject(1, UUID.class), row -> row.getInt(2));
    }

    private Table<?> counted(Condition belongs) {
        return DSL.selectOne()
                .from(entity.table())
                .where(belongs)
                .and(arguments.filter().condition())
                .limit(COUNT_CAP + 1)
                .asTable("found");
    }

    /** One row more than the page has, to know whether there are more. */
    private Select<?> rows(Condition belongs) {
        return DSL.select(entity.columns())
                .from(entity.table())
                .where(belongs)
                .and(arguments.filter().condition())
                .and(beyondCursor())
                .orderBy(sortFields(order.column(), entity.id()))
                .limit(arguments.size() + 1);
    }

    private Condition related() {
        return java.util.Objects.requireNonNull(relation).below(PARENT);
    }

    private static Table<?> parents(Set<UUID> keys) {
        return DSL.table("unnest({0}) with ordinality", DSL.val(keys.toArray(UUID[]::new)))
                .as(DSL.name("parent"), DSL.name("id"), DSL.name("position"));
    }

    private List<SortField<?>> childOrder(Table<?> rows) {
        var sort = new ArrayList<SortField<?>>();
        sort.add(POSITION.asc());
        sort.addAll(sortFields(
                java.util.Objects.requireNonNull(rows.field(order.column().getName())),
                java.util.Objects.requireNonNull(rows.field(entity.id().getName()))));
        return sort;
    }

    /** Both keys in one direction, so that one index serves it either way. */
    private List<SortField<?>> sortFields(Field<?> key, Field<?> id) {
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
                : DSL.val(cursor.value(), order.column().getDataType());
        var position = DSL.row(order.column(), entity.id());
        var from = DSL.row(value, DSL.val(cursor.id()));
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
