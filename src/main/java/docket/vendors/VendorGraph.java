package docket.vendors;

import static docket.vendors.VendorRepository.CERTIFICATIONS;
import static docket.vendors.VendorRepository.CONTRACTS;
import static docket.vendors.VendorRepository.REVIEWERS;
import static docket.vendors.VendorRepository.SHIFTS;
import static docket.vendors.VendorRepository.SITES;
import static docket.vendors.VendorRepository.SKILLS;
import static docket.vendors.VendorRepository.VENDORS;
import static docketdb.vendors.Tables.CERTIFICATION;
import static docketdb.vendors.Tables.REVIEWER;
import static docketdb.vendors.Tables.REVIEWER_SKILL;
import static docketdb.vendors.Tables.SITE_SHIFT;
import static docketdb.vendors.Tables.VENDOR_CONTRACT;
import static docketdb.vendors.Tables.VENDOR_SITE;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.listing.Relation;
import org.springframework.stereotype.Component;

/** How the fields of {@code vendors.graphqls} get their values. */
@Component
final class VendorGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.one("vendor", "Vendor", VENDORS.entity()).page("vendors", VENDORS);
        graph.one("vendorSite", "VendorSite", SITES);
        graph.one("reviewer", "Reviewer", REVIEWERS.entity()).page("reviewers", REVIEWERS);

        graph.node("Vendor", VENDORS.entity())
                .toMany("sites", Vendor::id, SITES.allBy(VENDOR_SITE.VENDOR_ID, VENDOR_SITE.NAME.asc()))
                .toMany(
                        "contracts",
                        Vendor::id,
                        CONTRACTS.allBy(VENDOR_CONTRACT.VENDOR_ID, VENDOR_CONTRACT.STARTS_ON.desc()))
                .connection("reviewers", Vendor::id, REVIEWERS, Relation.by(REVIEWER.VENDOR_ID));
        graph.node("VendorSite", SITES)
                .toOne("vendor", VendorSite::vendorId, VENDORS.entity())
                .toMany(
                        "shifts",
                        VendorSite::id,
                        SHIFTS.allBy(SITE_SHIFT.SITE_ID, SITE_SHIFT.STARTS_LOCAL.asc(), SITE_SHIFT.NAME.asc()))
                .connection("reviewers", VendorSite::id, REVIEWERS, Relation.by(REVIEWER.SITE_ID));
        graph.node("SiteShift", SHIFTS).toOne("site", SiteShift::siteId, SITES);
        graph.node("VendorContract", CONTRACTS).toOne("vendor", VendorContract::vendorId, VENDORS.entity());
        graph.node("Reviewer", REVIEWERS.entity())
                .toOne("site", Reviewer::siteId, SITES)
                .toOne("vendor", Reviewer::vendorId, VENDORS.entity())
                .toMany("skills", Reviewer::id, SKILLS.allBy(REVIEWER_SKILL.REVIEWER_ID, REVIEWER_SKILL.DOMAIN.asc()))
                .toMany(
                        "certifications",
                        Reviewer::id,
                        CERTIFICATIONS.allBy(
                                CERTIFICATION.REVIEWER_ID, CERTIFICATION.EXPIRES_AT.desc(), CERTIFICATION.ID.asc()));
        graph.value("ReviewerSkill", ReviewerSkill.class)
                .toOne("reviewer", ReviewerSkill::reviewerId, REVIEWERS.entity());
        graph.node("Certification", CERTIFICATIONS)
                .toOne("reviewer", Certification::reviewerId, REVIEWERS.entity())
                .value("state", certification -> certification.state());
    }
}
