package docket.decisions;

import docket.cases.Case;
import docket.decisions.PlannedMeasure.Target;
import docket.subjects.Subjects.Background;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whom and what measures can hit in one case. */
record Targets(
        @Nullable UUID sellerId,
        @Nullable UUID creatorId,
        @Nullable UUID listingId,
        @Nullable UUID contentId) {

    /** With a claim of a rights owner, what is claimed. */
    static Targets of(Case before, Background background) {
        return new Targets(
                before.sellerId(),
                before.creatorId(),
                before.listingId() == null ? background.claimedListingId() : before.listingId(),
                before.contentId() == null ? background.claimedContentId() : before.contentId());
    }

    /** @return null: there is nothing of the sort */
    @Nullable
    Target of(String target) {
        return switch (target) {
            case "SELLER" -> seller();
            case "CREATOR" -> creator();
            case "LISTING" -> listing();
            case "CONTENT" -> content();
            case "ITEM" -> listingId == null ? content() : listing();
            case "PUBLISHER" -> sellerId == null ? creator() : seller();
            default -> throw new IllegalStateException("unknown target " + target);
        };
    }

    /** For whoever is told that there is none. */
    static String inWords(String target) {
        return switch (target) {
            case "SELLER" -> "a seller";
            case "CREATOR" -> "a creator";
            case "LISTING" -> "a listing";
            case "CONTENT" -> "content";
            case "ITEM" -> "a listing or content";
            case "PUBLISHER" -> "a seller or a creator";
            default -> throw new IllegalStateException("unknown target " + target);
        };
    }

    private @Nullable Target seller() {
        return sellerId == null ? null : new Target(sellerId, null, null, null);
    }

    private @Nullable Target creator() {
        return creatorId == null ? null : new Target(null, creatorId, null, null);
    }

    private @Nullable Target listing() {
        return listingId == null ? null : new Target(null, null, listingId, null);
    }

    private @Nullable Target content() {
        return contentId == null ? null : new Target(null, null, null, contentId);
    }
}
