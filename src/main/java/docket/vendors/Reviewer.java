package docket.vendors;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A person who works on cases; in-house without site and vendor. */
public record Reviewer(
        UUID id,
        @Nullable UUID siteId,
        @Nullable UUID vendorId,
        String name,
        String email,
        String role,
        boolean isActive,
        LocalDate hiredOn,
        @Nullable LocalDate leftOn,
        List<String> languages) {}
