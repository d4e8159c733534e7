package docket.cases;

import static docketdb.cases.Tables.BULK_ACTION_ITEM;

import docket.platform.bulk.BulkPermissions;
import docket.platform.bulk.BulkPlan;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.listing.Relation;
import docket.platform.mutation.Mutation;
import docket.platform.request.Caller;
import org.springframework.stereotype.Component;

/** How the fields about bulk actions in {@code cases.graphqls} get their values. */
@Component
final class BulkActionGraph implements Feature {
    private final CaseWork work;
    private final LifeCycles lifeCycles;

    BulkActionGraph(CaseWork work, LifeCycles lifeCycles) {
        this.work = work;
        this.lifeCycles = lifeCycles;
    }

    @Override
    public void wire(Graph graph) {
        graph.one("bulkAction", "BulkAction", BulkActionRepository.BULKS);
        graph.node("BulkAction", BulkActionRepository.BULKS)
                .batch(
                        "viewerCan",
                        (bulks, call) -> bulks.stream()
                                .map(bulk -> permissions(bulk, call.caller()))
                                .toList())
                .toOne("queue", BulkAction::queueId, CaseRepository.QUEUES.entity())
                .connection(
                        "items",
                        BulkAction::id,
                        BulkActionRepository.ITEMS,
                        Relation.by(BULK_ACTION_ITEM.BULK_ACTION_ID));
        graph.value("BulkActionPermissions", BulkPermissions.class);
        graph.value("BulkActionItem", BulkActionItem.class)
                .toOne("case", BulkActionItem::caseId, CaseRepository.CASES.entity())
                .toOne("from", BulkActionItem::fromQueueId, CaseRepository.QUEUES.entity());
        mutation(graph, "planBulkAction", new PlanBulkAction(work));
        mutation(graph, "applyBulkAction", new ApplyBulkAction(work, lifeCycles));
        mutation(graph, "undoBulkAction", new UndoBulkAction(work, lifeCycles));
    }

    private BulkPermissions permissions(BulkAction bulk, Caller caller) {
        return BulkAction.RULES.permissions(
                lifeCycles,
                caller,
                bulk.owner(),
                BulkPlan.of(bulk.id(), bulk.state(), bulk.expiresAt()),
                () -> BulkAction.requireMove(bulk.id(), bulk.cancelReason()));
    }

    private static void mutation(Graph graph, String name, Mutation mutation) {
        graph.mutation(name, mutation, "CaseError")
                .toOne("bulkAction", payload -> payload.id("bulkAction"), BulkActionRepository.BULKS);
    }
}
