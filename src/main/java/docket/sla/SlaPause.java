package docket.sla;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A stretch of time that a clock did not count. */
public record SlaPause(
        UUID id,
        UUID slaClockId,
        String reason,
        Instant pausedAt,
        @Nullable Instant resumedAt) {}
