package docket.metrics;

import docket.cases.Cases;
import docket.platform.graph.Feature;
import docket.platform.graph.Graph;
import docket.vendors.Vendors;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** How the fields of {@code metrics.graphqls} get their values. */
@Component
final class MetricGraph implements Feature {
    @Override
    public void wire(Graph graph) {
        graph.query(
                "metric",
                call -> MetricRepository.answer(MetricQuestion.of(call.arguments(), Instant.now()), call.db()));
        graph.value("Metric", Metric.class);
        graph.value("MetricDefinition", MetricDefinition.class);
        graph.value("MetricRow", MetricRow.class)
                .toOne("vendor", MetricRow::vendorId, Vendors.VENDORS)
                .toOne("queue", MetricRow::queueId, Cases.QUEUES);
    }
}
