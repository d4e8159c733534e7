package docket.vendors;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a vendor has promised and is paid for a period. */
public record VendorContract(
        UUID id,
        UUID vendorId,
        LocalDate startsOn,
        @Nullable LocalDate endsOn,
        BigDecimal decisionSlaTarget,
        BigDecimal accuracyTarget,
        int p90MinutesTarget,
        @Nullable BigDecimal ratePerHour,
        @Nullable BigDecimal ratePerCase,
        String currency) {}
