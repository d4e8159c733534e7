package docket.decisions;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has been decided about a case and holds.
 *
 * @param decisionId null: nothing
 * @param actionIds measures of any decision of the case that are in force or to come
 */
record Standing(@Nullable UUID decisionId, Set<UUID> actionIds) {
    static final Standing NONE = new Standing(null, Set.of());
}
