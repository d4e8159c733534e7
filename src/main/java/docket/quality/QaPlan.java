package docket.quality;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which decisions of a period are audited, and with which chance. */
public record QaPlan(
        UUID id,
        String key,
        String name,
        @Nullable String domain,
        @Nullable String market,
        @Nullable UUID vendorId,
        BigDecimal targetMargin,
        int passScore,
        int disputeDays,
        long seed,
        Instant startsAt,
        Instant endsAt,
        int version) {}
