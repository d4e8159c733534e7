package docket.decisions;

import docket.platform.request.Arguments;
import docket.subjects.Subjects.Background;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One measure of an input, checked against what its kind takes.
 *
 * @param path of it within the input
 */
record MeasureInput(Arguments fields, String path, Instant now, Faults faults) {
    private static final int MOST_POINTS = 1_000;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_TERRITORIES = 60;
    private static final Duration LONGEST_WAIT = Duration.ofDays(366);
    private static final Duration SHORTEST = Duration.of(1, ChronoUnit.MICROS);
    private static final Duration LONGEST = Duration.ofDays(3_660);
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    /** By code, of what is paid with: gold and the like are none of it. */
    private static final Map<String, Integer> DECIMALS = Currency.getAvailableCurrencies().stream()
            .filter(each -> each.getDefaultFractionDigits() >= 0)
            .collect(Collectors.toUnmodifiableMap(Currency::getCurrencyCode, Currency::getDefaultFractionDigits));

    private static final int FEWEST_VISIBLE = 10;

    /** The letters that are left out look like nothing. */
    private static final Pattern VISIBLE =
            Pattern.compile("[\\p{L}\\p{N}\\p{P}\\p{S}&&[^\\u115F\\u1160\\u2800\\u3164\\uFFA0]]");

    private static final BigDecimal MOST_MONEY = new BigDecimal("999999999999.99");

    /** @return null: something is wrong with it, and told */
    @Nullable
    PlannedMeasure planned(MeasureRule rule, Targets targets, Background background) {
        var target = targets.of(rule.target());
        if (target == null) {
            faults.add(
                    DecisionErrorCode.ACTION_UNFIT,
                    path + ".kind",
                    "%s hits %s; the case has none".formatted(rule.kind(), Targets.inWords(rule.target())));
            return null;
        }
        var isOwed = background.isBusiness() && target.sellerId() != null && !fields.has("withoutNotice");
        var notice = isOwed ? rule.notices().get(background.sellerMarket()) : null;
        checkDetails();
        checkEnding(rule);
        var effectiveAt = effectiveAt(notice);
        var duration = duration();
        var endsAt = duration == null ? fields.optional("endsAt", Instant.class) : effectiveAt.plus(duration);
        checkEnd(effectiveAt, endsAt);
        return new PlannedMeasure(
                rule.kind(),
                notice != null ? "NOTICE" : effectiveAt.isAfter(now) ? "PLANNED" : "ACTIVE",
                effectiveAt,
                endsAt,
                duration,
                notice,
                withoutNotice(),
                territories(),
                text("restriction"),
                fields.optionalInt("points"),
                fields.optional("amount", BigDecimal.class),
                fields.optionalString("currency"),
                fields.required("isReversible", Boolean.class),
                target,
                rule.approvalWithin());
    }

    private Instant effectiveAt(@Nullable Duration notice) {
        var wished = fields.optional("effectiveAt", Instant.class);
        var earliest = notice == null ? now : now.plus(notice);
        if (wished == null) {
            return earliest;
        }
        if (notice != null && wished.isBefore(earliest)) {
            faults.add(
                    DecisionErrorCode.NOTICE_TOO_SHORT,
                    path + ".effectiveAt",
                    "A business seller is told %d days ahead: %s at the earliest, or say in 'withoutNotice' why not"
                            .formatted(notice.toDays(), earliest));
        } else if (wished.isBefore(now.minus(Duration.ofMinutes(1))) || wished.isAfter(now.plus(LONGEST_WAIT))) {
            faults.add(
                    DecisionErrorCode.ACTION_TIME_INVALID,
                    path + ".effectiveAt",
                    "It takes effect now, or within %d days; left out: now".formatted(LONGEST_WAIT.toDays()));
        }
        return wished.isBefore(now) ? now : wished;
    }

    /** In whole microseconds, as it is kept; null: none is told, or one that no measure can have. */
    private @Nullable Duration duration() {
        var told = fields.optional("duration", Duration.class);
        if (told == null) {
            return null;
        }
        if (told.compareTo(SHORTEST) < 0 || told.compareTo(LONGEST) > 0) {
            faults.add(
                    DecisionErrorCode.ACTION_TIME_INVALID,
                    path + ".duration",
                    "It is longer than nothing, and %d days at most".formatted(LONGEST.toDays()));
            return null;
        }
        return told.truncatedTo(ChronoUnit.MICROS);
    }

    private void checkEnding(MeasureRule rule) {
        var ends = (fields.has("endsAt") ? 1 : 0) + (fields.has("duration") ? 1 : 0);
        if (ends == 2) {
            faults.add(DecisionErrorCode.ACTION_OVERDONE, path + ".duration", "Say 'endsAt' or 'duration', not both");
        } else if (ends == 0 && rule.ending().equals("NEEDED")) {
            faults.add(
                    DecisionErrorCode.ACTION_INCOMPLETE,
                    path + ".duration",
                    "%s is for a time: say 'duration' or 'endsAt'".formatted(rule.kind()));
        } else if (ends == 1 && rule.ending().equals("NONE")) {
            faults.add(
                    DecisionErrorCode.ACTION_OVERDONE,
                    path + (fields.has("endsAt") ? ".endsAt" : ".duration"),
                    "%s has no end: leave it out".formatted(rule.kind()));
        }
    }

