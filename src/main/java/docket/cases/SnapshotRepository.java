package docket.cases;

import docket.platform.sql.Loader;
import docket.platform.sql.Sql;
import docket.platform.sql.Write;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL about how subjects looked, beside how they look now. */
final class SnapshotRepository {
    /** Pictures of ours say what kind they are of; what came from elsewhere looks different without having changed. */
    private static final String CHANGED = """
            select %s, s.sha256 <> platform.sha256(
                subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id))
            from %s
            join cases.moderation_case c on c.id = s.case_id
            where s.payload ->> 'kind' = c.subject_kind
                and subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id) is not null
            """;

    static final Loader<UUID, Boolean> CHANGED_SINCE =
            changed("s.id", "unnest({0}) asked (id) join cases.subject_snapshot s on s.id = asked.id");

    static final Loader<UUID, Boolean> CHANGED_SINCE_LATEST = changed("asked.id", """
            unnest({0}) asked (id)
            cross join lateral (
                select l.* from cases.subject_snapshot l where l.case_id = asked.id order by l.taken_at desc, l.id desc limit 1) s""");

    private static final String TAKE = """
            insert into cases.subject_snapshot (case_id, payload, taken_at, on_request, taken_by)
            select c.id, subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id), ?, true, ?
            from cases.moderation_case c
            where c.id = ? and (select count(*) from cases.subject_snapshot s where s.case_id = c.id) < ?
            returning id
            """;

    private SnapshotRepository() {}

    private static Loader<UUID, Boolean> changed(String key, String snapshots) {
        var sql = Sql.of(DSL.resultQuery(CHANGED.formatted(key, snapshots), Sql.keys()));
        return (db, keys) -> db.map(sql, Sql.keys(keys), row -> row.getObject(1, UUID.class), row -> row.getBoolean(2));
    }

    /**
     * @param by who asked for it; null: a program
     * @param most that a case may have
     * @return the new one; null: the case has as many as it may
     */
    static @Nullable UUID take(DSLContext sql, WorkedCase worked, @Nullable UUID by, int most) {
        var taken = Write.rows(sql, TAKE, row -> row.getObject(1, UUID.class), worked.at(), by, worked.id(), most);
        return taken.isEmpty() ? null : taken.getFirst();
    }

    private static final String TAKE_MISSING = """
            insert into cases.subject_snapshot (case_id, payload, taken_at)
            select c.id, subjects.picture(c.subject_kind, c.seller_id, c.creator_id, c.listing_id, c.content_id, c.ipr_claim_id), ?
            from cases.moderation_case c
            where c.id = any (?) and not exists (select from cases.subject_snapshot s where s.case_id = c.id)
            """;

    /** Keeps how the subjects look, of cases where that has not been done. */
    static void takeMissing(DSLContext sql, Collection<UUID> cases, Instant now) {
        Write.run(sql, TAKE_MISSING, now, cases.toArray(UUID[]::new));
    }
}
