package docket.decisions;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A measure as it is about to be written down.
 *
 * @param effectiveAt null: as soon as it is approved
 * @param approvalWithin null: it needs no approval
 */
record PlannedMeasure(
        String kind,
        String state,
        @Nullable Instant effectiveAt,
        @Nullable Instant endsAt,
        @Nullable Duration duration,
        @Nullable Duration notice,
        @Nullable String withoutNotice,
        @Nullable List<String> territorialScope,
        @Nullable String restriction,
        @Nullable Integer points,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        boolean isReversible,
        Target target,
        @Nullable Duration approvalWithin) {

    /** Whom or what it hits: exactly one of them. */
    record Target(
            @Nullable UUID sellerId,
            @Nullable UUID creatorId,
            @Nullable UUID listingId,
            @Nullable UUID contentId) {

        UUID id() {
            return Stream.of(sellerId, creatorId, listingId, contentId)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What the database calls NONE in {@code dsa_restriction}. */
    private static final Set<String> RESTRICTS_NOBODY = Set.of("WARNING", "HEALTH_POINTS");

    /** A statement of reasons is owed for restrictions; the clock and the closing of a case both go by it. */
    static boolean oweReasons(List<PlannedMeasure> measures) {
        return measures.stream().anyMatch(measure -> !RESTRICTS_NOBODY.contains(measure.kind));
    }

    /** As long as its decision waits for approval. */
    PlannedMeasure waiting(@Nullable Instant wished) {
        return new PlannedMeasure(
                kind,
                "PENDING_APPROVAL",
                wished,
                duration == null ? endsAt : null,
                duration,
                notice,
                withoutNotice,
                territorialScope,
                restriction,
                points,
                amount,
                currency,
                isReversible,
                target,
                approvalWithin);
    }
}
