package docket.appeals;

import static docketdb.appeals.Tables.APPEAL;
import static docketdb.appeals.Tables.APPEAL_ACTION;
import static docketdb.appeals.Tables.APPEAL_POLICY;
import static docketdb.appeals.Tables.EXTERNAL_DISPUTE;

import docket.cases.Cases;
import docket.platform.listing.Listing;
import docket.platform.listing.Listing.Runs;
import docket.platform.sql.Entity;
import docket.platform.sql.Loader;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** All SQL about appeals. */
final class AppealRepository {
    static final Listing<Appeal> APPEALS = Listing.of(Entity.of(Appeal.class, APPEAL))
            .anchorId("decision", APPEAL.DECISION_ID, "Decision")
            .anchorId("case", APPEAL.CASE_ID, "Case")
            .anchorVia(
                    "seller", "Seller", sellers -> APPEAL.CASE_ID.in(Cases.aboutSellers(id -> id.eq(DSL.any(sellers)))))
            .anchorVia(
                    "creator",
                    "Creator",
                    creators -> APPEAL.CASE_ID.in(Cases.aboutCreators(id -> id.eq(DSL.any(creators)))))
            .filter("level", APPEAL.LEVEL)
            .filter("appellantKind", APPEAL.APPELLANT_KIND)
            .filter("language", APPEAL.LANGUAGE)
            .anchor("state", APPEAL.STATE)
            .anchor("filedAt", APPEAL.FILED_AT)
            .filter("windowEndsAt", APPEAL.WINDOW_ENDS_AT)
            .filter("dueAt", APPEAL.DUE_AT)
            .filter("inadmissibleReason", APPEAL.INADMISSIBLE_REASON)
            .anchorId("reviewer", APPEAL.REVIEWER_ID, "Reviewer")
            .filter("outcome", APPEAL.OUTCOME)
            .filter("overturnCause", APPEAL.OVERTURN_CAUSE)
            .filter("market", APPEAL.MARKET)
            .filterId("site", APPEAL.SITE_ID, "VendorSite")
            .anchorId("vendor", APPEAL.VENDOR_ID, "Vendor")
            .anchor("decidedAt", APPEAL.DECIDED_AT)
            .filter("closedAt", APPEAL.CLOSED_AT)
            .descending("FILED_AT", APPEAL.FILED_AT, "filedAt")
            .ascendingWithin("DUE_AT", APPEAL.DUE_AT, "dueAt", new Runs(null, APPEAL.STATE, "state", List.of()));

    static final Listing<AppealPolicy> POLICIES = Listing.of(Entity.of(AppealPolicy.class, APPEAL_POLICY))
            .filter("market", APPEAL_POLICY.MARKET)
            .filter("effectiveOn", APPEAL_POLICY.EFFECTIVE_ON)
            .filter("endsOn", APPEAL_POLICY.ENDS_ON)
            .descending("EFFECTIVE_ON", APPEAL_POLICY.EFFECTIVE_ON, "effectiveOn")
            .ascending("MARKET", APPEAL_POLICY.MARKET, "market")
            .small();

    static final Listing<ExternalDispute> DISPUTES = Listing.of(
                    Entity.of(ExternalDispute.class, EXTERNAL_DISPUTE, Map.of("isExtended", EXTERNAL_DISPUTE.EXTENDED)))
            .anchorId("appeal", EXTERNAL_DISPUTE.APPEAL_ID, "Appeal")
            .filter("body", EXTERNAL_DISPUTE.BODY)
            .filter("referredAt", EXTERNAL_DISPUTE.REFERRED_AT)
            .filter("dueAt", EXTERNAL_DISPUTE.DUE_AT)
            .filter("isExtended", EXTERNAL_DISPUTE.EXTENDED)
            .filter("outcome", EXTERNAL_DISPUTE.OUTCOME)
            .filter("decidedAt", EXTERNAL_DISPUTE.DECIDED_AT)
            .filter("implementedAt", EXTERNAL_DISPUTE.IMPLEMENTED_AT)
            .descending("REFERRED_AT", EXTERNAL_DISPUTE.REFERRED_AT, "referredAt")
            .ascending("DUE_AT", EXTERNAL_DISPUTE.DUE_AT, "dueAt")
            .small();

    static final Loader<UUID, List<AppealAction>> CONTESTED_ACTIONS = Entity.of(AppealAction.class, APPEAL_ACTION)
            .allBy(APPEAL_ACTION.APPEAL_ID, APPEAL_ACTION.ENFORCEMENT_ACTION_ID.asc());
    static final Loader<UUID, List<Appeal>> BY_RESULT =
            APPEALS.entity().allBy(APPEAL.RESULTING_DECISION_ID, APPEAL.FILED_AT.asc(), APPEAL.ID.asc());
    static final Loader<UUID, ExternalDispute> DISPUTE_OF_APPEAL = (db, appeals) -> db.map(
            DSL.select(EXTERNAL_DISPUTE.APPEAL_ID)
                    .select(DISPUTES.entity().columns())
                    .from(EXTERNAL_DISPUTE)
                    .where(EXTERNAL_DISPUTE.APPEAL_ID.eq(DSL.any(appeals.toArray(UUID[]::new)))),
            row -> row.getObject(1, UUID.class),
            row -> DISPUTES.entity().read(row, 1));

    private AppealRepository() {}

    static Condition contesting(Field<UUID> action) {
        return APPEAL.ID.in(DSL.select(APPEAL_ACTION.APPEAL_ID)
                .from(APPEAL_ACTION)
                .where(APPEAL_ACTION.ENFORCEMENT_ACTION_ID.eq(action)));
    }

    static Condition ofSeller(Field<UUID> seller) {
        return APPEAL.CASE_ID.in(Cases.aboutSellers(id -> id.eq(seller)));
    }

    static Condition ofCreator(Field<UUID> creator) {
        return APPEAL.CASE_ID.in(Cases.aboutCreators(id -> id.eq(creator)));
    }
}
