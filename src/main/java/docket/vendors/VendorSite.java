package docket.vendors;

import java.util.List;
import java.util.UUID;

/** A place where a vendor's people work. */
public record VendorSite(
        UUID id,
        UUID vendorId,
        String name,
        String country,
        String timeZone,
        List<String> languages,
        boolean isActive) {}