    private void checkEnd(Instant effectiveAt, @Nullable Instant endsAt) {
        if (endsAt != null && (!endsAt.isAfter(effectiveAt) || endsAt.isAfter(effectiveAt.plus(LONGEST)))) {
            faults.add(
                    DecisionErrorCode.ACTION_TIME_INVALID,
                    path + ".endsAt",
                    "It ends after it takes effect at %s, within %d days".formatted(effectiveAt, LONGEST.toDays()));
        }
    }

    private void checkDetails() {
        var kind = fields.string("kind");
        takes("points", kind.equals("HEALTH_POINTS"), kind);
        takes("amount", kind.equals("BALANCE_DEDUCTION"), kind);
        takes("currency", kind.equals("BALANCE_DEDUCTION"), kind);
        if (!fields.has("restriction")
                && (kind.equals("OTHER_VISIBILITY_RESTRICTION") || kind.equals("OTHER_MONETARY_RESTRICTION"))) {
            faults.add(
                    DecisionErrorCode.ACTION_INCOMPLETE,
                    path + ".restriction",
                    "%s takes 'restriction': say which".formatted(kind));
        }
        var points = fields.optionalInt("points");
        if (points != null && (points < 1 || points > MOST_POINTS)) {
            faults.add(
                    DecisionErrorCode.ACTION_INCOMPLETE,
                    path + ".points",
                    "Between 1 and %d points are taken".formatted(MOST_POINTS));
        }
        checkMoney();
    }

    private void takes(String field, boolean isNeeded, String kind) {
        if (isNeeded && !fields.has(field)) {
            faults.add(DecisionErrorCode.ACTION_INCOMPLETE, path + "." + field, "%s takes '%s'".formatted(kind, field));
        } else if (!isNeeded && fields.has(field)) {
            faults.add(
                    DecisionErrorCode.ACTION_OVERDONE,
                    path + "." + field,
                    "%s takes no '%s': leave it out".formatted(kind, field));
        }
    }

    private void checkMoney() {
        var code = fields.optionalString("currency");
        var known = code == null ? null : DECIMALS.get(code);
        if (code != null && known == null) {
            faults.add(DecisionErrorCode.ACTION_INCOMPLETE, path + ".currency", "An ISO 4217 code such as EUR");
        }
        var decimals = known == null ? 2 : Math.min(2, known);
        var amount = fields.optional("amount", BigDecimal.class);
        if (amount != null
                && (amount.signum() <= 0
                        || amount.compareTo(MOST_MONEY) > 0
                        || amount.stripTrailingZeros().scale() > decimals)) {
            faults.add(
                    DecisionErrorCode.ACTION_INCOMPLETE,
                    path + ".amount",
                    decimals == 0
                            ? "More than 0, and whole: %s has no decimals".formatted(code)
                            : "More than 0, with two decimals at most, such as \"12.50\"");
        }
    }

    private @Nullable String withoutNotice() {
        var told = text("withoutNotice");
        if (told != null && VISIBLE.matcher(told).results().count() < FEWEST_VISIBLE) {
            faults.add(
                    DecisionErrorCode.TEXT_INVALID,
                    path + ".withoutNotice",
                    "Say why the notice that is owed is not given, in %d visible characters at least"
                            .formatted(FEWEST_VISIBLE));
        }
        return told;
    }

    private @Nullable String text(String field) {
        var told = fields.optionalString(field);
        if (told != null && (told.isBlank() || told.length() > LONGEST_TEXT)) {
            faults.add(
                    DecisionErrorCode.TEXT_INVALID,
                    path + "." + field,
                    "Say something, in %d characters at most".formatted(LONGEST_TEXT));
        }
        return told == null ? null : told.strip();
    }

    private @Nullable List<String> territories() {
        var told = fields.<String>list("territorialScope");
        if (told.size() > MOST_TERRITORIES) {
            faults.add(
                    DecisionErrorCode.TOO_MANY,
                    path + ".territorialScope",
                    "%d countries at most; left out: wherever the platform serves".formatted(MOST_TERRITORIES));
        }
        if (told.isEmpty() && fields.has("territorialScope")) {
            faults.add(
                    DecisionErrorCode.ACTION_INCOMPLETE,
                    path + ".territorialScope",
                    "Name a country at least; left out: wherever the platform serves");
        }
        for (var place = 0; place < Math.min(told.size(), MOST_TERRITORIES); place++) {
            if (!COUNTRIES.contains(told.get(place))) {
                faults.add(
                        DecisionErrorCode.ACTION_INCOMPLETE,
                        path + ".territorialScope." + place,
                        "%s is no country of ISO 3166-1".formatted(told.get(place)));
            }
        }
        return told.isEmpty() ? null : told.stream().distinct().sorted().toList();
    }
}
