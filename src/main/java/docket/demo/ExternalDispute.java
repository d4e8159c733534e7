package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.NEVER;

import java.math.BigDecimal;
import java.util.UUID;

/** A decided appeal before an out-of-court body. */
final class ExternalDispute {
    private final long referredAt;
    private final long endedAt;
    private final boolean extended;

    ExternalDispute(long appealDecided, Dice dice) {
        referredAt = appealDecided + dice.between(3, 40) * DAY;
        extended = dice.chance(0.2);
        endedAt = referredAt + dice.between(extended ? 95 : 30, extended ? 175 : 88) * DAY;
    }

    boolean begun() {
        return referredAt < END;
    }

    boolean over() {
        return endedAt < END;
    }

    long endedAt() {
        return endedAt;
    }

    void write(Rows rows, UUID appeal, Dice dice) {
        var found = over()
                ? dice.pick("OMITTED", "OMITTED", "OVERTURNED", "UPHELD", "SETTLED", "PARTIALLY_OVERTURNED")
                : null;
        var paid = over() && dice.chance(0.7);
        rows.add(Table.EXTERNAL_DISPUTE)
                .id(dice.id(referredAt))
                .id(appeal)
                .text(dice.pick("Appeals Centre Europe", "User Rights", "ADROIT", "RTR"))
                .time(referredAt)
                .time(referredAt + (extended ? 180 : 90) * DAY)
                .flag(extended)
                .text(found)
                .time(over() ? endedAt : NEVER)
                .time("OVERTURNED".equals(found) && endedAt + DAY < END ? endedAt + DAY : NEVER)
                .decimal(paid ? BigDecimal.valueOf(9_500, 2) : null)
                .text(paid ? "EUR" : null)
                .time(referredAt);
    }
}
