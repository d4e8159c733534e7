package docket.decisions;

import docket.platform.graph.NodeRef;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A measure that follows from a decision. */
public record EnforcementAction(
        UUID id,
        UUID decisionId,
        String kind,
        String dsaRestriction,
        String state,
        @Nullable Instant effectiveAt,
        @Nullable Instant endsAt,
        @Nullable List<String> territorialScope,
        @Nullable String restriction,
        @Nullable Integer points,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        boolean isReversible,
        @Nullable Instant reversedAt,
        @Nullable String reversedReason,
        @Nullable String withoutNotice,
        @Nullable UUID sellerId,
        @Nullable UUID creatorId,
        @Nullable UUID listingId,
        @Nullable UUID contentId,
        int version) {
    static final String LIFE_CYCLE = "ENFORCEMENT_ACTION";

    /** Whom or what it hits; null: not told. */
    @Nullable
    NodeRef target() {
        if (sellerId != null) {
            return new NodeRef("SELLER", sellerId);
        }
        if (creatorId != null) {
            return new NodeRef("CREATOR", creatorId);
        }
        if (listingId != null) {
            return new NodeRef("LISTING", listingId);
        }
        return contentId == null ? null : new NodeRef("CONTENT", contentId);
    }
}
