package docket.cases;

import docket.platform.graph.FieldCall;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a case would go, and why.
 *
 * @param queue null: nowhere
 * @param rule null: none matched
 * @param considered all rules up to the one that won, by rank
 */
record RoutingPreview(@Nullable Queue queue, @Nullable RoutingRule rule, List<RoutingConsidered> considered) {
    static RoutingPreview of(FieldCall call) {
        var arguments = call.arguments();
        var matter = new Routing.Matter(
                arguments.string("domain"),
                arguments.string("market"),
                arguments.optionalString("language"),
                arguments.string("severity"));
        var at = arguments.has("at") ? arguments.required("at", Instant.class) : Instant.now();
        return Routing.preview(
                RoutingRepository.rules(call.db(), at), RoutingRepository.queues(call.db(), matter.domain()), matter);
    }
}
