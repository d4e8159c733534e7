package docket.platform.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One case of a plan.
 *
 * @param version in which it was looked at
 * @param link what the feature's items keep beside: where the case was, or what came of it
 * @param result of applying; null: not applied
 * @param failure as planned, or as it was applied
 */
public record PlanItem(
        int place,
        UUID caseId,
        int version,
        @Nullable UUID link,
        @Nullable String result,
        @Nullable Failure failure) {}
