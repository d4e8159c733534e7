package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.HOUR;
import static docket.demo.History.MINUTE;
import static docket.demo.History.NEVER;
import static docket.demo.History.SECOND;

import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An enforcement action. */
final class Measure {
    private static final Set<String> FOUR_EYES = Set.of("SHOP_TERMINATION", "CREATOR_TERMINATION", "BALANCE_DEDUCTION");
    private static final Set<String> FOR_A_TIME = Set.of(
            "LISTING_FREEZE",
            "FEATURE_RESTRICTION",
            "CAMPAIGN_RESTRICTION",
            "SETTLEMENT_DEFERRAL",
            "WITHDRAWAL_SUSPENSION",
            "SHOP_SUSPENSION",
            "CREATOR_SUSPENSION",
            "INTERACTION_RESTRICTION");

    private static final Set<String> ON_ITEMS = Set.of(
            "LISTING_REMOVAL",
            "LISTING_FREEZE",
            "VISIBILITY_REDUCTION",
            "CONTENT_REMOVAL",
            "CONTENT_DISABLING",
            "AGE_RESTRICTION",
            "INTERACTION_RESTRICTION",
            "CONTENT_LABEL");

    private final String kind;
    private final int points;
    private final boolean failed;
    private long effectiveAt = NEVER;
    private long endsAt = NEVER;
    private long reversedAt = NEVER;
    private boolean announced;

    Measure(String kind, Dice dice) {
        this.kind = kind;
        this.points = kind.equals("HEALTH_POINTS") ? 5 * (1 + dice.below(6)) : 0;
        this.failed = dice.chance(0.006);
    }

    String kind() {
        return kind;
    }

    int points() {
        return points;
    }

    boolean restricts() {
        return !kind.equals("WARNING") && !kind.equals("HEALTH_POINTS");
    }

    boolean needsApproval() {
        return FOUR_EYES.contains(kind);
    }

    /** @return when it takes effect: traders get thirty days before they lose their shop, money waits for the next run of payouts, a freeze for the orders under way */
    long takeEffect(long decided, boolean byRule, Market market, Dice dice) {
        var delay = byRule ? dice.between(1, 20) * SECOND : dice.between(1, 12) * MINUTE;
        if (kind.equals("SHOP_TERMINATION")) {
            announced = true;
            delay = (market.region().equals("EU") || market.region().equals("UK") ? 30 : 14) * DAY;
        } else if (!byRule && (kind.equals("SETTLEMENT_DEFERRAL") || kind.equals("LISTING_FREEZE"))) {
            delay = dice.between(1, 72) * HOUR;
        }
        effectiveAt = decided + delay;
        if (FOR_A_TIME.contains(kind)) {
            endsAt = effectiveAt + dice.pick(List.of(7, 14, 30, 90)) * DAY;
        } else if (kind.equals("HEALTH_POINTS")) {
            endsAt = effectiveAt + Consequences.POINTS_LAST;
        }
        return failed ? decided : effectiveAt;
    }

    boolean reversibleAt(long time) {
        return !failed
                && reversedAt == NEVER
                && effectiveAt != NEVER
                && effectiveAt <= time
                && (endsAt == NEVER || endsAt > time);
    }

    void reverse(long time) {
        if (reversibleAt(time)) {
            reversedAt = time;
        } else if (announced && !failed && reversedAt == NEVER && effectiveAt > time) {
            // Called off before its day.
            reversedAt = time;
        }
    }

    boolean inForceAt(long time) {
        return reversibleAt(time);
    }

    private boolean planned() {
        return failed || effectiveAt == NEVER || (effectiveAt > END && !announced);
    }

    private String state(boolean pending) {
        if (failed && !pending) {
            return "FAILED";
        }
        if (pending) {
            return "PENDING_APPROVAL";
        }
        if (reversedAt != NEVER) {
            return "REVERSED";
        }
        if (planned()) {
            return "PLANNED";
        }
        if (effectiveAt > END) {
            return "NOTICE";
        }
        return endsAt != NEVER && endsAt <= END ? "EXPIRED" : "ACTIVE";
    }

    UUID write(CaseFile file, Decision decision) {
        var id = file.dice.id(decision.decidedAt);
        var market = file.draft.market();
        var money = kind.equals("BALANCE_DEDUCTION");
        var subject = file.subject;
        var onItem = ON_ITEMS.contains(kind);
        file.rows
                .add(Table.ENFORCEMENT_ACTION)
                .id(id)
                .id(decision.id)
                .text(kind)
                .text(state(decision.approval.equals("PENDING")))
                .time(planned() ? NEVER : effectiveAt)
                .time(planned() ? NEVER : endsAt)
                .texts(market.owesReasons() ? List.of(market.code()) : null)
                .number(points == 0 ? null : Integer.valueOf(points))
                .decimal(money ? amount(file.dice) : null)
                .text(money ? currency(market) : null)
                .flag(true)
                .time(reversedAt)
                .time(decision.decidedAt)
                .id(onItem ? null : subject.seller())
                .id(onItem || subject.seller() != null ? null : subject.creator())
                .id(onItem ? subject.listing() : null)
                .id(onItem && subject.listing() == null ? subject.content() : null);
        return id;
    }

    private static BigDecimal amount(Dice dice) {
        return BigDecimal.valueOf(dice.between(500, 90_000), 2);
    }

    private static @Nullable String currency(Market market) {
        return switch (market.region()) {
            case "JP" -> "JPY";
            case "UK" -> "GBP";
            case "EU" -> "EUR";
            default -> "USD";
        };
    }
}
