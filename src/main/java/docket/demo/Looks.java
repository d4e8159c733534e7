package docket.demo;

import static docket.demo.History.END;
import static docket.demo.History.NEVER;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What of the subjects shows. Their rows and the pictures that cases take of them say the same, but where something was changed in between: a trader
 * verified since, a name edited since. Pictures have the form of {@code subjects.picture}.
 */
final class Looks {
    private static final double EDITED_SINCE = 0.08;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx", Locale.ROOT);

    /** @param verifiedAt {@link History#NEVER}: not */
    record Seller(String externalRef, String name, String kind, long verifiedAt) {
        static Seller of(Subjects subjects, int number) {
            var account = subjects.seller(number);
            var dice = Dice.of("seller-look", number);
            return new Seller(
                    "S%08d".formatted(number + 1),
                    account.name(),
                    dice.chance(0.8) ? "BUSINESS" : "PRIVATE",
                    dice.chance(0.85) ? wholeSecond(dice.between(account.registered(), END)) : NEVER);
        }
    }

    record Creator(String handle, String name) {
        static Creator of(Subjects subjects, int number) {
            return new Creator(
                    "creator.%06d".formatted(number + 1),
                    subjects.creator(number).name());
        }
    }

    record Listing(
            String title,
            String category,
            @Nullable String ean,
            String brand,
            @Nullable String regulated,
            String language) {
        static Listing of(Subjects subjects, Market market, int seller, int number) {
            var item = subjects.listing(market, seller, number);
            var dice = Dice.of("listing-look", subjects.sellers.item(seller, number));
            return new Listing(
                    item.name(),
                    category(item.regulated()),
                    dice.chance(0.6) ? ean(dice) : null,
                    item.brand(),
                    item.regulated(),
                    market.language());
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
    }

    record Content(String caption, String kind, String language) {
        static Content of(Subjects subjects, Market market, int creator, int number) {
            var dice = Dice.of("content-look", subjects.creators.item(creator, number));
            return new Content(
                    subjects.content(market, creator, number).name(),
                    dice.pick("VIDEO", "VIDEO", "VIDEO", "LIVE", "IMAGE", "REVIEW", "TEXT"),
                    market.language());
        }
    }

    record Claim(
            String rightsOwner, String rightKind, @Nullable String registrationNo, String evidence) {
        /** That a case of its own is about. */
        static Claim of(Subjects subjects, CaseDraft draft) {
            var dice = Dice.of("claim-look", draft.index());
            var kind = switch (draft.policy().key()) {
                case "trademark" -> "TRADEMARK";
                case "copyright" -> "COPYRIGHT";
                case "design" -> "DESIGN";
                default -> "PATENT";
            };
            return new Claim(
                    Phrases.brand(dice) + " " + dice.pick("Holding", "GmbH", "K.K.", "Ltd", "S.A."),
                    kind,
                    kind.equals("COPYRIGHT") ? null : "%07d".formatted(dice.below(10_000_000)),
                    subjects.phrases(draft.market()).one("report", dice));
        }
    }

    private Looks() {}

    /** How the subject of a case looked when it was taken up. */
    static String picture(Subjects subjects, CaseDraft draft, long at) {
        var was = Dice.of("edited", draft.index()).chance(EDITED_SINCE) ? " (v1)" : "";
        return switch (draft.subjectKind()) {
            case "SELLER" -> picture(Seller.of(subjects, draft.seller()), was, at);
            case "CREATOR" -> {
                var creator = Creator.of(subjects, draft.creator());
                yield object("kind", "CREATOR", "name", creator.name() + was, "handle", creator.handle());
            }
            case "LISTING" -> picture(Listing.of(subjects, draft.market(), draft.seller(), draft.listing()), was);
            case "CONTENT" -> {
                var content = Content.of(subjects, draft.market(), draft.creator(), draft.content());
                yield object(
                        "kind",
                        "CONTENT",
                        "name",
                        content.caption() + was,
                        "contentKind",
                        content.kind(),
                        "language",
                        content.language());
            }
            case "IPR_CLAIM" -> picture(Claim.of(subjects, draft));
            default -> throw new IllegalArgumentException(draft.subjectKind());
        };
    }

    private static String picture(Seller seller, String was, long at) {
        return object(
                "kind",
                "SELLER",
                "name",
                seller.name() + was,
                "externalRef",
                seller.externalRef(),
                "sellerKind",
                seller.kind(),
                "traderVerifiedAt",
                seller.verifiedAt() > at ? null : time(seller.verifiedAt()));
    }

    private static String picture(Listing listing, String was) {
        return object(
                "kind",
                "LISTING",
                "name",
                listing.title() + was,
                "category",
                listing.category(),
                "ean13",
                listing.ean(),
                "brand",
                listing.brand(),
                "regulatedClass",
                listing.regulated(),
                "language",
                listing.language());
    }

    /** Nobody edits a claim. */
    private static String picture(Claim claim) {
        return object(
                "kind",
                "IPR_CLAIM",
                "name",
                claim.rightsOwner(),
                "rightKind",
                claim.rightKind(),
                "registrationNo",
                claim.registrationNo(),
                "evidence",
                claim.evidence());
    }

    private static @Nullable String time(long at) {
        return at == NEVER ? null : TIME.format(Instant.ofEpochMilli(at).atOffset(ZoneOffset.UTC));
    }

    private static long wholeSecond(long time) {
        return Math.floorDiv(time, 1_000) * 1_000;
    }

    private static String object(@Nullable String... namesAndValues) {
        var json = new StringBuilder("{");
        for (var index = 0; index < namesAndValues.length; index += 2) {
            var value = namesAndValues[index + 1];
            json.append(index == 0 ? "\"" : ", \"")
                    .append(namesAndValues[index])
                    .append("\": ")
                    .append(value == null ? "null" : quoted(value));
        }
        return json.append('}').toString();
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
