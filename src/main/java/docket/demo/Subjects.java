package docket.demo;

import static docket.demo.History.DAY;
import static docket.demo.History.END;
import static docket.demo.History.START;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Sellers, creators, listings and contents, numbered. Each is made anew from its number whenever it is needed, so nothing of them is kept but
 * their count.
 */
final class Subjects {
    record Account(UUID id, String name, Market market, long registered) {}

    record Item(
            UUID id,
            String name,
            @Nullable String product,
            @Nullable String regulated,
            String brand,
            long published) {}

    /** Zipf's exponent: at two million cases the largest seller has about two thousand. */
    private static final double TAIL = 0.58;

    private static final long FOUNDED = History.at("2019-01-01");

    private final List<Market> markets;
    private final Map<String, Phrases> phrases;
    final Crowd sellers;
    final Crowd creators;

    Subjects(List<Market> markets, Map<String, Phrases> phrases, int cases) {
        this.markets = markets;
        this.phrases = phrases;
        sellers = new Crowd(Math.max(140, cases / 20), cases * 0.3);
        creators = new Crowd(Math.max(140, cases / 30), cases * 0.15);
    }

    /** The accounts of one kind: numbered market by market, in each the busiest first; and how many items each has. */
    final class Crowd {
        private final int[] firstOfMarket = new int[markets.size() + 1];
        private final int[] firstItem;

        Crowd(int accounts, double items) {
            var weights = markets.stream().mapToInt(Market::weight).sum();
            for (var m = 0; m < markets.size(); m++) {
                firstOfMarket[m + 1] =
                        firstOfMarket[m] + Math.max(3, accounts * markets.get(m).weight() / weights);
            }
            firstItem = new int[count() + 1];
            for (var m = 0; m < markets.size(); m++) {
                countItems(m, items * markets.get(m).weight() / weights);
            }
        }

        private void countItems(int m, double items) {
            var n = firstOfMarket[m + 1] - firstOfMarket[m];
            var sum = (StrictMath.pow(n, 1 - TAIL) - 1) / (1 - TAIL) + 1;
            for (var rank = 0; rank < n; rank++) {
                var own = (int) (items * StrictMath.pow(rank + 1, -TAIL) / sum);
                var account = firstOfMarket[m] + rank;
                firstItem[account + 1] = firstItem[account] + Math.clamp(own, 1, 600);
            }
        }

        int count() {
            return firstOfMarket[markets.size()];
        }

        int items() {
            return firstItem[count()];
        }

        int items(int account) {
            return firstItem[account + 1] - firstItem[account];
        }

        int item(int account, int number) {
            return firstItem[account] + number;
        }

        /** Heavy at the front. */
        int pick(Market market, Dice dice) {
            var first = firstOfMarket[market.ordinal()];
            var n = firstOfMarket[market.ordinal() + 1] - first;
            var power = 1 - TAIL;
            var rank = StrictMath.pow(1 + dice.unit() * (StrictMath.pow(n + 1, power) - 1), 1 / power) - 1;
            return first + Math.min(n - 1, (int) rank);
        }

        /** One that was there already. */
        int pickItem(int account, long time, Dice dice) {
            var newest = (int) ((double) (time - START) / (END - START) * items(account));
            return Math.max(0, newest - dice.below(Math.min(newest + 1, 12)));
        }

        Market market(int account) {
            var m = 0;
            while (firstOfMarket[m + 1] <= account) {
                m++;
            }
            return markets.get(m);
        }

        private long published(int account, int number, Dice dice) {
            return START + (END - START) / items(account) * number - dice.between(1, 300) * DAY;
        }
    }

    Account seller(int number) {
        var dice = Dice.of("seller", number);
        var market = sellers.market(number);
        var registered = dice.between(FOUNDED, START - 310 * DAY);
        return new Account(dice.id(registered), phrases(market).shop(dice), market, registered);
    }

    Account creator(int number) {
        var dice = Dice.of("creator", number);
        var market = creators.market(number);
        var registered = dice.between(FOUNDED, START - 310 * DAY);
        return new Account(
                dice.id(registered), phrases(market).person(dice, market.familyNameFirst()), market, registered);
    }

    Item listing(Market market, int seller, int number) {
        var dice = Dice.of("listing", sellers.item(seller, number));
        return item(market, "listing", sellers.published(seller, number, dice), dice);
    }

    Item content(Market market, int creator, int number) {
        var dice = Dice.of("content", creators.item(creator, number));
        return item(market, "caption", creators.published(creator, number, dice), dice);
    }

    private Item item(Market market, String template, long published, Dice dice) {
        var id = dice.id(published);
        var own = phrases(market);
        var coded = own.one("product", dice);
        var colon = coded.indexOf(':');
        var product = coded.substring(colon + 1);
        var regulated = coded.charAt(0) == '-' ? null : coded.substring(0, colon);
        var brand = Phrases.brand(dice);
        var name = Phrases.fill(own.one(template, dice), slot -> slot.equals("brand") ? brand : product);
        return new Item(id, name, product, regulated, brand, published);
    }

    Phrases phrases(Market market) {
        return Objects.requireNonNull(phrases.get(market.language()));
    }
}
