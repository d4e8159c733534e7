package docket.cases;

import java.util.List;

/**
 * A routing rule as it was looked at.
 *
 * @param mismatches what kept it from matching; empty: it matches
 */
record RoutingConsidered(RoutingRule rule, boolean isMatch, List<String> mismatches) {
    RoutingConsidered(RoutingRule rule, List<String> mismatches) {
        this(rule, mismatches.isEmpty(), mismatches);
    }
}
