package docket.subjects;

import static docket.subjects.SubjectRepository.CONTENTS;
import static docket.subjects.SubjectRepository.CREATORS;
import static docket.subjects.SubjectRepository.IPR_CLAIMS;
import static docket.subjects.SubjectRepository.LISTINGS;
import static docket.subjects.SubjectRepository.SELLERS;
import static docketdb.subjects.Tables.CONTENT;
import static docketdb.subjects.Tables.IPR_CLAIM;
import static docketdb.subjects.Tables.PRODUCT_LISTING;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import org.springframework.stereotype.Component;

/** How the fields of {@code subjects.graphqls} get their values. */
@Component
final class SubjectGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("seller", "Seller", SELLERS.entity()).page("sellers", SELLERS);
        graph.one("creator", "Creator", CREATORS.entity()).page("creators", CREATORS);
        graph.one("listing", "ProductListing", LISTINGS.entity()).page("listings", LISTINGS);

        graph.node("Seller", SELLERS.entity())
                .connection("listings", Seller::id, LISTINGS, Relation.by(PRODUCT_LISTING.SELLER_ID));
        graph.node("Creator", CREATORS.entity())
                .connection("contents", Creator::id, CONTENTS, Relation.by(CONTENT.CREATOR_ID));
        graph.node("ProductListing", LISTINGS.entity())
                .toOne("seller", ProductListing::sellerId, SELLERS.entity())
                .connection("iprClaims", ProductListing::id, IPR_CLAIMS, Relation.by(IPR_CLAIM.LISTING_ID));
        graph.node("Content", CONTENTS.entity())
                .toOne("creator", Content::creatorId, CREATORS.entity())
                .connection("iprClaims", Content::id, IPR_CLAIMS, Relation.by(IPR_CLAIM.CONTENT_ID));
        graph.node("IprClaim", IPR_CLAIMS.entity())
                .toOne("listing", IprClaim::listingId, LISTINGS.entity())
                .toOne("content", IprClaim::contentId, CONTENTS.entity());
    }
}
