package docket.appeals;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An appeal brought before an outside body. */
public record ExternalDispute(
        UUID id,
        UUID appealId,
        String body,
        Instant referredAt,
        Instant dueAt,
        boolean isExtended,
        @Nullable String outcome,
        @Nullable Instant decidedAt,
        @Nullable Instant implementedAt,
        @Nullable BigDecimal fees,
        @Nullable String currency,
        int version) {}
