package docket.subjects;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An offer of a product; much of an imported one is unknown. */
public record ProductListing(
        UUID id,
        @Nullable UUID sellerId,
        @Nullable String title,
        @Nullable String categoryPath,
        @Nullable String ean13,
        @Nullable String brand,
        @Nullable String regulatedClass,
        @Nullable String state,
        @Nullable String market,
        @Nullable String language,
        @Nullable LocalDate listedOn,
        @Nullable String sourcePlatform) {}
