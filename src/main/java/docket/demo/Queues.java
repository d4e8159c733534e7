package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.NEVER;
import static docket.demo.History.START;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A queue for each domain and market, worked by the market's vendor; claims of rights owners and the most urgent cases stay in-house. */
final class Queues {
    record Queue(UUID id, String key, Workforce.@Nullable Vendor vendor) {}

    private static final long FOUNDED = START - 120 * DAY;

    private final Rows rows;
    private final Dice dice = Dice.of("queues", 0);
    private final Map<Domain, Queue[]> byMarket = new EnumMap<>(Domain.class);
    private final Map<Domain, Queue> urgent = new HashMap<>();
    private int rank = 10;

    Queues(Rows rows, List<Market> markets, Workforce workforce) {
        this.rows = rows;
        for (var domain : Domain.values()) {
            urgent.put(domain, write(domain, null, null));
        }
        for (var domain : Domain.values()) {
            var own = new Queue[markets.size()];
            for (var market : markets) {
                var vendor = domain == Domain.IPR ? null : workforce.vendor(market.vendor());
                own[market.ordinal()] = write(domain, market, vendor);
            }
            byMarket.put(domain, own);
        }
    }

    Queue route(Domain domain, Market market, String severity) {
        return severity.equals("P0")
                ? Objects.requireNonNull(urgent.get(domain))
                : Objects.requireNonNull(byMarket.get(domain))[market.ordinal()];
    }

    private Queue write(Domain domain, @Nullable Market market, Workforce.@Nullable Vendor vendor) {
        var suffix = market == null ? "urgent" : (market.code() + "-" + market.language()).toLowerCase(Locale.ROOT);
        var queue = new Queue(dice.id(FOUNDED), domain.key + "-" + suffix, vendor);
        rows.add(Table.QUEUE)
                .id(queue.id())
                .text(queue.key())
                .text(
                        market == null
                                ? "Urgent: " + domain.key
                                : domain.key + " " + market.code() + " (" + market.language() + ")")
                .text(domain.name())
                .text(market == null ? null : market.code())
                .text(market == null ? null : market.language())
                .text(market == null ? "P0" : null)
                .id(vendor == null ? null : vendor.id())
                .flag(true)
                .flag(domain == Domain.IPR)
                .time(FOUNDED);
        writeRule(queue, domain, market);
        return queue;
    }

    private void writeRule(Queue queue, Domain domain, @Nullable Market market) {
        var revised = dice.chance(0.3) ? START + dice.between(50, 700) * DAY : NEVER;
        rank += 10;
        for (var revision = 1; revision <= (revised == NEVER ? 1 : 2); revision++) {
            var from = revision == 1 ? FOUNDED : revised;
            rows.add(Table.ROUTING_RULE_VERSION)
                    .id(dice.id(from))
                    .text("to-" + queue.key())
                    .number(revision)
                    .number(revision == 1 && revised != NEVER ? rank + 5 : rank)
                    .id(queue.id())
                    .text(domain.name())
                    .text(market == null ? null : market.code())
                    .none()
                    .text(market == null ? "P0" : null)
                    .time(from)
                    .time(revision == 1 ? revised : NEVER)
                    .none()
                    .time(from);
        }
    }
}
