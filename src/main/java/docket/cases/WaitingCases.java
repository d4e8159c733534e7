package docket.cases;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which cases of those that wait for somebody; all that is given has to hold, null or empty: any. At least one of the three ids is given: indexes
 * serve them.
 */
public record WaitingCases(
        @Nullable UUID queueId,
        @Nullable UUID sellerId,
        @Nullable UUID creatorId,
        List<String> severities,
        @Nullable String market) {}
