package docket.subjects;

import docket.platform.request.GlobalId;
import docket.platform.sql.Later;
import docket.platform.sql.Loader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What other features may ask of subjects. */
public final class Subjects {
    public static final Loader<UUID, Seller> SELLERS = SubjectRepository.SELLERS.entity();
    public static final Loader<UUID, Creator> CREATORS = SubjectRepository.CREATORS.entity();

    /** By the kinds of a case's subject. */
    public static final Map<String, Loader<UUID, ?>> BY_KIND = Map.of(
            "SELLER", SELLERS,
            "CREATOR", CREATORS,
            "LISTING", SubjectRepository.LISTINGS.entity(),
            "CONTENT", SubjectRepository.CONTENTS.entity(),
            "IPR_CLAIM", SubjectRepository.IPR_CLAIMS.entity());

    private Subjects() {}

    /**
     * What a claim of a rights owner is about, and whether a seller trades as a business; all null: nothing of it is known.
     *
     * @param isBusiness whether the seller has rights that consumers who sell have not
     * @param sellerMarket where the seller is registered, whose law those rights are of
     */
    public record Background(
            boolean isBusiness,
            @Nullable String sellerMarket,
            @Nullable UUID claimedListingId,
            @Nullable UUID claimedContentId) {
        public static final Background NONE = new Background(false, null, null, null);
    }

    /** Of many cases: one for each seller and the claim in the same place. */
    public static Later<List<Background>> backgrounds(
            DSLContext sql, List<@Nullable UUID> sellers, List<@Nullable UUID> claims) {
        return ReportedRepository.backgrounds(sql, sellers, claims);
    }

    /** Something of ours that is reported; null: there is none of that id, or it is not ours. */
    public static @Nullable Reported reported(DSLContext sql, GlobalId id) {
        return ReportedRepository.reported(sql, id);
    }
}
