package docket.decisions;

import static docketdb.decisions.Tables.BULK_DECISION;
import static docketdb.decisions.Tables.BULK_ITEM;
import static docketdb.decisions.Tables.BULK_MEASURE;

import docket.platform.bulk.BulkPlan;
import docket.platform.bulk.BulkTables;
import docket.platform.listing.Listing;
import docket.platform.request.Caller;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL by which bulk decisions are read, beside {@link BulkTables}. However many cases there are, the statements are the same. */
final class BulkRepository {
    static final Entity<BulkDecision> BULKS = Entity.of(BulkDecision.class, BULK_DECISION);

    static final Listing<BulkItem> ITEMS = Listing.of(Entity.of(BulkItem.class, BULK_ITEM))
            .filter("expected", BULK_ITEM.EXPECTED)
            .filter("result", BULK_ITEM.RESULT)
            .filter("fault", BULK_ITEM.FAULT)
            .filter("undo", BULK_ITEM.UNDO)
            .ascending("PLACE", BULK_ITEM.PLACE, "place");

    static final BulkTables TABLES = new BulkTables(
            "decisions.bulk_decision",
            "decisions.bulk_item",
            "bulk_decision_id",
            "decision_id",
            "decisions.bulk_measure");

    private static final Sql MEASURES_SQL = Sql.of(DSL.select(
                    BULK_MEASURE.BULK_DECISION_ID,
                    BULK_MEASURE.KIND,
                    BULK_MEASURE.MEASURE_COUNT,
                    BULK_MEASURE.TO_APPROVE)
            .from(BULK_MEASURE)
            .where(BULK_MEASURE.BULK_DECISION_ID.eq(DSL.any(Sql.keys())))
            .orderBy(BULK_MEASURE.KIND));
    static final Loader<UUID, List<BulkMeasures>> MEASURES = (db, keys) -> db.groups(
            MEASURES_SQL,
            Sql.keys(keys),
            row -> row.getObject(1, UUID.class),
            row -> new BulkMeasures(row.getString(2), row.getInt(3), row.getInt(4)));

    private static final String LOCK = """
            select %s, b.reviewer_id, b.template::text from decisions.bulk_decision b
            where b.id = ? and (?::uuid is null or b.vendor_id = ?::uuid) and (? = '{}' or b.markets <@ ?) and (?::text is null or b.owner = ?::text)
            for no key update
            """.formatted(BulkPlan.COLUMNS);

    private BulkRepository() {}

    /** A bulk decision as it was planned. */
    record Plan(BulkPlan standing, UUID reviewerId, String template) {}

    /**
     * Nobody else applies or undoes it now. What is out of reach is neither locked nor waited for.
     *
     * @param caller in whose reach it has to be
     * @param owner who has to have planned it; null: anybody
     * @return null: there is none
     */
    static @Nullable Plan lock(DSLContext sql, UUID id, Caller caller, @Nullable String owner) {
        var vendor = caller.vendorId();
        var markets = caller.markets().toArray(String[]::new);
        var found = Write.rows(
                sql,
                LOCK,
                row -> new Plan(BulkPlan.read(row), row.getObject(5, UUID.class), row.getString(6)),
                id,
                vendor,
                vendor,
                markets,
                markets,
                owner,
                owner);
        return found.isEmpty() ? null : found.getFirst();
    }
}
