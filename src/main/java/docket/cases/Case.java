package docket.cases;

import docket.platform.graph.NodeRef;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One matter to decide about one subject. Deadlines of infinity are null here. */
public record Case(
        UUID id,
        long number,
        String domain,
        String subjectKind,
        @Nullable UUID sellerId,
        @Nullable UUID creatorId,
        @Nullable UUID listingId,
        @Nullable UUID contentId,
        @Nullable UUID iprClaimId,
        String title,
        String summary,
        String severity,
        String state,
        @Nullable UUID queueId,
        @Nullable UUID assigneeId,
        @Nullable UUID vendorId,
        @Nullable UUID mergedIntoId,
        @Nullable String market,
        @Nullable String language,
        String sourceType,
        String sourceDetail,
        @Nullable String sourcePlatform,
        int priorityRank,
        Instant receivedAt,
        @Nullable Instant queuedAt,
        @Nullable Instant firstTouchAt,
        @Nullable Instant decidedAt,
        @Nullable Instant closedAt,
        @Nullable Instant wakeAt,
        @Nullable Instant dueAt,
        int reopenCount,
        int version) {

    /** What is judged. */
    NodeRef subjectRef() {
        var id = switch (subjectKind) {
            case "SELLER" -> sellerId;
            case "CREATOR" -> creatorId;
            case "LISTING" -> listingId;
            case "CONTENT" -> contentId;
            case "IPR_CLAIM" -> iprClaimId;
            default -> throw new IllegalStateException("unknown kind of subject " + subjectKind);
        };
        return new NodeRef(subjectKind, Objects.requireNonNull(id));
    }
}
