package docket.subjects;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something of ours that a report is about.
 *
 * @param kind as cases call it: SELLER, CREATOR, LISTING, CONTENT, IPR_CLAIM
 * @param domain the field of moderation that it belongs to
 * @param market where it trades or is published
 * @param language of the market, ISO 639
 * @param title what a case about it can be called: without the name of anybody, since titles are read by those who may not know it
 * @param reach how many people follow whoever publishes it; 0 where nobody can
 */
public record Reported(
        UUID id,
        String kind,
        String domain,
        @Nullable UUID sellerId,
        @Nullable UUID creatorId,
        @Nullable UUID listingId,
        @Nullable UUID contentId,
        @Nullable UUID iprClaimId,
        String market,
        String language,
        String title,
        int reach) {}
