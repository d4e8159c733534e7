package docket.cases;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of cases waiting for people with the same skill. */
public record Queue(
        UUID id,
        String key,
        String name,
        String domain,
        @Nullable String market,
        @Nullable String language,
        @Nullable String severity,
        @Nullable UUID vendorId,
        boolean isActive,
        boolean isCertified,
        int version) {}
