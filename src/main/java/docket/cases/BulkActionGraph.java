package docket.cases;

import static docketdb.cases.Tables.BULK_ACTION_ITEM;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.platform.lifecycle.LifeCycles;
import docket.platform.listing.Relation;
import docket.platform.mutation.Mutation;
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
                .batch("viewerCan", (bulks, call) -> BulkActionPermissions.of(bulks, call, lifeCycles))
                .toOne("queue", BulkAction::queueId, CaseRepository.QUEUES.entity())
                .connection(
                        "items",
                        BulkAction::id,
                        BulkActionRepository.ITEMS,
                        Relation.by(BULK_ACTION_ITEM.BULK_ACTION_ID));
        graph.value("BulkActionPermissions", BulkActionPermissions.class);
        graph.value("BulkActionItem", BulkActionItem.class)
                .toOne("case", BulkActionItem::caseId, CaseRepository.CASES.entity())
                .toOne("from", BulkActionItem::fromQueueId, CaseRepository.QUEUES.entity());
        mutation(graph, "planBulkAction", new PlanBulkAction(work));
        mutation(graph, "applyBulkAction", new ApplyBulkAction(work, lifeCycles));
        mutation(graph, "undoBulkAction", new UndoBulkAction(work, lifeCycles));
    }

    private static void mutation(Graph graph, String name, Mutation mutation) {
        var type = Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Payload";
        graph.mutation(name, mutation)
                .payload(type, "CaseError")
                .toOne("bulkAction", payload -> payload.id("bulkAction"), BulkActionRepository.BULKS);
    }
}
