package docket.decisions;

import static docketdb.decisions.Tables.BULK_DECISION;
import static docketdb.decisions.Tables.BULK_ITEM;
import static docketdb.decisions.Tables.BULK_MEASURE;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL by which bulk decisions are read. However many cases there are, the statements are the same. */
final class BulkRepository {
    static final Entity<BulkDecision> BULKS = Entity.of(BulkDecision.class, BULK_DECISION);

    static final Listing<BulkItem> ITEMS = Listing.of(Entity.of(BulkItem.class, BULK_ITEM))
            .filter("expected", BULK_ITEM.EXPECTED)
            .filter("result", BULK_ITEM.RESULT)
            .filter("fault", BULK_ITEM.FAULT)
            .filter("undo", BULK_ITEM.UNDO)
            .ascending("PLACE", BULK_ITEM.PLACE, "place");

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
            select b.reviewer_id, b.template::text, b.state, b.expires_at, b.expires_at <= clock_timestamp()
            from decisions.bulk_decision b
            where b.id = ? and (?::uuid is null or b.vendor_id = ?::uuid) and (?::text is null or b.owner = ?::text)
            for no key update
            """;

    private static final String ITEMS_OF = """
            select i.place, i.case_id, i.case_version, i.expected, i.result, i.decision_id, i.fault, i.message
            from decisions.bulk_item i where i.bulk_decision_id = ? order by i.place
            """;

    private BulkRepository() {}

    /**
     * A bulk decision as it was planned.
     *
     * @param isOver whether it is too late to apply it
     */
    record Plan(UUID reviewerId, String template, String state, Instant expiresAt, boolean isOver) {}

    /** One case of it. */
    record Item(
            int place,
            UUID caseId,
            int version,
            String expected,
            @Nullable String result,
            @Nullable UUID decisionId,
            @Nullable BulkFailure failure) {

        boolean isExpectedToFail() {
            return expected.equals("FAILED");
        }

        boolean isProposed() {
            return "PROPOSED".equals(result);
        }
    }

    /**
     * Nobody else applies or undoes it now. What is out of reach is neither locked nor waited for.
     *
     * @param vendor whose it has to be; null: anybody's
     * @param owner who has to have planned it; null: anybody
     * @return null: there is none
     */
    static @Nullable Plan lock(DSLContext sql, UUID id, @Nullable UUID vendor, @Nullable String owner) {
        var found = Write.rows(
                sql,
                LOCK,
                row -> new Plan(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getString(3),
                        row.getObject(4, OffsetDateTime.class).toInstant(),
                        row.getBoolean(5)),
                id,
                vendor,
                vendor,
                owner,
                owner);
        return found.isEmpty() ? null : found.getFirst();
    }

    static List<Item> items(DSLContext sql, UUID bulk) {
        return Write.rows(
                sql,
                ITEMS_OF,
                row -> new Item(
                        row.getInt(1),
                        row.getObject(2, UUID.class),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, UUID.class),
                        row.getString(7) == null
                                ? null
                                : new BulkFailure(BulkFault.valueOf(row.getString(7)), row.getString(8))),
                bulk);
    }
}
