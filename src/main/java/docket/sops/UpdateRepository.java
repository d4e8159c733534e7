package docket.sops;

import static docketdb.sops.Tables.ACKNOWLEDGEMENT;
import static docketdb.sops.Tables.POLICY_UPDATE;

import docket.platform.listing.Listing;
import docket.platform.listing.Relation;
import docket.platform.sql.Entity;
import org.jooq.impl.DSL;

/** All SQL about announcements of changes and who has read them. */
final class UpdateRepository {
    static final Listing<PolicyUpdate> UPDATES = Listing.of(Entity.of(PolicyUpdate.class, POLICY_UPDATE))
            .small()
            .filter("kind", POLICY_UPDATE.KIND)
            .filter("severity", POLICY_UPDATE.SEVERITY)
            .filter("audience", POLICY_UPDATE.AUDIENCE)
            .filter("domain", POLICY_UPDATE.DOMAIN)
            .filter("market", POLICY_UPDATE.MARKET)
            .filter("status", POLICY_UPDATE.STATUS)
            .filter("effectiveAt", POLICY_UPDATE.EFFECTIVE_AT)
            .filter("ackDueAt", POLICY_UPDATE.ACK_DUE_AT)
            .descending("EFFECTIVE_AT", POLICY_UPDATE.EFFECTIVE_AT, "effectiveAt")
            .ascending("ACK_DUE_AT", POLICY_UPDATE.ACK_DUE_AT, "ackDueAt");

    static final Listing<Acknowledgement> ACKNOWLEDGEMENTS = Listing.of(
                    Entity.of(Acknowledgement.class, ACKNOWLEDGEMENT))
            .anchorId("reviewer", ACKNOWLEDGEMENT.REVIEWER_ID, "Reviewer")
            .filter("status", ACKNOWLEDGEMENT.STATUS)
            .filter("dueAt", ACKNOWLEDGEMENT.DUE_AT)
            .filter("acknowledgedAt", ACKNOWLEDGEMENT.ACKNOWLEDGED_AT)
            .filter("quizScore", ACKNOWLEDGEMENT.QUIZ_SCORE)
            .ascendingWithin("DUE_AT", ACKNOWLEDGEMENT.DUE_AT, "dueAt");

    static final Relation BELOW_VERSION = Relation.via(version -> ACKNOWLEDGEMENT.POLICY_UPDATE_ID.in(
            DSL.select(POLICY_UPDATE.ID).from(POLICY_UPDATE).where(POLICY_UPDATE.SOP_VERSION_ID.eq(version))));

    private UpdateRepository() {}
}
