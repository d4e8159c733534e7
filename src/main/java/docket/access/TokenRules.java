package docket.access;

import docket.platform.database.Markets;
import docket.platform.mutation.UserError;
import docket.vendors.Vendors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** What a token may be, whoever makes it; each mistake is told. */
final class TokenRules {
    private static final int LONGEST_OWNER = 200;

    private final DSLContext sql;
    private final Grantor grantor;
    private final List<UserError> errors = new ArrayList<>();

    private TokenRules(DSLContext sql, Grantor grantor) {
        this.sql = sql;
        this.grantor = grantor;
    }

    static List<UserError> errors(DSLContext sql, NewToken token, Grantor grantor) {
        var rules = new TokenRules(sql, grantor);
        rules.checkOwner(token.owner());
        rules.checkGrant(token.grant());
        rules.checkVendor(token.grant());
        rules.checkPlaces(token.grant());
        rules.checkReviewer(token.grant());
        rules.checkRanges(token);
        rules.checkExpiry(token.createdAt(), token.expiresAt());
        return rules.errors;
    }

    private void refuse(CreateTokenErrorCode code, String path, String message) {
        errors.add(UserError.of(code, path, message));
    }

    private void checkOwner(String owner) {
        if (owner.isBlank() || owner.length() > LONGEST_OWNER) {
            refuse(
                    CreateTokenErrorCode.OWNER_INVALID,
                    "owner",
                    "Say who answers for the token, in %d characters at most".formatted(LONGEST_OWNER));
        }
    }

    private void checkGrant(Grant grant) {
        if (grant.roles().isEmpty() && grant.moreScopes().isEmpty()) {
            refuse(CreateTokenErrorCode.GRANTS_NOTHING, "roles", "Give it a role or a scope");
        }
        checkBound(grant);
        for (var role : grant.roles()) {
            if (!grantor.mayGive(role.scopes())) {
                refuse(CreateTokenErrorCode.BEYOND_YOUR_OWN, "roles", "%s may do what you may not".formatted(role));
            }
        }
        if (!grantor.mayGive(grant.more())) {
            refuse(CreateTokenErrorCode.BEYOND_YOUR_OWN, "scopes", "Give scopes that you have");
        }
    }

    /** What a token shows that it does not have, somebody believes. */
    private void checkBound(Grant grant) {
        if (!grant.roles().contains(Role.VENDOR)) {
            return;
        }
        var roles = grant.roles().stream()
                .filter(role -> role != Role.VENDOR)
                .sorted()
                .toList();
        if (!roles.isEmpty()) {
            refuse(
                    CreateTokenErrorCode.NOT_FOR_A_COMPANY,
                    "roles",
                    "A company's token has the role VENDOR alone: leave out %s".formatted(told(roles)));
        }
        var left = grant.scopes();
        var scopes =
                grant.moreScopes().stream().filter(scope -> !left.has(scope)).toList();
        if (!scopes.isEmpty()) {
            refuse(
                    CreateTokenErrorCode.NOT_FOR_A_COMPANY,
                    "scopes",
                    "A company's token cannot have %s: leave it out".formatted(told(scopes)));
        }
    }

    private static String told(List<? extends Enum<?>> words) {
        return words.stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private void checkVendor(Grant grant) {
        var vendor = grant.vendorId();
        if (grant.roles().contains(Role.VENDOR) != (vendor != null)) {
            refuse(
                    vendor == null ? CreateTokenErrorCode.VENDOR_MISSING : CreateTokenErrorCode.VENDOR_WITHOUT_ROLE,
                    vendor == null ? "vendor" : "roles",
                    "The role VENDOR and a vendor belong together");
        }
        if (vendor != null && !Vendors.idsByKey(sql).containsValue(vendor)) {
            refuse(CreateTokenErrorCode.VENDOR_UNKNOWN, "vendor", "There is no such vendor");
        }
    }

    private void checkPlaces(Grant grant) {
        var vendor = grant.vendorId();
        if (vendor == null && (!grant.siteIds().isEmpty() || !grant.markets().isEmpty())) {
            refuse(
                    CreateTokenErrorCode.BOUND_WITHOUT_VENDOR,
                    grant.siteIds().isEmpty() ? "markets" : "sites",
                    "Only tokens of a vendor can be bound to sites or markets");
        }
        if (vendor != null) {
            checkSites(grant, vendor);
        }
        var unknown = Markets.unknown(sql, grant.markets());
        if (!unknown.isEmpty()) {
            refuse(CreateTokenErrorCode.MARKET_UNKNOWN, "markets", "There is no market %s".formatted(unknown));
        }
    }

    private void checkSites(Grant grant, UUID vendor) {
        if (!grant.siteIds().isEmpty() && !Vendors.siteIds(sql, vendor).containsAll(grant.siteIds())) {
            refuse(CreateTokenErrorCode.SITE_UNKNOWN, "sites", "Name sites of that vendor only");
        }
    }

    private void checkReviewer(Grant grant) {
        var reviewer = grant.reviewerId();
        if (reviewer == null) {
            return;
        }
        if (!Vendors.worksFor(sql, reviewer, grant.vendorId())) {
            refuse(
                    CreateTokenErrorCode.REVIEWER_UNKNOWN,
                    "reviewer",
                    "Name somebody who is active: with a vendor's token one of the vendor's people, else one of the house");
        }
        if (!grantor.mayLetWork(reviewer)) {
            refuse(CreateTokenErrorCode.BEYOND_YOUR_OWN, "reviewer", "You may not act on behalf of others");
        }
    }

    private void checkRate(Held held) {
        if (!grantor.mayGiveRate(held)) {
            refuse(
                    CreateTokenErrorCode.BEYOND_YOUR_OWN,
                    "costPerSecond",
                    "You get %d points a second yourself: name a rate of %1$d at most".formatted(grantor.rate()));
        }
    }

    private void checkRanges(NewToken token) {
        var texts = token.ranges();
        checkRate(new Held(token.grant(), List.of(), token.costPerSecond(), token.expiresAt(), null));
        var ranges = new ArrayList<AddressRange>();
        for (var text : texts) {
            var range = range(text);
            if (range == null) {
                refuse(
                        CreateTokenErrorCode.ADDRESS_RANGE_INVALID,
                        "addressRanges." + texts.indexOf(text),
                        "This is no range of addresses, such as 10.0.0.0/8");
            } else {
                ranges.add(range);
            }
        }
        if (ranges.size() == texts.size() && !grantor.mayGiveRanges(ranges)) {
            refuse(
                    CreateTokenErrorCode.BEYOND_YOUR_OWN,
                    "addressRanges",
                    "Your own token is taken from %d ranges of addresses: name some within them"
                            .formatted(grantor.ranges().size()));
        }
    }

    private static @Nullable AddressRange range(String text) {
        try {
            return AddressRange.parse(text);
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private void checkExpiry(Instant createdAt, Instant expiresAt) {
        if (!isAllowed(createdAt, expiresAt)) {
            refuse(
                    CreateTokenErrorCode.EXPIRY_OUT_OF_RANGE,
                    "expiresAt",
                    "It has to expire, in %d days at the latest".formatted(NewToken.LONGEST_LIFE.toDays()));
        }
    }

    static boolean isAllowed(Instant createdAt, Instant expiresAt) {
        return expiresAt.isAfter(createdAt) && !expiresAt.isAfter(createdAt.plus(NewToken.LONGEST_LIFE));
    }
}
