package docket.vendors;

import static docketdb.vendors.Tables.REVIEWER;
import static docketdb.vendors.Tables.REVIEWER_SKILL;
import static docketdb.vendors.Tables.SITE_SHIFT;
import static docketdb.vendors.Tables.VENDOR;
import static docketdb.vendors.Tables.VENDOR_CONTRACT;
import static docketdb.vendors.Tables.VENDOR_SITE;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** All SQL about vendors. */
final class VendorRepository {
    static final Entity<VendorSite> SITES =
            Entity.of(VendorSite.class, VENDOR_SITE, Map.of("isActive", VENDOR_SITE.ACTIVE));
    static final Entity<SiteShift> SHIFTS = Entity.of(SiteShift.class, SITE_SHIFT);
    static final Entity<VendorContract> CONTRACTS = Entity.of(VendorContract.class, VENDOR_CONTRACT);
    static final Entity<ReviewerSkill> SKILLS = Entity.of(ReviewerSkill.class, REVIEWER_SKILL);

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
}
