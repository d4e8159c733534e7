package docket.cases;

import static docket.cases.CaseRepository.ASSIGNMENTS;
import static docket.cases.CaseRepository.BY_NUMBER;
import static docket.cases.CaseRepository.CASES;
import static docket.cases.CaseRepository.EVENTS;
import static docket.cases.CaseRepository.LEASES;
import static docket.cases.CaseRepository.QUEUES;
import static docket.cases.CaseRepository.REPORTS;
import static docket.cases.CaseRepository.ROUTING_RULES;
import static docket.cases.CaseRepository.SNAPSHOTS;
import static docketdb.cases.Tables.ASSIGNMENT;
import static docketdb.cases.Tables.CASE_EVENT;
import static docketdb.cases.Tables.CASE_REPORT;
import static docketdb.cases.Tables.LEASE;
import static docketdb.cases.Tables.MODERATION_CASE;
import static docketdb.cases.Tables.QUEUE;
import static docketdb.cases.Tables.ROUTING_RULE_VERSION;
import static docketdb.cases.Tables.SUBJECT_SNAPSHOT;

import docket.access.Viewer;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.graph.TypeWiring;
import docket.platform.listing.Relation;
import docket.platform.mutation.Mutation;
import docket.platform.mutation.Payload;
import docket.platform.search.SearchRequest;
import docket.platform.search.Snippets;
import docket.subjects.Content;
import docket.subjects.Creator;
import docket.subjects.IprClaim;
import docket.subjects.ProductListing;
import docket.subjects.Seller;
import docket.subjects.Subjects;
import docket.vendors.Reviewer;
import docket.vendors.Vendor;
import docket.vendors.Vendors;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How the fields of {@code cases.graphqls} get their values. */
@Component
final class CaseGraph implements Feature {
    private static final Relation OPEN_LEASES =
            Relation.via(key -> LEASE.REVIEWER_ID.eq(key).and(LEASE.ENDED_AT.isNull()));

    private final CaseWork work;
    private final Routing routing;

    CaseGraph(CaseWork work, Routing routing) {
        this.work = work;
        this.routing = routing;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("case", "Case", CASES.entity()).page("cases", CASES);
        graph.query("caseByNumber", call -> {
            var number = call.arguments().required("number", Long.class);
            var found = BY_NUMBER.load(call.db(), List.of(number)).get(number);
            if (found == null) {
                call.request().refusals().ofNothing("caseByNumber " + number);
            }
            return found;
        });
        graph.one("queue", "Queue", QUEUES.entity()).page("queues", QUEUES);
        graph.query(
                "searchCases",
                call -> CaseRepository.search(
                        call.db(),
                        SearchRequest.of(call.arguments()),
                        call.arguments().optionalString("market")));
        graph.query("routingPreview", call -> RoutingPreview.of(call));
        wireMutations(graph);
        wireCase(graph);
        wireParts(graph);
        wireParents(graph);
    }

    private void wireMutations(Graph graph) {
        mutation(graph, "reportCase", new ReportCase(work, routing))
                .toOne("report", payload -> payload.id("report"), REPORTS.entity())
                .value("isNewCase", payload -> isTrue(payload.fact("isNewCase")));
        mutation(graph, "claimNextCase", new ClaimNextCase(work))
                .toOne("lease", payload -> payload.id("lease"), LEASES.entity())
                .value("rank", payload -> ClaimRank.of(payload));
        graph.value("ClaimRank", ClaimRank.class);
        mutation(graph, "renewLease", new RenewLease(work))
                .toOne("lease", payload -> payload.id("lease"), LEASES.entity());
        mutation(graph, "releaseCase", new ReleaseCase(work));
        mutation(graph, "holdCase", new HoldCase(work));
        mutation(graph, "resumeCase", new ResumeCase(work));
        mutation(graph, "handOverCase", new HandOverCase(work))
                .toOne("lease", payload -> payload.id("lease"), LEASES.entity());
        mutation(graph, "revokeLease", new RevokeLease(work));
        mutation(graph, "rerouteCase", new RerouteCase(work));
        mutation(graph, "changeCaseSeverity", new ChangeCaseSeverity(work));
        mutation(graph, "mergeCase", new MergeCase(work)).toOne("into", payload -> payload.id("into"), CASES.entity());
        mutation(graph, "cancelCase", new CancelCase(work));
        mutation(graph, "snapshotSubject", new SnapshotSubject(work))
                .toOne("snapshot", payload -> payload.id("snapshot"), SNAPSHOTS.entity());
        mutation(graph, "reopenCase", new ReopenCase(work, routing));
    }

    private static TypeWiring<Payload> mutation(Graph graph, String name, Mutation mutation) {
        return graph.mutation(name, mutation, "CaseError").toOne("case", payload -> payload.id("case"), CASES.entity());
    }

    private static @Nullable Boolean isTrue(@Nullable String fact) {
        return fact == null ? null : Boolean.valueOf(fact);
    }

