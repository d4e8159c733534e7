package docket.sla;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One revision of a promise. */
public record SlaPolicy(
        UUID id,
        String key,
        int revision,
        String name,
        String clockKind,
        String agreement,
        int targetMinutes,
        int imminentMinutes,
        List<String> pausesFor,
        @Nullable UUID businessCalendarId,
        @Nullable String domain,
        @Nullable String market,
        @Nullable String severity,
        @Nullable UUID vendorId,
        Instant effectiveAt,
        @Nullable Instant endsAt,
        int version) {}
