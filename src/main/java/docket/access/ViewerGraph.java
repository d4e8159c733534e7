package docket.access;

import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.vendors.Vendors;
import org.springframework.stereotype.Component;

/** How the fields of {@code access.graphqls} get their values. */
@Component
final class ViewerGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.query("viewer", call -> Viewer.of(call.caller()));
        graph.value("Viewer", Viewer.class)
                .toOne("reviewer", Viewer::reviewerId, Vendors.REVIEWERS)
                .toOne("vendor", Viewer::vendorId, Vendors.VENDORS)
                .batch("viewerCan", (viewers, call) -> {
                    var can = TokenPermissions.OfViewer.of(call.caller());
                    return viewers.stream().map(any -> can).toList();
                });
        graph.value("ViewerPermissions", TokenPermissions.OfViewer.class);
    }
}