    private void wireCase(Graph graph) {
        graph.value("CaseTransition", CaseTransition.class);
        graph.node("Case", CASES.entity())
                .batch("availableTransitions", (cases, call) -> CaseTransition.of(cases, call, work.lifeCycle()))
                .toOneOf("subject", Case::subjectRef, Subjects.BY_KIND)
                .toOne("seller", Case::sellerId, Subjects.SELLERS)
                .toOne("creator", Case::creatorId, Subjects.CREATORS)
                .toOne("queue", Case::queueId, QUEUES.entity())
                .toOne("assignee", Case::assigneeId, Vendors.REVIEWERS)
                .toOne("vendor", Case::vendorId, Vendors.VENDORS)
                .toOne("mergedInto", Case::mergedIntoId, CASES.entity())
                .toOne("hasSubjectChanged", Case::id, SnapshotRepository.CHANGED_SINCE_LATEST)
                .connection("mergedCases", Case::id, CASES, Relation.by(MODERATION_CASE.MERGED_INTO_ID))
                .connection("reports", Case::id, REPORTS, Relation.by(CASE_REPORT.CASE_ID))
                .connection("snapshots", Case::id, SNAPSHOTS, Relation.by(SUBJECT_SNAPSHOT.CASE_ID))
                .connection("assignments", Case::id, ASSIGNMENTS, Relation.by(ASSIGNMENT.CASE_ID))
                .connection("leases", Case::id, LEASES, Relation.by(LEASE.CASE_ID))
                .connection("events", Case::id, EVENTS, Relation.by(CASE_EVENT.CASE_ID));
    }

    private static void wireParts(Graph graph) {
        graph.node("Queue", QUEUES.entity())
                .toOne("vendor", Queue::vendorId, Vendors.VENDORS)
                .connection("cases", Queue::id, CASES, Relation.by(MODERATION_CASE.QUEUE_ID))
                .connection("routingRules", Queue::id, ROUTING_RULES, Relation.by(ROUTING_RULE_VERSION.QUEUE_ID));
        graph.node("RoutingRule", ROUTING_RULES.entity())
                .toOne("queue", RoutingRule::queueId, QUEUES.entity())
                .toOne("author", RoutingRule::authorId, Vendors.REVIEWERS);
        graph.node("CaseReport", REPORTS.entity()).toOne("case", CaseReport::caseId, CASES.entity());
        graph.node("SubjectSnapshot", SNAPSHOTS.entity()).toOne("case", SubjectSnapshot::caseId, CASES.entity());
        graph.node("Assignment", ASSIGNMENTS.entity())
                .toOne("case", Assignment::caseId, CASES.entity())
                .toOne("reviewer", Assignment::reviewerId, Vendors.REVIEWERS);
        graph.node("Lease", LEASES.entity())
                .toOne("case", Lease::caseId, CASES.entity())
                .toOne("reviewer", Lease::reviewerId, Vendors.REVIEWERS);
        graph.value("CaseEvent", CaseEvent.class)
                .toOne("reviewer", CaseEvent::reviewerId, Vendors.REVIEWERS)
                .toOne("queue", CaseEvent::queueId, QUEUES.entity())
                .toOne("handedTo", CaseEvent::handedToId, Vendors.REVIEWERS)
                .toOne("otherCase", CaseEvent::otherCaseId, CASES.entity());
        graph.value("RoutingPreview", RoutingPreview.class);
        graph.value("RoutingConsidered", RoutingConsidered.class);
        graph.value("CaseStateCount", CaseStateCount.class);
        graph.value("CaseSearchHit", CaseSearchHit.class)
                .batch("snippet", Snippets::of)
                .toOne("case", CaseSearchHit::id, CASES.entity());
    }

    private static void wireParents(Graph graph) {
        graph.extend("Seller", Seller.class)
                .connection("latestCases", Seller::id, CASES, Relation.by(MODERATION_CASE.SELLER_ID))
                .toMany("caseCounts", Seller::id, CaseRepository.stateCounts(MODERATION_CASE.SELLER_ID));
        graph.extend("Creator", Creator.class)
                .connection("latestCases", Creator::id, CASES, Relation.by(MODERATION_CASE.CREATOR_ID))
                .toMany("caseCounts", Creator::id, CaseRepository.stateCounts(MODERATION_CASE.CREATOR_ID));
        graph.extend("ProductListing", ProductListing.class)
                .connection("cases", ProductListing::id, CASES, Relation.by(MODERATION_CASE.LISTING_ID));
        graph.extend("Content", Content.class)
                .connection("cases", Content::id, CASES, Relation.by(MODERATION_CASE.CONTENT_ID));
        graph.extend("IprClaim", IprClaim.class)
                .connection("cases", IprClaim::id, CASES, Relation.by(MODERATION_CASE.IPR_CLAIM_ID));
        graph.extend("Vendor", Vendor.class)
                .connection("cases", Vendor::id, CASES, Relation.by(MODERATION_CASE.VENDOR_ID))
                .connection("queues", Vendor::id, QUEUES, Relation.by(QUEUE.VENDOR_ID));
        graph.extend("Viewer", Viewer.class)
                .connection("assignedCases", Viewer::reviewerId, CASES, Relation.by(MODERATION_CASE.ASSIGNEE_ID))
                .connection("openLeases", Viewer::reviewerId, LEASES, OPEN_LEASES);
        graph.extend("Reviewer", Reviewer.class)
                .connection("assignedCases", Reviewer::id, CASES, Relation.by(MODERATION_CASE.ASSIGNEE_ID))
                .connection("assignments", Reviewer::id, ASSIGNMENTS, Relation.by(ASSIGNMENT.REVIEWER_ID))
                .connection("openLeases", Reviewer::id, LEASES, OPEN_LEASES);
    }
}
