package docket.decisions;

import static docket.decisions.BulkRepository.BULKS;
import static docket.decisions.BulkRepository.ITEMS;
import static docketdb.decisions.Tables.BULK_ITEM;

import docket.cases.CaseWork;
import docket.cases.Cases;
import docket.platform.bulk.BulkPermissions;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.listing.Relation;
import docket.platform.mutation.Mutation;
import docket.vendors.Vendors;
import org.springframework.stereotype.Component;

/** How the fields about bulk decisions in {@code decisions.graphqls} get their values. */
@Component
final class BulkDecisionGraph implements Feature {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    BulkDecisionGraph(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("bulkDecision", "BulkDecision", BULKS);
        graph.node("BulkDecision", BULKS)
                .batch("viewerCan", (bulks, call) -> Permissions.ofBulks(bulks, call, lifeCycles))
                .toOne("reviewer", BulkDecision::reviewerId, Vendors.REVIEWERS)
                .toMany("measures", BulkDecision::id, BulkRepository.MEASURES)
                .connection("items", BulkDecision::id, ITEMS, Relation.by(BULK_ITEM.BULK_DECISION_ID));
        graph.value("BulkDecisionPermissions", BulkPermissions.class);
        graph.value("BulkMeasures", BulkMeasures.class);
        graph.value("BulkItem", BulkItem.class)
                .toOne("case", BulkItem::caseId, Cases.CASES)
                .toOne("decision", BulkItem::decisionId, Decisions.DECISIONS);
        mutation(graph, "planBulkDecision", new PlanBulkDecision(work));
        mutation(graph, "applyBulkDecision", new ApplyBulkDecision(work, lifeCycles));
        mutation(graph, "undoBulkDecision", new UndoBulkDecision(work, lifeCycles));
    }

    private static void mutation(Graph graph, String name, Mutation mutation) {
        graph.mutation(name, mutation, "DecisionError")
                .toOne("bulkDecision", payload -> payload.id("bulkDecision"), BULKS);
    }
}
