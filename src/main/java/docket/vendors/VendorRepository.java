package docket.vendors;

import static docketdb.vendors.Tables.CERTIFICATION;
import static docketdb.vendors.Tables.REVIEWER;
import static docketdb.vendors.Tables.REVIEWER_SKILL;
import static docketdb.vendors.Tables.SITE_SHIFT;
import static docketdb.vendors.Tables.VENDOR;
import static docketdb.vendors.Tables.VENDOR_CONTRACT;
import static docketdb.vendors.Tables.VENDOR_SITE;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import docket.platform.sql.Later;
import docket.platform.sql.Write;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** All SQL about vendors. */
final class VendorRepository {
    static final Entity<VendorSite> SITES =
            Entity.of(VendorSite.class, VENDOR_SITE, Map.of("isActive", VENDOR_SITE.ACTIVE));
    static final Entity<SiteShift> SHIFTS = Entity.of(SiteShift.class, SITE_SHIFT);
    static final Entity<VendorContract> CONTRACTS = Entity.of(VendorContract.class, VENDOR_CONTRACT);
    static final Entity<ReviewerSkill> SKILLS = Entity.of(ReviewerSkill.class, REVIEWER_SKILL);
    static final Entity<Certification> CERTIFICATIONS = Entity.of(Certification.class, CERTIFICATION);

    static final Listing<Vendor> VENDORS = Listing.of(
                    Entity.of(Vendor.class, VENDOR, Map.of("isActive", VENDOR.ACTIVE)))
            .small()
            .anchor("key", VENDOR.KEY)
            .filter("name", VENDOR.NAME)
            .filter("isActive", VENDOR.ACTIVE)
            .ascending("NAME", VENDOR.NAME, "name")
            .descending("ID", VENDOR.ID, "id");

    static final Listing<Reviewer> REVIEWERS = Listing.of(
                    Entity.of(Reviewer.class, REVIEWER, Map.of("isActive", REVIEWER.ACTIVE)))
            .small()
            .anchorId("vendor", REVIEWER.VENDOR_ID, "Vendor")
            .anchorId("site", REVIEWER.SITE_ID, "VendorSite")
            .search("name", REVIEWER.NAME)
            .anchor("email", REVIEWER.EMAIL)
            .filter("role", REVIEWER.ROLE)
            .filter("isActive", REVIEWER.ACTIVE)
            .filter("languages", REVIEWER.LANGUAGES)
            .filter(
                    "skills",
                    DSL.array(DSL.select(REVIEWER_SKILL.DOMAIN)
                            .from(REVIEWER_SKILL)
                            .where(REVIEWER_SKILL.REVIEWER_ID.eq(REVIEWER.ID))))
            .filter("hiredOn", REVIEWER.HIRED_ON)
            .filter("leftOn", REVIEWER.LEFT_ON)
            .ascending("NAME", REVIEWER.NAME, "name")
            .descending("HIRED_ON", REVIEWER.HIRED_ON, "hiredOn")
            .descending("ID", REVIEWER.ID, "id");

    private VendorRepository() {}

    static Map<String, UUID> idsByKey(DSLContext sql) {
        return sql.select(VENDOR.KEY, VENDOR.ID)
                .from(VENDOR)
                .orderBy(VENDOR.KEY)
                .fetchMap(VENDOR.KEY, VENDOR.ID);
    }

    static Set<UUID> siteIds(DSLContext sql, UUID vendor) {
        return sql.select(VENDOR_SITE.ID)
                .from(VENDOR_SITE)
                .where(VENDOR_SITE.VENDOR_ID.eq(vendor))
                .fetchSet(VENDOR_SITE.ID);
    }

    private static final String WORKER = """
            select r.id, r.name, r.vendor_id, r.site_id, r.languages,
                array(select s.domain || ' ' || s.level from vendors.reviewer_skill s where s.reviewer_id = r.id),
                array(select d from vendors.certified_domains(r.id, now()) d)
            from vendors.reviewer r
            where r.id = ? and r.active
            """;

    static Later<Optional<Worker>> worker(DSLContext sql, UUID reviewer) {
        return Write.later(sql, WORKER, VendorRepository::worker, reviewer)
                .map(found -> found.stream().findFirst());
    }

    private static Worker worker(ResultSet row) throws SQLException {
        var skills = new HashMap<String, String>();
        for (var skill : (String[]) row.getArray(6).getArray()) {
            var words = skill.split(" ");
            skills.put(words[0], words[1]);
        }
        return new Worker(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                Set.of((String[]) row.getArray(5).getArray()),
                skills,
                Set.of((String[]) row.getArray(7).getArray()));
    }

    private static final String SHIFT = """
            select h.name
            from vendors.site_shift h
            join vendors.vendor_site s on s.id = h.site_id
            cross join lateral (select (?::timestamptz at time zone s.time_zone)::time as t) l
            where h.site_id = ?
                and case when h.starts_local < h.ends_local then l.t >= h.starts_local and l.t < h.ends_local
                         else l.t >= h.starts_local or l.t < h.ends_local end
            order by h.starts_local, h.name
            limit 1
            """;

    static Later<Optional<String>> shiftAt(DSLContext sql, UUID site, Instant time) {
        return Write.later(sql, SHIFT, row -> row.getString(1), time, site)
                .map(found -> found.stream().findFirst());
    }

    static @Nullable Employed employed(DSLContext sql, String email) {
        return sql.select(REVIEWER.ID, REVIEWER.VENDOR_ID, REVIEWER.ACTIVE)
                .from(REVIEWER)
                .where(REVIEWER.EMAIL.eq(email.toLowerCase(Locale.ROOT)))
                .fetchOne(row -> new Employed(row.value1(), row.value2(), row.value3()));
    }

    static @Nullable UUID reviewerByEmail(DSLContext sql, String email, @Nullable UUID vendor) {
        return sql.select(REVIEWER.ID)
                .from(REVIEWER)
                .where(REVIEWER.EMAIL.eq(email.toLowerCase(Locale.ROOT)), isActiveAt(vendor))
                .fetchOne(REVIEWER.ID);
    }

    static boolean worksFor(DSLContext sql, UUID reviewer, @Nullable UUID vendor) {
        return sql.fetchExists(REVIEWER, REVIEWER.ID.eq(reviewer), isActiveAt(vendor));
    }

    private static Condition isActiveAt(@Nullable UUID vendor) {
        return REVIEWER.ACTIVE
                .isTrue()
                .and(vendor == null ? REVIEWER.VENDOR_ID.isNull() : REVIEWER.VENDOR_ID.eq(vendor));
    }

    private static final String VERSATILE = """
            select r.id
            from vendors.reviewer r
            where r.role = ? and r.active and r.vendor_id is not distinct from ?::uuid
            order by cardinality(r.languages) desc,
                (select count(*) from vendors.reviewer_skill s where s.reviewer_id = r.id)
                    + (select count(*) from vendors.certified_domains(r.id, now())) desc,
                r.id
            limit 1
            """;

    static @Nullable UUID mostVersatile(DSLContext sql, String role, @Nullable UUID vendor) {
        var found = Write.rows(sql, VERSATILE, row -> row.getObject(1, UUID.class), role, vendor);
        return found.isEmpty() ? null : found.getFirst();
    }
}
