package docket.subjects;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something published; much of an imported one is unknown. */
public record Content(
        UUID id,
        @Nullable UUID creatorId,
        String kind,
        @Nullable String caption,
        @Nullable String language,
        @Nullable String state,
        @Nullable String market,
        @Nullable LocalDate postedOn,
        @Nullable String sourcePlatform) {}
