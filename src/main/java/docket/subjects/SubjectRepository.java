package docket.subjects;

import static docketdb.subjects.Tables.CONTENT;
import static docketdb.subjects.Tables.CREATOR;
import static docketdb.subjects.Tables.IPR_CLAIM;
import static docketdb.subjects.Tables.PRODUCT_LISTING;
import static docketdb.subjects.Tables.SELLER;

import docket.platform.listing.Listing;
import docket.platform.sql.Entity;

/** All SQL about subjects. */
final class SubjectRepository {
    static final Listing<Seller> SELLERS = Listing.of(Entity.of(Seller.class, SELLER))
            .anchor("externalRef", SELLER.EXTERNAL_REF)
            .search("name", SELLER.NAME)
            .filter("kind", SELLER.KIND)
            .filter("market", SELLER.MARKET)
            .filter("state", SELLER.STATE)
            .filter("tier", SELLER.TIER)
            .anchor("healthPoints", SELLER.HEALTH_POINTS)
            .filter("traderVerifiedAt", SELLER.TRADER_VERIFIED_AT)
            .anchor("registeredAt", SELLER.REGISTERED_AT)
            .descending("REGISTERED_AT", SELLER.REGISTERED_AT, "registeredAt")
            .ascending("HEALTH_POINTS", SELLER.HEALTH_POINTS, "healthPoints");

    static final Listing<Creator> CREATORS = Listing.of(Entity.of(Creator.class, CREATOR))
            .anchor("handle", CREATOR.HANDLE)
            .filter("market", CREATOR.MARKET)
            .filter("state", CREATOR.STATE)
            .filter("healthPoints", CREATOR.HEALTH_POINTS)
            .anchor("registeredAt", CREATOR.REGISTERED_AT)
            .descending("REGISTERED_AT", CREATOR.REGISTERED_AT, "registeredAt");

    static final Listing<ProductListing> LISTINGS = Listing.of(Entity.of(ProductListing.class, PRODUCT_LISTING))
            .anchorId("seller", PRODUCT_LISTING.SELLER_ID, "Seller")
            .search("title", PRODUCT_LISTING.TITLE)
            .anchor("ean13", PRODUCT_LISTING.EAN13)
            .filter("brand", PRODUCT_LISTING.BRAND)
            .filter("categoryPath", PRODUCT_LISTING.CATEGORY_PATH)
            .filter("regulatedClass", PRODUCT_LISTING.REGULATED_CLASS)
            .filter("state", PRODUCT_LISTING.STATE)
            .filter("market", PRODUCT_LISTING.MARKET)
            .filter("language", PRODUCT_LISTING.LANGUAGE)
            .filter("sourcePlatform", PRODUCT_LISTING.SOURCE_PLATFORM)
            .descending("ID", PRODUCT_LISTING.ID, "id");

    static final Listing<Content> CONTENTS =
            Listing.of(Entity.of(Content.class, CONTENT)).descending("ID", CONTENT.ID, "id");

    static final Listing<IprClaim> IPR_CLAIMS =
            Listing.of(Entity.of(IprClaim.class, IPR_CLAIM)).descending("FILED_AT", IPR_CLAIM.FILED_AT, "filedAt");

    private SubjectRepository() {}
}
