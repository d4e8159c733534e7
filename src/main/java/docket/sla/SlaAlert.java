package docket.sla;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A clock came close to its due time, or passed it. */
public record SlaAlert(
        UUID id,
        UUID slaClockId,
        String kind,
        Instant dueAt,
        Instant occurredAt,
        Instant raisedAt,
        UUID caseId,
        @Nullable UUID vendorId,
        @Nullable String market) {}
