package docket.imports;

import static docket.imports.StatementColumn.*;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What Docket makes of a published statement, in its own words; what the statement does not tell stays null. */
final class Derived {
    private static final Pattern SPACE = Pattern.compile("\\s+");
    private static final String PREFIX = "STATEMENT_CATEGORY_";
    private static final String PRODUCT = "CONTENT_TYPE_PRODUCT";
    private static final String INTELLECTUAL_PROPERTY = "INTELLECTUAL_PROPERTY_INFRINGEMENTS";

    /** Of several types of content the first of these is the kind; all stay with the statement. */
    private static final List<String> KINDS =
            List.of("SYNTHETIC_MEDIA", "VIDEO", "AUDIO", "IMAGE", "APP", "TEXT", "OTHER");

    /** @param name of the column that hands it over to the statements which write it to its tables */
    record DerivedColumn(String name, String type, Function<StatementRow, @Nullable Object> value) {}

    static final List<DerivedColumn> ALL = List.of(
            new DerivedColumn("domain", "text", Derived::domain),
            new DerivedColumn("content_kind", "text", Derived::contentKind),
            new DerivedColumn("language", "text", Derived::language),
            new DerivedColumn("title", "text", Derived::title),
            new DerivedColumn("summary", "text", Derived::summary),
            new DerivedColumn("ground", "text", row -> word(Codes.GROUND, row, DECISION_GROUND)),
            new DerivedColumn("statement_category", "text", Derived::category),
            new DerivedColumn("legacy_category", "text", Derived::legacyCategory),
            new DerivedColumn("additional_categories", "text[]", Derived::additionalCategories),
            new DerivedColumn("keywords", "text[]", row -> words(Codes.KEYWORD, row.codes(CATEGORY_SPECIFICATION))),
            new DerivedColumn("source_word", "text", row -> word(Codes.SOURCE, row, SOURCE_TYPE)),
            new DerivedColumn("automation", "text", row -> word(Codes.AUTOMATED_DECISION, row, AUTOMATED_DECISION)),
            new DerivedColumn("visibility", "text[]", row -> words(Codes.VISIBILITY, row.codes(DECISION_VISIBILITY))),
            new DerivedColumn("monetary", "text", row -> word(Codes.MONETARY, row, DECISION_MONETARY)),
            new DerivedColumn("provision", "text", row -> word(Codes.PROVISION, row, DECISION_PROVISION)),
            new DerivedColumn("account", "text", row -> word(Codes.ACCOUNT, row, DECISION_ACCOUNT)));

    private Derived() {}

    private static String domain(StatementRow row) {
        if (INTELLECTUAL_PROPERTY.equals(category(row))) {
            return "IPR";
        }
        return isListing(row) ? "PRODUCT_LISTING" : "CONTENT_CREATOR";
    }

    private static boolean isListing(StatementRow row) {
        return row.codes(CONTENT_TYPE).contains(PRODUCT);
    }

    private static @Nullable String contentKind(StatementRow row) {
        if (isListing(row)) {
            return null;
        }
        var words = words(Codes.CONTENT_TYPE, row.codes(CONTENT_TYPE));
        return KINDS.stream().filter(words::contains).findFirst().orElseThrow();
    }

    private static @Nullable String language(StatementRow row) {
        var code = row.text(CONTENT_LANGUAGE);
        return code == null ? null : code.toLowerCase(Locale.ROOT);
    }

    /** The rule that was broken, as the platform cites it. */
    private static String title(StatementRow row) {
        return oneLine(row.required(isIllegal(row) ? ILLEGAL_CONTENT_LEGAL_GROUND : INCOMPATIBLE_CONTENT_GROUND));
    }

    /** The whole explanation stays with the statement; indexing it with every case would cost as much as all the rest of the import. */
    private static String summary(StatementRow row) {
        var explanation = isIllegal(row) ? ILLEGAL_CONTENT_EXPLANATION : INCOMPATIBLE_CONTENT_EXPLANATION;
        return oneLine(FirstSentence.of(row.required(explanation)));
    }

    private static boolean isIllegal(StatementRow row) {
        return row.required(DECISION_GROUND).equals("DECISION_GROUND_ILLEGAL_CONTENT");
    }

    private static String oneLine(String text) {
        return SPACE.matcher(text).replaceAll(" ").strip();
    }

    private static @Nullable String category(StatementRow row) {
        return word(Codes.CATEGORY, row, CATEGORY);
    }

    private static @Nullable String legacyCategory(StatementRow row) {
        var code = row.required(CATEGORY);
        return (PREFIX + category(row)).equals(code) ? null : code;
    }

    private static List<String> additionalCategories(StatementRow row) {
        var main = Set.of(String.valueOf(category(row)));
        return words(Codes.CATEGORY, row.codes(CATEGORY_ADDITION)).stream()
                .filter(word -> !main.contains(word))
                .toList();
    }

    private static @Nullable String word(CodeList codes, StatementRow row, StatementColumn column) {
        var code = row.text(column);
        return code == null ? null : codes.word(code);
    }

    private static List<String> words(CodeList codes, List<String> of) {
        return of.stream().map(codes::word).filter(Objects::nonNull).distinct().toList();
    }
}
