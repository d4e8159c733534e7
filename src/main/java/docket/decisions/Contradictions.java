package docket.decisions;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Measures of one decision of which a second says what the first says, or the opposite. */
final class Contradictions {
    /** Several of these add up: points for one clause and for another, money in one currency and in another. */
    private static final Set<String> ADD_UP = Set.of("HEALTH_POINTS", "BALANCE_DEDUCTION");

    /** What is ended is not suspended, too. */
    private static final Map<String, String> ENDED_BY = Map.of(
            "SHOP_SUSPENSION", "SHOP_TERMINATION",
            "CREATOR_SUSPENSION", "CREATOR_TERMINATION",
            "ACCOUNT_SUSPENSION", "ACCOUNT_TERMINATION",
            "PAYMENT_SUSPENSION", "PAYMENT_TERMINATION",
            "SERVICE_PARTIAL_SUSPENSION", "SERVICE_PARTIAL_TERMINATION",
            "SERVICE_TOTAL_SUSPENSION", "SERVICE_TOTAL_TERMINATION",
            "LISTING_FREEZE", "LISTING_REMOVAL",
            "CONTENT_DISABLING", "CONTENT_REMOVAL");

    private final List<PlannedMeasure> told = new ArrayList<>();
    private final Faults faults;

    Contradictions(Faults faults) {
        this.faults = faults;
    }

    /** @param path of the measure within the input; what it may contradict has been told before */
    void add(PlannedMeasure measure, String path) {
        for (var other : told) {
            if (isTwice(other, measure) || isOpposite(other, measure) || isOpposite(measure, other)) {
                faults.add(
                        DecisionErrorCode.ACTION_CONTRADICTS,
                        path,
                        "%s does not go with %s of the same decision, which hits the same at the same time: leave one out, or have one begin when the other ends"
                                .formatted(measure.kind(), other.kind()));
                break;
            }
        }
        told.add(measure);
    }

    private static boolean isTwice(PlannedMeasure one, PlannedMeasure other) {
        return one.kind().equals(other.kind())
                && !ADD_UP.contains(one.kind())
                && Objects.equals(one.restriction(), other.restriction())
                && meet(one, other);
    }

    private static boolean isOpposite(PlannedMeasure suspending, PlannedMeasure ending) {
        return ending.kind().equals(ENDED_BY.get(suspending.kind())) && meet(suspending, ending);
    }

    /** They hit the same, somewhere at the same time. */
    private static boolean meet(PlannedMeasure one, PlannedMeasure other) {
        return one.target().equals(other.target())
                && (one.territorialScope() == null
                        || other.territorialScope() == null
                        || one.territorialScope().stream().anyMatch(other.territorialScope()::contains))
                && begins(one).isBefore(ends(other))
                && begins(other).isBefore(ends(one));
    }

    private static Instant begins(PlannedMeasure measure) {
        return Objects.requireNonNullElse(measure.effectiveAt(), Instant.MIN);
    }

    private static Instant ends(PlannedMeasure measure) {
        @Nullable Instant endsAt = measure.endsAt();
        return endsAt == null ? Instant.MAX : endsAt;
    }
}
