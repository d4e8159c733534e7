package docket.subjects;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A rights owner's claim against a listing or content. */
public record IprClaim(
        UUID id,
        String rightsOwner,
        String rightKind,
        @Nullable String registrationNo,
        String evidence,
        @Nullable UUID listingId,
        @Nullable UUID contentId,
        String market,
        Instant filedAt) {}
