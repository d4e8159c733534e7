package docket.vendors;

import docket.platform.sql.Later;
import docket.platform.sql.Loader;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

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

    /** Somebody who is active; empty: there is nobody, or she is not. */
    public static Later<Optional<Worker>> worker(DSLContext sql, UUID reviewer) {
        return VendorRepository.worker(sql, reviewer);
    }

    /** By the address; null: nobody has it. */
    public static @Nullable Employed employed(DSLContext sql, String email) {
        return VendorRepository.employed(sql, email);
    }

    /** Somebody who is active, by the address: one of the company's people, or, without one, of the house's. */
    public static @Nullable UUID reviewerByEmail(DSLContext sql, String email, @Nullable UUID vendor) {
        return VendorRepository.reviewerByEmail(sql, email, vendor);
    }

    /** Whether somebody is active, and one of the company's people, or, without one, of the house's. */
    public static boolean worksFor(DSLContext sql, UUID reviewer, @Nullable UUID vendor) {
        return VendorRepository.worksFor(sql, reviewer, vendor);
    }

    /** Who is active in a role, at a company or, without one, in-house, and fits most queues: by languages, skills and certifications; null: there is nobody. */
    public static @Nullable UUID mostVersatile(DSLContext sql, String role, @Nullable UUID vendor) {
        return VendorRepository.mostVersatile(sql, role, vendor);
    }

    /** The shift of a site that works then; empty: none does. */
    public static Later<Optional<String>> shiftAt(DSLContext sql, UUID site, Instant time) {
        return VendorRepository.shiftAt(sql, site, time);
    }

    /** Where a company's people work. */
    public static Set<UUID> siteIds(DSLContext sql, UUID vendor) {
        return VendorRepository.siteIds(sql, vendor);
    }
}
