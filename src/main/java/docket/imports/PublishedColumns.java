package docket.imports;

import static docket.imports.Checks.code;
import static docket.imports.Checks.codes;
import static docket.imports.Checks.date;
import static docket.imports.Checks.format;
import static docket.imports.Checks.sortedCodes;
import static docket.imports.Checks.text;
import static docket.imports.Checks.yesOrNo;
import static docket.imports.StatementColumn.*;

import java.time.LocalDate;
import java.util.List;

/** What each column of a published statement must hold, and where it is kept as it stood. */
final class PublishedColumns {
    private static final LocalDate FIRST_CONTENT = LocalDate.of(2000, 1, 1);
    private static final LocalDate FIRST_APPLICATION = LocalDate.of(2020, 1, 1);
    private static final int SHORT = 500;
    private static final int EXPLANATION = 2000;
    private static final int FACTS = 5000;

    /**
     * @param name of the column in {@code imports.statement}
     * @param isRepetitive whether few values are common to most rows
     */
    record PublishedColumn(
            StatementColumn column, String name, String type, boolean isRequired, boolean isRepetitive, Check check) {}

    static final List<PublishedColumn> ALL = List.of(
            required(UUID, "uuid", format("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", 36, "is not a UUID")),
            array(DECISION_VISIBILITY, codes(Codes.VISIBILITY)),
            optional(DECISION_VISIBILITY_OTHER, "text", text(SHORT)),
            optionalDate(END_DATE_VISIBILITY_RESTRICTION),
            optional(DECISION_MONETARY, "text", code(Codes.MONETARY)),
            optional(DECISION_MONETARY_OTHER, "text", text(SHORT)),
            optionalDate(END_DATE_MONETARY_RESTRICTION),
            optional(DECISION_PROVISION, "text", code(Codes.PROVISION)),
            optionalDate(END_DATE_SERVICE_RESTRICTION),
            optional(DECISION_ACCOUNT, "text", code(Codes.ACCOUNT)),
            optionalDate(END_DATE_ACCOUNT_RESTRICTION),
            optional(ACCOUNT_TYPE, "text", code(Codes.ACCOUNT_TYPE)),
            required(DECISION_GROUND, "text", code(Codes.GROUND)),
            optional(
                    DECISION_GROUND_REFERENCE_URL,
                    "text",
                    format("[A-Za-z][A-Za-z0-9+.-]*://\\S+", SHORT, "is not a URL")),
            optional(ILLEGAL_CONTENT_LEGAL_GROUND, "text", text(SHORT)),
            optional(ILLEGAL_CONTENT_EXPLANATION, "text", text(EXPLANATION)),
            optional(INCOMPATIBLE_CONTENT_GROUND, "text", text(SHORT)),
            optional(INCOMPATIBLE_CONTENT_EXPLANATION, "text", text(EXPLANATION)),
            optional(INCOMPATIBLE_CONTENT_ILLEGAL, "boolean", yesOrNo()),
            required(CATEGORY, "text", code(Codes.CATEGORY)),
            array(CATEGORY_ADDITION, codes(Codes.CATEGORY)),
            array(CATEGORY_SPECIFICATION, codes(Codes.KEYWORD)),
            optional(CATEGORY_SPECIFICATION_OTHER, "text", text(SHORT)),
            new PublishedColumn(CONTENT_TYPE, "content_type", "text[]", true, true, codes(Codes.CONTENT_TYPE)),
            optional(CONTENT_TYPE_OTHER, "text", text(SHORT)),
            optional(CONTENT_LANGUAGE, "text", code(Codes.LANGUAGE)),
            requiredDate(CONTENT_DATE, FIRST_CONTENT),
            optional(CONTENT_ID_EAN, "text", format("[0-9]{13}", 13, "is not an EAN of 13 digits")),
            array(TERRITORIAL_SCOPE, sortedCodes(Codes.COUNTRY)),
            requiredDate(APPLICATION_DATE, FIRST_APPLICATION),
            // Required by the schema, yet published statements lack it.
            optional(DECISION_FACTS, "text", text(FACTS)),
            required(SOURCE_TYPE, "text", code(Codes.SOURCE)),
            optional(SOURCE_IDENTITY, "text", text(SHORT)),
            required(AUTOMATED_DETECTION, "boolean", yesOrNo()),
            required(AUTOMATED_DECISION, "text", code(Codes.AUTOMATED_DECISION)),
            required(PLATFORM_NAME, "text", text(SHORT)),
            required(
                    PLATFORM_UID,
                    "text",
                    format("[a-zA-Z0-9_-]+", SHORT, "has other characters than letters, digits, - and _")),
            new PublishedColumn(CREATED_AT, "published_at", "timestamptz", true, true, Checks.instant()));

    private PublishedColumns() {}

    private static PublishedColumn required(StatementColumn column, String type, Check check) {
        return new PublishedColumn(column, column.title(), type, true, false, check);
    }

    private static PublishedColumn optional(StatementColumn column, String type, Check check) {
        return new PublishedColumn(column, column.title(), type, false, false, check);
    }

    private static PublishedColumn array(StatementColumn column, Check check) {
        return new PublishedColumn(column, column.title(), "text[]", false, true, check);
    }

    private static PublishedColumn requiredDate(StatementColumn column, LocalDate earliest) {
        return new PublishedColumn(column, column.title(), "date", true, true, date(earliest));
    }

    private static PublishedColumn optionalDate(StatementColumn column) {
        return new PublishedColumn(column, column.title(), "date", false, true, date(FIRST_CONTENT));
    }
}
