package docket.vendors;

import docket.platform.sql.Loader;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;

/** What other features may ask of vendors. */
public final class Vendors {
    public static final Loader<UUID, Vendor> VENDORS = VendorRepository.VENDORS.entity();
    public static final Loader<UUID, VendorSite> SITES = VendorRepository.SITES;
    public static final Loader<UUID, Reviewer> REVIEWERS = VendorRepository.REVIEWERS.entity();

    private Vendors() {}

    /** The companies by their short names, in alphabetical order. */
    public static Map<String, UUID> idsByKey(DSLContext sql) {
        return VendorRepository.idsByKey(sql);
    }

    /** Where a company's people work. */
    public static Set<UUID> siteIds(DSLContext sql, UUID vendor) {
        return VendorRepository.siteIds(sql, vendor);
    }
}
