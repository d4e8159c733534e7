package docket.demo;

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
        var look = Looks.Seller.of(subjects, number);
        var dice = Dice.of("seller-row", number);
        var state = SELLER[consequences.seller(number)];
        rows.add(Table.SELLER)
                .id(account.id())
                .text(look.externalRef())
                .text(look.name())
                .text(look.kind())
                .text(account.market().code())
                .text(state.equals("ACTIVE") && dice.chance(0.01) ? "ONBOARDING" : state)
                .text(dice.pick("NEW", "STANDARD", "STANDARD", "STANDARD", "PREFERRED", "MALL"))
                .number(consequences.sellerHealth(number))
                .time(look.verifiedAt())
                .time(account.registered())
                .time(account.registered())
                .ids(consequences.companies(number));
        for (var i = 0; i < subjects.sellers.items(number); i++) {
            writeListing(rows, account, number, i);
        }
    }

    private void writeListing(Rows rows, Subjects.Account seller, int account, int number) {
        var item = subjects.listing(seller.market(), account, number);
        var look = Looks.Listing.of(subjects, seller.market(), account, number);
        rows.add(Table.PRODUCT_LISTING)
                .id(item.id())
                .id(seller.id())
                .text(look.title())
                .text(look.category())
                .text(look.ean())
                .text(look.brand())
                .text(look.regulated())
                .text(LISTING[consequences.listing(subjects.sellers.item(account, number))])
                .text(seller.market().code())
                .text(look.language())
                .date(item.published())
                .time(item.published());
    }

    void writeCreator(Rows rows, int number) {
        var account = subjects.creator(number);
        var look = Looks.Creator.of(subjects, number);
        var dice = Dice.of("creator-row", number);
        rows.add(Table.CREATOR)
                .id(account.id())
                .text(look.handle())
                .text(look.name())
                .text(account.market().code())
                .text(SELLER[consequences.creator(number)])
                .number(consequences.creatorHealth(number))
                .number((int) Math.min(40_000_000, dice.around(2_500, 1.7)))
                .time(account.registered())
                .time(account.registered());
        for (var i = 0; i < subjects.creators.items(number); i++) {
            writeContent(rows, account, number, i);
        }
    }

    private void writeContent(Rows rows, Subjects.Account creator, int account, int number) {
        var item = subjects.content(creator.market(), account, number);
        var look = Looks.Content.of(subjects, creator.market(), account, number);
        rows.add(Table.CONTENT)
                .id(item.id())
                .id(creator.id())
                .text(look.kind())
                .text(look.caption())
                .text(look.language())
                .text(CONTENT[consequences.content(subjects.creators.item(account, number))])
                .text(creator.market().code())
                .date(item.published())
                .time(item.published());
    }
}
