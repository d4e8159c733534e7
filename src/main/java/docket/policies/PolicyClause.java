package docket.policies;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One numbered clause in one revision. */
public record PolicyClause(
        UUID id,
        UUID policyId,
        String number,
        int revision,
        String title,
        String body,
        String ground,
        String statementCategory,
        @Nullable String keyword,
        LocalDate effectiveOn,
        @Nullable LocalDate endsOn) {}
