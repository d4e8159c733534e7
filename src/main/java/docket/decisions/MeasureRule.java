package docket.decisions;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for a kind of measure in one case.
 *
 * @param target whom or what it hits
 * @param ending whether it has an end: NEEDED, ALLOWED, NONE
 * @param approvalWithin how long its approval may take; null: it needs none
 * @param notices how long ahead a business seller is told, by the market that it is registered in; where that is missing, no notice is owed
 */
record MeasureRule(
        String kind, String target, String ending, @Nullable Duration approvalWithin, Map<String, Duration> notices) {}
