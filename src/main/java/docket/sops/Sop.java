package docket.sops;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A standard operating procedure: the lasting thing whose versions are followed. */
public record Sop(
        UUID id,
        String key,
        String title,
        UUID topicId,
        String domain,
        UUID ownerId,
        UUID stewardId,
        int reviewEveryDays,
        @Nullable LocalDate reviewedOn) {

    @Nullable
    LocalDate reviewDueOn() {
        return reviewedOn == null ? null : reviewedOn.plusDays(reviewEveryDays);
    }
}
