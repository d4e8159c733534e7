package docket.demo;

import static docket.demo.History.END;
import static docket.demo.History.NEVER;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes accounts and their items once all cases are told, as these have left them. */
final class SubjectRows {
    private static final String[] SELLER = {"ACTIVE", "SUSPENDED", "TERMINATED"};
    private static final String[] LISTING = {"LIVE", "FROZEN", "REMOVED"};
    private static final String[] CONTENT = {"LIVE", "RESTRICTED", "REMOVED"};

    private final Subjects subjects;
    private final Consequences consequences;

    SubjectRows(World world) {
        this.subjects = world.subjects;
        this.consequences = world.consequences;
    }

    void writeSeller(Rows rows, int number) {
        var account = subjects.seller(number);
        var dice = Dice.of("seller-row", number);
        var state = SELLER[consequences.seller(number)];
        rows.add(Table.SELLER)
                .id(account.id())
                .text("S%08d".formatted(number + 1))
                .text(account.name())
                .text(dice.chance(0.8) ? "BUSINESS" : "PRIVATE")
                .text(account.market().code())
                .text(state.equals("ACTIVE") && dice.chance(0.01) ? "ONBOARDING" : state)
                .text(dice.pick("NEW", "STANDARD", "STANDARD", "STANDARD", "PREFERRED", "MALL"))
                .number(consequences.sellerHealth(number))
                .time(dice.chance(0.85) ? dice.between(account.registered(), END) : NEVER)
                .time(account.registered())
                .time(account.registered());
        for (var i = 0; i < subjects.sellers.items(number); i++) {
            writeListing(
                    rows, account, subjects.listing(account.market(), number, i), subjects.sellers.item(number, i));
        }
    }

    private void writeListing(Rows rows, Subjects.Account seller, Subjects.Item item, int index) {
        var dice = Dice.of("listing-row", index);
        rows.add(Table.PRODUCT_LISTING)
                .id(item.id())
                .id(seller.id())
                .text(item.name())
                .text(category(item.regulated()))
                .text(dice.chance(0.6) ? ean(dice) : null)
                .text(item.brand())
                .text(item.regulated())
                .text(LISTING[consequences.listing(index)])
                .text(seller.market().code())
                .text(seller.market().language())
                .date(item.published())
                .time(item.published());
    }

    private static String category(@Nullable String regulated) {
        return regulated == null
                ? "Fashion > Accessories"
                : "Goods > " + regulated.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String ean(Dice dice) {
        var digits = "4" + "%011d".formatted(dice.between(0, 100_000_000_000L));
        var sum = 0;
        for (var i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return digits + (10 - sum % 10) % 10;
    }

    void writeCreator(Rows rows, int number) {
        var account = subjects.creator(number);
        var dice = Dice.of("creator-row", number);
        rows.add(Table.CREATOR)
                .id(account.id())
                .text("creator.%06d".formatted(number + 1))
                .text(account.name())
                .text(account.market().code())
                .text(SELLER[consequences.creator(number)])
                .number(consequences.creatorHealth(number))
                .number((int) Math.min(40_000_000, dice.around(2_500, 1.7)))
                .time(account.registered())
                .time(account.registered());
        for (var i = 0; i < subjects.creators.items(number); i++) {
            writeContent(
                    rows, account, subjects.content(account.market(), number, i), subjects.creators.item(number, i));
        }
    }

    private void writeContent(Rows rows, Subjects.Account creator, Subjects.Item item, int index) {
        var dice = Dice.of("content-row", index);
        rows.add(Table.CONTENT)
                .id(item.id())
                .id(creator.id())
                .text(dice.pick("VIDEO", "VIDEO", "VIDEO", "LIVE", "IMAGE", "REVIEW", "TEXT"))
                .text(item.name())
                .text(creator.market().language())
                .text(CONTENT[consequences.content(index)])
                .text(creator.market().code())
                .date(item.published())
                .time(item.published());
    }
}
