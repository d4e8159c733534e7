package docket.decisions;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A measure that follows from a decision. */
public record EnforcementAction(
        UUID id,
        UUID decisionId,
        String kind,
        String dsaRestriction,
        String state,
        @Nullable Instant effectiveAt,
        @Nullable Instant endsAt,
        @Nullable List<String> territorialScope,
        @Nullable String restriction,
        @Nullable Integer points,
        @Nullable BigDecimal amount,
        @Nullable String currency,
        boolean isReversible,
        @Nullable Instant reversedAt,
        int version) {}
