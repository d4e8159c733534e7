package docket.appeals;

import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Until when and how often may be appealed in a market. */
public record AppealPolicy(
        UUID id,
        String market,
        int windowDays,
        int maxLevel,
        int decisionDays,
        LocalDate effectiveOn,
        @Nullable LocalDate endsOn,
        int version) {}
