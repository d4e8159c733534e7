package docket.vendors;

import docket.platform.sql.Loader;
import java.util.UUID;

/** What other features may ask of vendors. */
public final class Vendors {
    public static final Loader<UUID, Vendor> VENDORS = VendorRepository.VENDORS.entity();
    public static final Loader<UUID, VendorSite> SITES = VendorRepository.SITES;
    public static final Loader<UUID, Reviewer> REVIEWERS = VendorRepository.REVIEWERS.entity();

    private Vendors() {}
}
