package docket.platform.search;

import docket.platform.sql.Db;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Select;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import org.jspecify.annotations.Nullable;

/**
 * The search of one table for words of a title and a body.
 *
 * <p>Ranking has to look at every match, so there is a bound: of more matches the newest are ranked, and no other is found.
 */
public final class TextSearch {
    private static final int CANDIDATES = 1_000;

    /** For {@code ts_rank_cd}: 1 weighs a match in a long text less, 32 brings the rank between 0 and 1. */
    private static final int NORMALIZATION = 1 | 32;

    private final Table<?> table;
    private final Field<UUID> id;
    private final @Nullable Field<?> vector;
    private final Field<?> document;
    private final Field<String> title;
    private final Field<String> body;

    private TextSearch(
            Table<?> table,
            Field<UUID> id,
            @Nullable Field<?> vector,
            Field<?> document,
            Field<String> title,
            Field<String> body) {
        this.table = table;
        this.id = id;
        this.vector = vector;
        this.document = document;
        this.title = title;
        this.body = body;
    }

    /** @param document stored column made by {@code platform.document_vector(title, body)}, with a GIN index */
    public static TextSearch stored(
            Table<?> table, Field<UUID> id, Field<?> document, Field<String> title, Field<String> body) {
        return new TextSearch(table, id, document, document, title, body);
    }

    /**
     * For a table that is too large to store more: the rows that match are told by the condition of each search, and are few. What ranking needs is
     * computed for each of them, which costs a tenth of a millisecond.
     */
    public static TextSearch computed(Table<?> table, Field<UUID> id, Field<String> title, Field<String> body) {
        var document = DSL.function("platform.document_vector", SQLDataType.OTHER, title, body);
        return new TextSearch(table, id, null, document, title, body);
    }

    /** The best hits among the rows which the condition admits; best first, of equals the newest. */
    public <H extends SearchHit> List<H> hits(
            Db db, SearchRequest request, Condition which, SearchHit.Factory<H> factory) {
        var bestId = DSL.field(DSL.name("best", "id"), SQLDataType.UUID);
        var bestRank = DSL.field(DSL.name("best", "rank"), SQLDataType.DOUBLE);
        var query = DSL.select(id, bestRank, title, body)
                .from(best(request, which).asTable("best"))
                .join(table)
                .on(id.eq(bestId))
                .orderBy(bestRank.desc(), id.desc());
        return db.list(
                query,
                row -> factory.create(
                        row.getObject(1, UUID.class),
                        row.getDouble(2),
                        request.text(),
                        row.getString(3),
                        row.getString(4)));
    }

    private Select<?> best(SearchRequest request, Condition which) {
        var foundId = DSL.field(DSL.name("found", "id"), SQLDataType.UUID);
        var rank = DSL.field(
                "ts_rank_cd(found.document, (select platform.search_query({0})), {1})::float8",
                SQLDataType.DOUBLE, DSL.val(request.text()), DSL.inline(NORMALIZATION));
        return DSL.select(foundId, rank.as("rank"))
                .from(found(request, which).asTable("found"))
                .orderBy(DSL.field(DSL.name("rank")).desc(), foundId.desc())
                .limit(request.first());
    }

    /**
     * The index over the primary key cannot serve {@code nulls last}. Otherwise the planner may read rows from the newest backwards and compute
     * the vector of each, which takes seconds unless every other row matches.
     */
    private Select<?> found(SearchRequest request, Condition which) {
        var matches = vector == null
                ? DSL.noCondition()
                : DSL.condition("{0} @@ platform.search_query({1})", vector, DSL.val(request.text()));
        return DSL.select(id.as("id"), document.as("document"))
                .from(table)
                .where(matches)
                .and(which)
                .orderBy(id.desc().nullsLast())
                .limit(CANDIDATES);
    }
}
