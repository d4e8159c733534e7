package docket.cases;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One revision of a rule that sends new cases to a queue. */
public record RoutingRule(
        UUID id,
        String key,
        int revision,
        int rank,
        UUID queueId,
        @Nullable String domain,
        @Nullable String market,
        @Nullable String language,
        @Nullable String severity,
        Instant effectiveAt,
        @Nullable Instant endsAt,
        @Nullable UUID authorId) {}
