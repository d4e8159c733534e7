package docket.subjects;

import docket.platform.request.GlobalId;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** All SQL about what is reported. What came with imported statements has no market, and is not found. */
final class ReportedRepository {
    private static final String REPORTED = """
            select s.id, '%s', '%s', s.seller_id, s.creator_id, s.listing_id, s.content_id, s.ipr_claim_id,
                m.code, coalesce(s.language, split_part(m.default_locale, '-', 1)), left(s.title, 200), s.reach
            from (%s) s join platform.market m on m.code = s.market
            """;

    private static final Map<String, String> BY_TYPE = Map.of(
            "Seller",
            REPORTED.formatted("SELLER", "SELLER", """
                    select id, id as seller_id, null::uuid as creator_id, null::uuid as listing_id, null::uuid as content_id,
                        null::uuid as ipr_claim_id, market, null::text as language, 'Seller in ' || market as title, 0 as reach
                    from subjects.seller where id = ?"""),
            "Creator",
            REPORTED.formatted("CREATOR", "CONTENT_CREATOR", """
                    select id, null::uuid as seller_id, id as creator_id, null::uuid as listing_id, null::uuid as content_id,
                        null::uuid as ipr_claim_id, market, null::text as language, 'Creator in ' || market as title, follower_count as reach
                    from subjects.creator where id = ?"""),
            "ProductListing",
            REPORTED.formatted("LISTING", "PRODUCT_LISTING", """
                    select l.id, l.seller_id, null::uuid as creator_id, l.id as listing_id, null::uuid as content_id,
                        null::uuid as ipr_claim_id, l.market, l.language, coalesce(l.title, 'Listing in ' || l.market) as title, 0 as reach
                    from subjects.product_listing l where l.id = ?"""),
            "Content",
            REPORTED.formatted("CONTENT", "CONTENT_CREATOR", """
                    select c.id, null::uuid as seller_id, c.creator_id, null::uuid as listing_id, c.id as content_id,
                        null::uuid as ipr_claim_id, c.market, c.language, coalesce(c.caption, 'Content in ' || c.market) as title, p.follower_count as reach
                    from subjects.content c join subjects.creator p on p.id = c.creator_id where c.id = ?"""),
            "IprClaim",
            REPORTED.formatted("IPR_CLAIM", "IPR", """
                    select i.id, s.id as seller_id, c.id as creator_id, null::uuid as listing_id, null::uuid as content_id,
                        i.id as ipr_claim_id, i.market, null::text as language,
                        'Claim of a rights owner in ' || i.market as title,
                        coalesce(c.follower_count, 0) as reach
                    from subjects.ipr_claim i
                    left join subjects.product_listing l on l.id = i.listing_id
                    left join subjects.seller s on s.id = l.seller_id
                    left join subjects.content t on t.id = i.content_id
                    left join subjects.creator c on c.id = t.creator_id
                    where i.id = ?"""));

    private ReportedRepository() {}

    static @Nullable Reported reported(DSLContext sql, GlobalId id) {
        var query = BY_TYPE.get(id.type());
        if (query == null) {
            return null;
        }
        var found = Write.rows(sql, query, ReportedRepository::read, id.id());
        return found.isEmpty() ? null : found.getFirst();
    }

    private static final String BACKGROUND = """
            select coalesce(s.kind = 'BUSINESS', false), s.market, i.listing_id, i.content_id
            from unnest(?::uuid[], ?::uuid[]) with ordinality asked (seller_id, claim_id, place)
            left join subjects.seller s on s.id = asked.seller_id
            left join subjects.ipr_claim i on i.id = asked.claim_id
            order by asked.place
            """;

    /** One for each seller and the claim in the same place. */
    static Later<List<Subjects.Background>> backgrounds(
            DSLContext sql, List<@Nullable UUID> sellers, List<@Nullable UUID> claims) {
        return Write.later(
                sql,
                BACKGROUND,
                row -> new Subjects.Background(
                        row.getBoolean(1),
                        row.getString(2),
                        row.getObject(3, UUID.class),
                        row.getObject(4, UUID.class)),
                sellers.toArray(UUID[]::new),
                claims.toArray(UUID[]::new));
    }

    private static Reported read(ResultSet row) throws SQLException {
        return new Reported(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                row.getObject(5, UUID.class),
                row.getObject(6, UUID.class),
                row.getObject(7, UUID.class),
                row.getObject(8, UUID.class),
                row.getString(9),
                row.getString(10),
                row.getString(11),
                row.getInt(12));
    }
}
